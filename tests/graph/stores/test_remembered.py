"""What a question read is not read again, and the answers are those of a view that remembers nothing."""

from collections.abc import Sequence
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Edge, Evidence, Node
from graph.store import Direction, Store
from graph.stores import remembered
from graph.stores.remembered import Remembered
from loaders.load import load
from seeds.shelf import seed_plans

ROLES = ("LEADS", "SUPPORTS")
ENDS = ("a", "b", "c", "d")


@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(ENDS), max_size=5),
            st.sampled_from([(), ROLES, ROLES[:1], ROLES[::-1]]),
            st.sampled_from(["in", "out", "both"]),
        ),
        max_size=8,
    )
)
def test_any_row_of_questions_is_answered_as_without_a_memory(
    asked: list[tuple[list[str], Sequence[str], Direction]],
) -> None:
    store = _Edges()
    memory = Remembered()
    for ids, kinds, direction in asked:
        read = partial(store.read, kinds=kinds, direction=direction)
        assert memory.edges(ids, kinds, direction, read) == Remembered().edges(ids, kinds, direction, read)


class _Edges:
    """Every department leads or supports every other; counts the ends that it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        said = Evidence("dictionary", "", "", "")
        self.all = [
            Edge(kind, f"{kind}|{one}|{other}", one, other, said, {}, "")
            for kind in ROLES
            for one in ENDS
            for other in ENDS
        ]

    def read(self, ids: Sequence[str], kinds: Sequence[str], direction: Direction) -> list[Edge]:
        self.asked += ids
        ends = {"in": ("target",), "out": ("source",), "both": ("source", "target")}[direction]
        return [
            edge
            for edge in self.all
            if (not kinds or edge.kind in kinds) and any(getattr(edge, end) in ids for end in ends)
        ]


def test_an_end_is_read_once_also_where_it_has_nothing() -> None:
    store, memory = _Edges(), Remembered()
    for ids in (["a", "z"], ["z", "b"], ["b", "a"]):
        memory.edges(ids, ROLES, "out", lambda some: store.read(some, ROLES, "out"))
    assert store.asked == ["a", "z", "b"]


def test_nodes_are_read_once_and_those_that_are_not_there_too() -> None:
    asked: list[str] = []

    def read(ids: Sequence[str]) -> dict[str, Node]:
        asked.extend(ids)
        return {each: Node("Department", each, {}) for each in ids if each != "none"}

    memory = Remembered()
    assert [node.id for node in memory.nodes(["b", "none", "a", "b"], read)] == ["b", "a"]
    assert [node.id for node in memory.nodes(["a", "none", "c"], read)] == ["a", "c"]
    assert asked == ["b", "none", "a", "c"]


def test_much_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 3)
    store, memory = _Edges(), Remembered()
    for _ in range(3):
        memory.edges(["a"], ROLES, "out", lambda some: store.read(some, ROLES, "out"))
    assert store.asked == ["a", "a", "a"]


def test_a_list_that_was_given_away_is_the_askers(store: Store) -> None:
    load(store, seed_plans())
    with store.snapshot() as view:
        leader = view.list_nodes("Department").items[0].id
        first = view.edges([leader], direction="out")
        kept = list(first)
        first.clear()
        assert view.edges([leader], direction="out") == kept != []


def test_a_view_without_a_snapshot_reads_anew(store: Store) -> None:
    """It may live while others write."""
    load(store, seed_plans())
    view = store.view()
    (plan,) = view.nodes([record.plan for record in view.load_records()])
    assert view.edges([plan.id])
    assert store.writer().remove(plan.id)
    assert view.nodes([plan.id]) == []
    assert view.edges([plan.id]) == []
