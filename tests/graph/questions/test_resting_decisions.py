"""Decisions that an edit or a removal leaves without effect are named, and act again when the words are back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.ids import decision_id
from graph.model import Anchor, Decision, DecisionKind, Edge, Node
from graph.questions.departments.resting_decisions import resting
from graph.store import Store
from loaders.files.source import read_bytes
from loaders.load import load_source
from tests.folders import TESTS
from tests.kinds import empty_store

WATER = (TESTS / "data" / "water-plan.txt").read_text(encoding="utf-8")
EDITED = WATER.replace("推广滴灌", "推广喷灌").replace(
    "（责任单位：市住房城乡建设局、市财政局）", "（责任单位：市财政局）"
)


def put(store: Store, text: str) -> None:
    assert load_source(store, read_bytes(text.encode(), "plan.txt")).error is None


def edge_of(store: Store, name: str) -> tuple[Edge, Node]:
    (node,) = store.view().departments_named(name)
    return store.view().edges([node.id], kinds=["RESPONSIBLE_FOR"])[0], node


def decision(
    kind: DecisionKind,
    subject: str,
    *,
    edge: Edge | None = None,
    anchor: Anchor | None = None,
    node: Node | None = None,
) -> Decision:
    at = "2025-01-01T00:00:00+00:00"
    return Decision(decision_id(kind, subject), kind, subject, "", "tester", at, edge=edge, anchor=anchor, node=node)


@pytest.fixture(params=["sqlite memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with empty_store(request, tmp_path) as opened:
        yield opened


def test_decisions_rest_while_their_words_are_away(store: Store) -> None:
    put(store, WATER)
    rejected, bureau = edge_of(store, "市住房城乡建设局")
    kept, _ = edge_of(store, "市生态环境局")
    document = store.view().load_records()[0].document
    party = kept.evidence.party
    assert party
    anchor = Anchor(document.removeprefix("sha256:"), party.start, party.end, party.quote)
    to = replace(bureau, id="x", properties={**bureau.properties, "name": "市某局"})
    made = [
        decision("reject-edge", rejected.id, edge=rejected),
        decision("reject-edge", kept.id, edge=kept),
        decision("same", kept.source, anchor=anchor, node=to),
    ]
    store.writer().decide(made[0])
    assert resting(store.view(), made) == {}
    put(store, EDITED)
    assert resting(store.view(), made) == {made[0].id: "words-gone", made[2].id: "words-gone"}
    store.writer().remove(kept.plan)
    assert resting(store.view(), made[:2]) == {made[0].id: "plan-not-loaded", made[1].id: "plan-not-loaded"}
    put(store, WATER)
    assert resting(store.view(), made) == {}


def test_one_that_was_taken_back_does_not_rest(store: Store) -> None:
    put(store, WATER)
    rejected, _ = edge_of(store, "市住房城乡建设局")
    put(store, EDITED)
    assert resting(store.view(), [replace(decision("reject-edge", rejected.id, edge=rejected), undone="tester")]) == {}
