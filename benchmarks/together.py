"""Two loaders and a person at one store at the same time, over and over: nothing may be lost, nothing doubled.

python benchmarks/together.py [--rounds 100] [--without neo4j]

Neo4j is the one at NEO4J_URI (its database is emptied!), else one that is started with Java and Maven.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from api.decisions.decision_parts import undo
from api.decisions.requests import decide
from api.wire.names import DecisionIn
from benchmarks.stores import neo4j_server
from graph.store import Store
from graph.stores.opening import open_store
from loaders.files.source import read_bytes
from loaders.load import load_source
from tests.stores import Address, emptied

TEXT = Path(__file__).parent.parent / "tests" / "data" / "water-plan.txt"
CHANGED, WORK, UNIT = "推广滴灌", "管住农业用水", "市审计局"
ROLES = ("guide", "supervise")


@dataclass
class Tally:
    """What was done so far: the documents that were loaded, in any order, and the decisions made and taken back."""

    documents: set[str] = field(default_factory=set)
    made: list[str] = field(default_factory=list)
    undone: set[str] = field(default_factory=set)


def together(opened: Callable[[], Store], rounds: int) -> Tally:
    """Run the rounds, each of two loads and a decision at one time; AssertionError where something is lost or doubled."""
    tally = Tally()
    text = TEXT.read_text(encoding="utf-8")
    with opened() as one, opened() as other, opened() as third, ThreadPoolExecutor(3) as pool:
        plan = _load(one, text, tally)
        for number in range(rounds):
            texts = [text.replace(CHANGED, f"{CHANGED}第{2 * number + at}批") for at in (1, 2)]
            waits = [pool.submit(_load, one, texts[0], tally), pool.submit(_load, other, texts[1], tally)]
            waits.append(pool.submit(_decide, third, plan, number, tally))
            for wait in waits:
                wait.result()
            check(third, plan, tally)
    return tally


def _load(store: Store, text: str, tally: Tally) -> str:
    source = read_bytes(text.encode(), "plan.txt")
    found = load_source(store, source, by="loader")
    if found.error:
        raise found.error
    tally.documents.add(source.sha256)
    return found.plans[0].graph.plan


def _decide(store: Store, plan: str, number: int, tally: Tally) -> str:
    """Add a duty in every even round, and take it back in the one behind."""
    if number % 2:
        undo(store, tally.made[-1], "person")
        tally.undone.add(tally.made[-1])
        return plan
    works = {node.text("title"): node.id for node in store.view().list_nodes("Measure", plan=plan).items}
    role = ROLES[number // 2 % len(ROLES)]
    made = decide(store, DecisionIn(kind="add-edge", subject=UNIT, role=role, object=works[WORK]), "person")
    tally.made.append(made.id)
    return plan


def check(store: Store, plan: str, tally: Tally) -> None:
    """Every edition and decision is there once, the graph shows the newest edition and every duty that was added."""
    view = store.view()
    editions = view.editions(plan)
    assert sorted(edition.document for edition in editions) == sorted(f"sha256:{each}" for each in tally.documents)
    assert [edition.number for edition in editions] == list(range(1, len(tally.documents) + 1))
    assert [edition.state for edition in editions] == ["older"] * (len(editions) - 1) + ["current"]
    reading = view.reading(plan)
    assert reading is not None
    assert reading.document == editions[-1].document
    assert [record.plan for record in view.load_records()] == [plan]
    decisions = view.decisions(undone=True)
    assert sorted(decision.id for decision in decisions) == sorted(tally.made)
    assert {decision.id for decision in decisions if decision.undone} == tally.undone
    shown = {edge.id for edge in view.edges([plan, *_works(store, plan)]) if edge.evidence.basis == "decision"}
    assert len(shown) == len(tally.made) - len(tally.undone)


def _works(store: Store, plan: str) -> list[str]:
    return [node.id for node in store.view().list_nodes("Measure", plan=plan).items]


def main() -> int:
    """Run the rounds on a new SQLite file and on Neo4j, and say what was seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--without", choices=("neo4j",), default="")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/store.db"
        _tell("SQLite", given.rounds, together(lambda: open_store(url), given.rounds))
    if given.without != "neo4j":
        with neo4j_server() as (address, _):
            emptied(address).close()
            _tell("Neo4j", given.rounds, together(partial(_server, address), given.rounds))
    return 0


def _server(address: Address) -> Store:
    return open_store(address.uri, user=address.user, password=address.password)


def _tell(name: str, rounds: int, tally: Tally) -> None:
    print(
        f"{name}: {rounds} rounds, {len(tally.documents)} editions, {len(tally.made)} decisions; none lost, none doubled"
    )


if __name__ == "__main__":
    sys.exit(main())
