"""A loader that loads generated plans until somebody kills it, and what has to hold afterwards: only whole plans are there."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from benchmarks.corpora import Loaded
from benchmarks.fault_worker import Place, Tell
from graph.decisions import effective
from graph.store import Load, Store, View
from graph.stores.merge import contributions

BATCH = 4
"""Plans of one transaction, so that a kill falls into batches too."""


def loads_on(place: Place, tell: Tell, given: Sequence[Loaded]) -> None:
    """Load the plans again and again with changed readings, some taken out between, so that a kill may fall into any of it."""
    with place.opened() as store:
        tell("ready")
        for turn in count():
            for first in range(0, len(given), BATCH):
                some = list(enumerate(given))[first : first + BATCH]
                load_again(store, [one for _, one in some], str(turn))
                for number, (graph, _) in some:
                    if (number + turn) % 3 == 0:
                        store.writer().remove(graph.plan)


def load_again(store: Store, some: Sequence[Loaded], turn: str) -> None:
    """One transaction of plans as other rules read them."""
    store.writer().replace_all([Load(replace(graph, ruleset=turn), document, turn) for graph, document in some])


def check(store: Store, given: Sequence[Loaded]) -> None:
    """Every stored plan is all there, and nothing is there of the others."""
    with store.snapshot(alone=True) as view:  # what a killed loader had committed may be under way still
        stored = {record.plan for record in view.load_records()}
        readings = [reading for graph, _ in given if (reading := view.reading(graph.plan))]
        assert {reading.plan for reading in readings} == stored
        for graph, document in given:
            assert whole(view, graph.plan, document) == (graph.plan in stored), graph.plan
        counted = view.status()
        owned = sum(bool(node.plan) for reading in readings for node in reading.nodes)
        shared = {part.node.id for reading in readings for part in contributions(reading)}
        assert sum(counted.nodes.values()) == owned + len(shared) + len({reading.document for reading in readings})
        assert sum(counted.edges.values()) == sum(len(reading.edges) for reading in readings)


def whole(view: View, plan_id: str, document: object) -> bool:
    """True where all of the plan is there, False where nothing is; anything between fails."""
    reading = view.reading(plan_id)
    if reading is None:
        assert view.list_nodes("Measure", plan=plan_id).total == 0
        return False
    assert view.document(reading.document) == document
    expected = effective(reading, [])
    owned = [node for node in expected.nodes if node.plan]
    assert view.nodes([node.id for node in owned]) == owned
    found = {edge.id: edge for edge in view.edges([plan_id, *(node.id for node in owned)])}
    assert {edge.id: edge for edge in expected.edges} == {
        key: edge for key, edge in found.items() if edge.plan == plan_id
    }
    return True
