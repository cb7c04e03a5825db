"""Findings that are remembered are those that are worked out, whoever writes in between; what is kept is bounded."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import get_args

import pytest

from api.answers.bottlenecks import matter_facts
from graph.bottlenecks.findings.board import placed
from graph.bottlenecks.findings.findings import united
from graph.bottlenecks.findings.folding import By
from graph.bottlenecks.findings.subjects import joined
from graph.ledger.ledger import Entry, Ledger, LoadRecord
from graph.ledger.tallies import read, written
from graph.model import Decision
from graph.questions.bottlenecks import findings as asked_findings
from graph.questions.bottlenecks.findings import Findings, counts_by_plan, findings, look_through
from graph.questions.bottlenecks.kept_findings import Told
from graph.questions.bottlenecks.remembered_findings import Memory
from graph.questions.bottlenecks.wanted_findings import Narrowed
from graph.schema import schema
from graph.store import Store
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans
from tests.stores import FIRST, LATER, NOW, SECOND, first_plan, second_plan

PLAN = "永川府办发〔2022〕112号@重庆市/永川区"
EMPTY = Told(united(()), {}, 0, frozenset(), None)


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://") as opened:
        load(opened, seed_plans())
        for graph, document in (first_plan(), second_plan()):
            opened.writer().replace(graph, document, loaded_at=NOW)
        yield opened


def said(found: Findings) -> tuple[object, ...]:
    """All of an answer but what stands behind other pages."""
    behind = {edge: found.gathered.edges[edge] for one in found.page.items for edge in one.edges}
    nodes = {node: found.gathered.nodes[node] for one in found.page.items for node in one.nodes}
    return (
        found.page, found.summaries, found.counts, found.thresholds, behind, nodes, found.gathered.plans, found.gathered.about
    )  # fmt: skip


@pytest.mark.parametrize("plans", [[PLAN], [FIRST, SECOND], [FIRST, PLAN, SECOND], []])
@pytest.mark.parametrize("narrowed", [Narrowed(), Narrowed(tier="B"), Narrowed(rule="no-lead")])
def test_the_same_with_a_memory_and_without(store: Store, plans: list[str], narrowed: Narrowed) -> None:
    memory = Memory()
    view = store.view()
    plain = findings(view, plans, matters=matter_facts, narrowed=narrowed, offset=1, limit=9)
    for _ in range(2):
        kept = findings(view, plans, matters=matter_facts, narrowed=narrowed, memory=memory, offset=1, limit=9)
        assert said(kept) == said(plain)


def test_writes_are_seen(store: Store) -> None:
    memory = Memory()
    view = store.view()

    def both() -> tuple[int, int]:
        plain = findings(view, [PLAN], matters=matter_facts).page.total
        return plain, findings(view, [PLAN], matters=matter_facts, memory=memory).page.total

    before = both()
    measure = view.list_nodes("Measure", plan=PLAN).items
    edges = view.edges([node.id for node in measure], kinds=[schema().roles["lead"]])
    alone = next(e for e in edges if sum(other.target == e.target for other in edges) == 1)
    rejected = Decision("r1", "reject-edge", alone.id, "", "甲", LATER, edge=alone)
    store.writer().decide(rejected)
    assert both()[0] == both()[1] != before[0]
    store.writer().decide(replace(rejected, undone="甲"))
    assert both() == before
    counted = counts_by_plan(view, matters=matter_facts, memory=memory)
    assert counted.counts[PLAN] == before[0]
    assert (counted.looked_through, counted.of_plans) == (3, 3)


def ledger(**stamps: str) -> Ledger:
    """A ledger of plans of these stamps that hold nothing."""
    tally = read(written("p", (), (), (), ()))
    entries = {plan: Entry(stamp, tally, LoadRecord(plan, "", "", "", {}, ())) for plan, stamp in stamps.items()}
    return Ledger(object(), entries, {}, {}, frozenset())


def test_what_is_kept_is_bounded_and_the_last_used_stays() -> None:
    memory = Memory(2)
    made: list[str] = []
    now = ledger(a="1", b="1", c="1")

    def make(missing: Sequence[str]) -> Mapping[str, Told]:
        made.extend(missing)
        return {plan: replace(EMPTY, version=now.entries[plan].version) for plan in missing}

    for plan in ("a", "b", "a", "c", "a", "b"):
        assert list(memory.recall(now, [plan], "kind", make)) == [plan]
    assert made == ["a", "b", "c", "b"]


def test_a_write_costs_the_findings_of_its_plan() -> None:
    memory = Memory()
    made: list[str] = []

    def asked(now: Ledger, kind: str = "kind") -> tuple[int, int]:
        def make(missing: Sequence[str]) -> Mapping[str, Told]:
            made.extend(missing)
            return {plan: replace(EMPTY, version=now.entries[plan].version) for plan in missing}

        board = memory.board(now, kind, make, most=2)
        return board.plans, board.of

    first = ledger(a="1", b="1", c="1")
    assert [asked(first), asked(first), asked(first)] == [(2, 3), (3, 3), (3, 3)]
    assert asked(ledger(a="1", b="2", c="1")) == (3, 3)
    assert made == ["a", "b", "c", "b"]
    assert asked(ledger(a="1")) == (1, 1)
    asked(first, "other thresholds")
    assert made[4:] == ["a", "b"]


def test_what_was_made_while_the_plan_changed_is_not_kept() -> None:
    memory = Memory()
    versions = iter(["1", None, ("2", None)])
    made: list[str] = []

    def make(missing: Sequence[str]) -> Mapping[str, Told]:
        made.extend(missing)
        return {plan: replace(EMPTY, version=next(versions)) for plan in missing}

    for _ in range(4):
        memory.recall(ledger(a="2"), ["a"], "kind", make)
    assert made == ["a", "a", "a"]


def test_over_more_plans_than_are_worked_out_at_once_the_findings_are_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = store.view()
    every = tuple(view.ledger().entries)
    plain = findings(view, every, matters=matter_facts, limit=7, offset=2)
    monkeypatch.setattr(asked_findings, "MOST_AT_ONCE", 1)
    for narrowed in (
        Narrowed(),
        Narrowed(tier="B"),
        Narrowed(rule="no-lead"),
        Narrowed(finding=plain.page.items[0].id),
    ):
        for by in get_args(By):
            folded = findings(view, every, matters=matter_facts, narrowed=narrowed, folded=by, limit=9)
            told = findings(
                view,
                every,
                matters=matter_facts,
                narrowed=narrowed,
                folded=by,
                memory=Memory(),
                limit=9,
            )
            assert (told.folds, told.page, told.count) == (folded.folds, folded.page, folded.count)
        memory = Memory()
        ranked = findings(view, every, matters=matter_facts, narrowed=narrowed, memory=memory, limit=7, offset=2)
        wanted = findings(view, every, matters=matter_facts, narrowed=narrowed, limit=7, offset=2)
        assert (ranked.page, ranked.counts) == (wanted.page, wanted.counts)
        assert said(ranked)[4] == said(wanted)[4]
        assert (ranked.looked_through, ranked.of_plans, ranked.summaries) == (3, 3, ())
    assert look_through(view, matters=matter_facts, memory=memory, most=1) == 0
    assert look_through(view, matters=matter_facts, memory=Memory(), most=1) == 2


class _Crowded(Memory):
    """Somebody who asks of another state puts his own in the place of what was just worked out."""

    def _keep(self, ledger: Ledger, kind: Hashable, made: Mapping[str, Told]) -> None:
        super()._keep(ledger, kind, made)
        for plan in made:
            self._of(ledger, kind).by_plan[plan] = "another state", placed((), joined([]))


def test_an_answer_is_whole_whoever_asks_of_another_state_meanwhile(store: Store) -> None:
    plain = counts_by_plan(store.view(), matters=matter_facts, memory=Memory())
    crowded = counts_by_plan(store.view(), matters=matter_facts, memory=_Crowded())
    assert (crowded.counts, crowded.looked_through, crowded.of_plans) == (plain.counts, 3, 3)
