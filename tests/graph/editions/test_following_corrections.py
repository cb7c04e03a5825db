"""Corrections and reports through random edits of a plan: each acts on the very same words, or is listed; none moves."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from api.decisions.requests import decide
from api.wire.names import DecisionIn, Kind
from graph.decisions import applied, read_as
from graph.editions.alignment import aligned
from graph.editions.following import followed
from graph.model import Decision, PlanGraph, quote_of
from graph.questions.departments.resting_decisions import resting
from graph.stores.opening import open_store
from loaders.files.source import read_bytes
from loaders.read import document_text
from tests.graph.editions.test_following import AT, BEFORE, DUTIES, MEASURES, ROLES, SEED, edited, graph_of, words_of
from tests.stores import LATER, NOW

TARGETS = [node for node in BEFORE.nodes if node.kind == "SubTarget"]


@cache
def made() -> tuple[Decision, ...]:
    """Twenty decisions of the new kinds on the seed plan."""
    asked: list[tuple[Kind, str, dict[str, str]]] = [
        *(("correct-duty", edge.id, {"role": "guide"}) for edge in DUTIES[12:18]),
        *(("correct-node", node.id, {"value": "77"}) for node in TARGETS[:4]),
        *(("correct-node", node.id, {"deadline": "2031"}) for node in MEASURES[:3]),
        *(("add-node", node.id, {"kind": "Measure", "title": f"另设{n}"}) for n, node in enumerate(MEASURES[3:5])),
        *(("progress", edge.id, {"state": "done"}) for edge in DUTIES[18:21]),
        *(("progress", node.id, {"state": "under-way", "value": "1"}) for node in TARGETS[:2]),
    ]
    with open_store("sqlite://") as store:
        store.writer().replace(BEFORE, document_text(read_bytes(SEED.encode(), "plan.txt")), loaded_at=NOW)
        return tuple(
            decide(store, DecisionIn(kind=kind, subject=subject, values=values), "tester")
            for kind, subject, values in asked
        )


def now_after(after: PlanGraph) -> list[Decision]:
    changed = {d.id: d for d in followed(made(), BEFORE, after, aligned(BEFORE, after), at=AT)}
    return [changed.get(decision.id, decision) for decision in made()]


@given(st.integers(0, 10**6))
@settings(max_examples=200, deadline=None)
def test_corrections_act_on_the_same_words_or_are_listed(seed: int) -> None:
    after = graph_of(edited(seed))
    now = now_after(after)
    assert [decision.id for decision in now] == [decision.id for decision in made()]
    result = applied(after, now)
    was = {edge.id: edge for edge in BEFORE.edges} | {node.id: node for node in BEFORE.nodes}
    reading = {edge.id: edge for edge in after.edges}
    nodes = {node.id: node for node in after.nodes}
    for decision, before in zip(now, made(), strict=True):
        if decision.id not in result.acted:
            continue
        if decision.kind == "correct-duty":
            assert words_of(reading[decision.subject]) == words_of(was[before.subject])  # type: ignore[arg-type]  # an edge
        elif decision.kind == "correct-node":
            node = nodes[decision.subject]
            assert all(node.properties.get(name, "") == value for name, value in before.before.items())
            same = node.text("title") == was[before.subject].properties.get("title", "")
            assert same or node.kind == "SubTarget" or decision.followed
            old = was[before.subject].properties.get("text")
            assert node.kind != "SubTarget" or node.text("text") == old or decision.followed
    corrected = [edge for edge in result.graph.edges if edge.kind in ROLES and edge.properties.get("decisions")]
    assert {read_as(edge) for edge in corrected} <= {d.subject for d in now if d.kind == "correct-duty"}


@given(st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_what_acts_no_more_is_listed_and_reports_of_other_words_too(seed: int) -> None:
    after = graph_of(edited(seed))
    with open_store("sqlite://") as store:
        store.writer().replace(BEFORE, document_text(read_bytes(SEED.encode(), "plan.txt")), loaded_at=NOW)
        for decision in made():
            store.writer().decide(decision)
        store.writer().replace(
            after, document_text(read_bytes(edited(seed).encode(), "plan.txt")), loaded_at=LATER, instead_of=BEFORE.plan
        )
        view = store.view()
        kept = view.decisions()
        assert {decision.id for decision in kept} == {decision.id for decision in made()}
        listed = resting(view, kept)
        acted = applied(after, kept).acted
        said = {edge.id: quote_of(edge.evidence.statement) for edge in after.edges}
        said |= {node.id: node.text("text") for node in after.nodes}
        for decision in kept:
            if decision.kind == "progress":
                words = decision.anchor.quote if decision.anchor else None
                assert (said.get(decision.subject) == words) == (decision.id not in listed)
            else:
                assert (decision.id in acted) == (decision.id not in listed)
