"""Loads generated plans until somebody kills it; with `check` it tells whether only whole plans are there, and loads on.

Usage: kill_loader.py URL COUNT [check], the password in NEO4J_PASSWORD. It reloads the plans in batches with changed readings,
so that a kill may fall into adding, replacing or removing.
"""

import os
import sys
from dataclasses import replace
from itertools import count

from tests.folders import ROOT

sys.path.insert(0, str(ROOT))

from benchmarks.corpora import Loaded, plan
from graph.decisions import effective
from graph.store import Load, Store, View
from graph.stores.merge import contributions
from graph.stores.opening import open_store

BATCH = 4
"""Plans of one transaction, so that a kill falls into batches too."""


def main() -> None:
    url, plans = sys.argv[1], int(sys.argv[2])
    given = [plan(number, measures=8) for number in range(plans)]
    with open_store(url, password=os.environ.get("NEO4J_PASSWORD", "")) as store:
        if sys.argv[3:]:
            check(store, given)
        print("ready", flush=True)  # noqa: T201 - the test waits for it
        for turn in count() if not sys.argv[3:] else range(1):
            for first in range(0, plans, BATCH):
                some = list(enumerate(given))[first : first + BATCH]
                loads = [Load(replace(graph, ruleset=str(turn)), document, f"{turn}") for _, (graph, document) in some]
                store.writer().replace_all(loads)
                for number, (graph, _) in some:
                    if (number + turn) % 3 == 0 and not sys.argv[3:]:
                        store.writer().remove(graph.plan)
        check(store, given)


def check(store: Store, given: list[Loaded]) -> None:
    """Every stored plan is all there, and nothing is there of the others."""
    view = store.view()
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


if __name__ == "__main__":
    main()
