"""Findings by facets: kept as what they are about is kept in its list, counted as choosing a value leaves them, on every store."""

import pytest
from hypothesis import given, settings

from api.answers.bottlenecks import matter_facts
from graph.bottlenecks.findings.findings import Finding
from graph.facets.facets import FACETS, PLAN_FACETS, Facets
from graph.questions.bottlenecks import findings as asked_findings
from graph.questions.bottlenecks.findings import Findings, findings
from graph.questions.bottlenecks.remembered_findings import Memory
from graph.questions.bottlenecks.wanted_findings import Narrowed
from graph.store import Store, View
from tests.graph.facets.plans import TODAY, Line, keeps, lines, write
from tests.graph.facets.test_narrowing import _small, chosen
from tests.stores import NOW, Draft


def _asked(view: View, facets: Facets, memory: Memory | None = None, **narrowed: str) -> Findings:
    return findings(
        view,
        list(view.ledger().entries),
        matters=matter_facts,
        narrowed=Narrowed(**narrowed, facets=facets),  # type: ignore[arg-type]  # tier and rule are words
        memory=memory,
    )


def _has_all(line: Line, facets: Facets) -> bool:
    return all(any(line.has(name, value) for value in values) for name, values in facets.chosen().items())


def _about(view: View, finding: Finding, facets: Facets) -> bool:
    """By looking at what the finding is about."""
    found = view.nodes([finding.subject])
    kind = found[0].kind if found else ""
    if kind in ("Measure", "Goal", "SubTarget"):
        return finding.subject in keeps(view, "targets" if kind == "SubTarget" else "measures", facets)
    plan = view.nodes([finding.plan])[0]
    if kind == "Department":
        bare = [Line("", plan, None, None, None, found[0])]
        works = [line.work for line in lines(view, "measures") if line.item in finding.nodes]
        named = [
            Line("", plan, work, line.due, None, found[0])
            for work in works
            for line in lines(view, "measures")
            if line.work == work
        ]
        own = [each for each in lines(view, "duties") if each.bearer == found[0] and each.plan == plan]
        return any(_has_all(line, facets) for line in (*bare, *named, *own))
    if kind == "Plan" and not any(node.kind in ("Measure", "Goal") for node in view.nodes(finding.nodes)):
        return _has_all(Line("", plan, None, None, None, None), facets)
    kept = keeps(view, "measures", facets)
    return any(node in kept for node in finding.nodes) or _has_all(Line("", plan, None, None, None, None), facets)


@settings(max_examples=25, deadline=None)
@given(facets=chosen())
def test_a_finding_is_kept_as_what_it_is_about(facets: Facets) -> None:
    view = _small().view()
    every = _asked(view, Facets(today=TODAY)).page.items
    assert len({one.rule for one in every}) >= 4
    kept = {one.id for one in _asked(view, facets).page.items}
    assert kept == {one.id for one in every if _about(view, one, facets)}


@pytest.mark.parametrize("ranked", [False, True])
@pytest.mark.parametrize(
    "given_", [{}, {"place": ("东市",)}, {"function": ("air",)}, {"topic": ("water",), "role": ("lead",)}]
)
def test_a_count_is_what_choosing_the_value_leaves(
    monkeypatch: pytest.MonkeyPatch, given_: dict[str, tuple[str, ...]], *, ranked: bool
) -> None:
    view, facets, memory = _small().view(), Facets(**given_, today=TODAY), Memory() if ranked else None
    if ranked:
        monkeypatch.setattr(asked_findings, "MOST_AT_ONCE", 1)
    for narrowed in ({}, {"tier": "B"}, {"rule": "no-lead"}):
        found = _asked(view, facets, memory, **narrowed)
        assert list(found.facets) == [*FACETS]
        assert found.count == len(found.page.items) == sum(found.counts.values()) or narrowed
        for name, values in found.facets.items():
            for one in values:
                got = _asked(view, facets.choosing(name, one.value), memory, **narrowed)
                assert got.count == one.count, (name, one)


def test_every_store_counts_alike(store: Store) -> None:
    write(store)
    facets = Facets(topic=("water", "housing"), today=TODAY)
    assert _asked(store.view(), facets).facets == _asked(_small().view(), facets).facets


def test_within_one_plan_its_own_facets_say_nothing(store: Store) -> None:
    write(store)
    view = store.view()
    found = findings(
        view, ["甲〔2022〕1号"], matters=matter_facts, narrowed=Narrowed(facets=Facets(topic=("water",), today=TODAY))
    )
    assert {*found.facets}.isdisjoint(PLAN_FACETS)
    assert 0 < found.count < findings(view, ["甲〔2022〕1号"], matters=matter_facts).count
    assert all(one.count for values in found.facets.values() for one in values)


def test_a_department_that_only_prose_names_has_its_function(store: Store) -> None:
    draft = Draft("戊〔2024〕1号", date="2024-01-01")
    lead = draft.department("甲省/东市/finance", "东市财政局")
    prose = draft.department("甲省/东市/air", "东市生态环境局")
    work = draft.measure("1", "治理扬尘", topics=("air",))
    draft.duty("LEADS", lead, work)
    draft.duty("SUPPORTS", prose, work, form="prose-role")
    store.writer().replace(*draft.done(), loaded_at=NOW)
    found = _asked(store.view(), Facets(function=("air",), today=TODAY))
    assert [one.rule for one in found.page.items] == ["prose-only"]
