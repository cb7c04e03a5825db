"""The ledger of a store: brought up write by write it is what one made from nothing is, and it counts what SQL counts."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.corpora import corpus
from graph.ledger.ledger import Entry, Ledger
from graph.ledger.measures import Measures
from graph.model import Decision, Edge
from graph.questions.all_plans import incidence, named
from graph.store import Status, Store
from graph.stores.ledgers import Ledgers
from graph.stores.opening import open_store
from tests.stores import ECO, FIRST, LATER, NOW, WATER, first_plan, second_plan


def told(ledger: Ledger) -> object:
    """All that a ledger holds, in a form that compares."""

    def entry(one: Entry) -> object:
        tally = one.tally
        fields = [getattr(tally, name) for name in tally.__slots__]
        return one.stamp, one.record, [plain(each) for each in fields]

    def plain(field: object) -> object:
        if isinstance(field, Measures):
            return repr([plain(getattr(field, name)) for name in field.__slots__])  # nan is no number, and not itself
        return field.tolist() if isinstance(field, np.ndarray) else field

    return (
        {plan: entry(one) for plan, one in ledger.entries.items()},
        list(ledger.entries),
        dict(ledger.plans),
        dict(ledger.departments),
        ledger.documents,
    )


def fresh(store: Store) -> Ledger:
    """A ledger made from nothing."""
    view = store.view()
    kept = view._ledgers  # type: ignore[attr-defined]
    view._ledgers = Ledgers()  # type: ignore[attr-defined]
    try:
        return view.ledger()
    finally:
        view._ledgers = kept  # type: ignore[attr-defined]


def counted_status(store: Store) -> Status:
    """The status as the store counts it where no ledger is at hand."""
    view = store.view()
    view._ledgers = None  # type: ignore[attr-defined]
    return view.status()


def role_edge(store: Store) -> Edge:
    edges = store.view().edges([ECO], direction="out")
    return next(edge for edge in edges if edge.kind == "LEADS" and edge.properties["formal"])


def test_after_every_write_the_ledger_is_as_one_made_from_nothing(store: Store) -> None:
    writer = store.writer()
    merged: list[Decision] = []

    def reject() -> None:
        writer.decide(Decision("d1", "reject-edge", role_edge(store).id, "", "tester", NOW))

    def merge() -> None:
        into = store.view().nodes([WATER])[0]
        merged.append(Decision("d2", "same", ECO, WATER, "tester", NOW, node=into))
        writer.decide(merged[0])

    steps = (
        lambda: writer.replace(*first_plan(), loaded_at=NOW),
        lambda: writer.replace(*second_plan(), loaded_at=NOW),
        reject,
        lambda: writer.replace(*second_plan(), loaded_at=LATER),
        lambda: writer.remove(first_plan()[0].plan),
        lambda: writer.replace(*first_plan(), loaded_at=LATER),
        merge,
        lambda: writer.decide(replace(merged[0], undone="tester")),
        lambda: [writer.replace(*loaded, loaded_at=NOW) for loaded in corpus(3)],
        lambda: writer.remove(second_plan()[0].plan),
    )
    assert store.view().ledger().entries == {}
    for step in steps:
        step()
        ledger = store.view().ledger()
        assert told(ledger) == told(fresh(store))
        counted(store, ledger)


def counted(store: Store, ledger: Ledger) -> None:
    """The ledger knows of all plans, departments and roles what the store's own reads say."""
    view = store.view()
    assert [entry.record for entry in ledger.entries.values()] == view.load_records()
    assert {node.id for node in view.list_nodes("Plan").items} == set(ledger.plans)
    assert {node.id for node in view.list_nodes("Department").items} == set(ledger.departments)
    ours, theirs = incidence(ledger), view.incidence()
    for name in ("departments", "measures", "plans"):
        assert getattr(ours, name) == getattr(theirs, name)
    for name in ("rows", "columns", "roles", "open_lists", "targets"):
        assert getattr(ours, name).tolist() == getattr(theirs, name).tolist()
    assert view.status() == counted_status(store)
    words = "局"
    found = view.search(words, kinds=("Department",), limit=1000)
    assert named(ledger, words) == tuple(node.id for node in found.items)


def test_a_ledger_is_read_once_for_each_state(store: Store) -> None:
    for loaded in corpus(2):
        store.writer().replace(*loaded, loaded_at=NOW)
    first = store.view().ledger()
    assert store.view().ledger() is first
    (again, document), *_ = corpus(1)
    assert store.writer().replace(again, document, loaded_at=LATER) == "unchanged"
    entries = store.view().ledger().entries
    assert all(entries[plan] is entry for plan, entry in first.entries.items())
    store.writer().replace(*list(corpus(3))[2], loaded_at=NOW)
    later = store.view().ledger()
    assert len(later.entries) == 3
    assert all(later.entries[plan] is entry for plan, entry in first.entries.items())


def test_what_is_worked_out_is_worked_out_once(store: Store) -> None:
    ledger = store.view().ledger()
    asked: list[int] = []

    def make() -> int:
        asked.append(1)
        return len(asked)

    assert [ledger.once("it", make) for _ in range(3)] == [1, 1, 1]
    with pytest.raises(ZeroDivisionError):
        ledger.once("broken", lambda: 1 // 0)
    assert ledger.once("broken", lambda: 2) == 2


def test_who_reads_an_old_state_twice_is_told_the_same_versions(tmp_path: Path) -> None:
    """Between the two somebody read a newer state, in which a department that plans share is called otherwise."""
    with open_store(f"sqlite:///{tmp_path}/store.db") as store:
        store.writer().replace(*first_plan(), loaded_at=NOW)
        with store.snapshot() as old:
            before = {plan: entry.version for plan, entry in old.ledger().entries.items()}
            graph, document = second_plan()
            nodes = tuple(
                replace(node, properties={**node.properties, "aliases": ("环保局新名",)}) if node.id == ECO else node
                for node in graph.nodes
            )
            store.writer().replace(replace(graph, nodes=nodes), document, loaded_at=NOW)
            newer = {plan: entry.version for plan, entry in store.view().ledger().entries.items()}
            assert {plan: entry.version for plan, entry in old.ledger().entries.items()} == before
        assert newer[FIRST] != before[FIRST]
