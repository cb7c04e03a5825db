"""A copy answers as its source does, from every kind of store to every other and back."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.exchange import copy, lines
from graph.ids import edge_id
from graph.model import Decision, Node
from graph.store import Store
from graph.stores.opening import open_store
from tests.stores import ECO, FIRST, LATER, NOW, OLD_ECO, SECOND, WATER, Draft, everything, first_plan, second_plan


def _filled(store: Store) -> Store:
    eco = store.writer()
    for (graph, document), when in ((first_plan(), NOW), (second_plan(), LATER)):
        eco.replace(graph, document, loaded_at=when)
    water = next(node for node in first_plan()[0].nodes if node.id == OLD_ECO)
    leads = next(edge for edge in first_plan()[0].edges if edge.kind == "LEADS")
    eco.decide(Decision("d1", "same", WATER, OLD_ECO, "me", "1", node=water))
    eco.decide(Decision("d2", "reject-edge", leads.id, "", "me", "2"))
    eco.decide(Decision("d3", "set-meta", "0" * 64, "number=1", "me", "3", undone="me, later"))
    return store


def _all(store: Store) -> tuple[dict[str, object], list[str]]:
    return everything(store.view()), [record.loaded_at for record in store.view().load_records()]


def test_a_round_trip_loses_nothing(store: Store, tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'one.db'}") as one, open_store(f"sqlite:///{tmp_path / 'two.db'}") as two:
        _filled(one)
        heard: list[tuple[str, int, int]] = []
        there = copy(one, store, progress=lambda *said: heard.append(said))
        assert there == {"plans": 2, "unchanged": 0, "kept": 0, "decisions": 3}
        assert heard == [(FIRST, 1, 2), (SECOND, 2, 2)]
        assert _all(store) == _all(one)
        copy(store, two)
        assert _all(two) == _all(one)


def test_a_second_copy_changes_nothing_and_what_else_was_there_stays(store: Store, tmp_path: Path) -> None:
    graph, document = Draft("第三号").done()
    store.writer().replace(graph, document, loaded_at=NOW)
    with open_store(f"sqlite:///{tmp_path / 'one.db'}") as one:
        _filled(one)
        copy(one, store)
        before = _all(store)
        again = copy(one, store)
    assert again == {"plans": 0, "unchanged": 2, "kept": 0, "decisions": 3}
    assert _all(store) == before
    assert store.view().reading("第三号") == graph


def test_a_better_edition_of_the_target_is_kept(store: Store) -> None:
    graph, document = Draft(FIRST, edition="abridged").done()
    with open_store("sqlite://") as one:
        one.writer().replace(graph, document, loaded_at=NOW)
        full, text = first_plan()
        store.writer().replace(full, text, loaded_at=NOW)
        assert copy(one, store)["kept"] == 1
    assert store.view().reading(FIRST) == full


def test_a_store_is_not_copied_to_itself(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'one.db'}"
    with open_store(url) as one, open_store(url) as same, pytest.raises(StoreError, match="to itself"):
        copy(one, same)


def test_a_decision_for_an_edge_that_the_target_lacks_waits_for_its_plan(store: Store) -> None:
    graph, document = second_plan()
    leads = next(edge for edge in graph.edges if edge.kind == "LEADS")
    body = Node("Department", "x/y/z", {**graph.nodes[2].properties, "name": "某局"})
    added = replace(leads, kind="GUIDES", source=body.id, id=edge_id("GUIDES", body.id, leads.target, "person"))
    with open_store("sqlite://") as one:
        one.writer().replace(graph, document, loaded_at=NOW)
        one.writer().decide(Decision("d", "add-edge", "", "", "me", "1", edge=added, node=body))
        copy(one, store)
        assert _all(store) == _all(one)
    assert store.view().edge(added.id) == added
    assert ECO in [edge.source for edge in store.view().edges([leads.target], kinds=["LEADS"])]


def test_a_copy_is_of_one_state(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'one.db'}") as one, open_store(f"sqlite:///{tmp_path / 'two.db'}") as two:
        before = everything(_filled(one).view())

        def meanwhile(*_said: object) -> None:
            one.writer().remove(SECOND)

        copy(one, two, progress=meanwhile)
        assert one.view().load_record(SECOND) is None
        assert everything(two.view()) == before


def test_lines_are_of_one_state(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'one.db'}") as one:
        before = list(lines(_filled(one).view()))
        with one.snapshot() as view:
            read = iter(lines(view))
            told = [next(read)]
            one.writer().remove(SECOND)
            assert [*told, *read] == before
