"""What benchmarks/faults.py kills: a verb over and over, each step told once the store says that it is done."""

import lzma
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, cycle
from pathlib import Path
from typing import NamedTuple

import neo4j

from benchmarks.corpora import Loaded, plan
from graph.backups.backup import restore
from graph.exchange import copy
from graph.model import Decision, Edge
from graph.schema import SCHEMA_VERSION, schema
from graph.store import Load, Store
from graph.stores.opening import open_store

PLANS = 6
BATCH = 3
"""Plans of one transaction."""

GIVEN: list[Loaded] = [plan(number, measures=6) for number in range(PLANS)]
OLD = Path(__file__).parents[1] / "tests" / "data"
Tell = Callable[[str], None]


class Place(NamedTuple):
    """A store and a folder for what is made beside it."""

    url: str
    folder: Path
    user: str = ""
    password: str = ""

    def opened(self, url: str = "") -> Store:
        return open_store(url or self.url, user=self.user, password=self.password)

    @property
    def is_file(self) -> bool:
        return self.url.startswith("sqlite:")


def filled(store: Store, plans: int = PLANS, turn: int = 0) -> None:
    """The first plans, all at once."""
    store.writer().replace_all([_load(number, turn) for number in range(plans)])


def duties(number: int) -> list[Edge]:
    """The role edges of a plan."""
    roles = set(schema().roles.values())
    return [edge for edge in GIVEN[number][0].edges if edge.kind in roles]


def load(place: Place, tell: Tell) -> None:
    """Plans again and again, each time read by other rules."""
    with place.opened() as store:
        for turn in count(1):
            for first in range(0, PLANS, BATCH):
                numbers = range(first, first + BATCH)
                store.writer().replace_all([_load(number, turn) for number in numbers])
                tell(f"{first} {turn}")


def remove(place: Place, tell: Tell) -> None:
    """One plan after the other out, and in again."""
    with place.opened() as store:
        filled(store)  # whoever was killed before may have left one out
        tell(f"{PLANS - 1} there")
        for number in cycle(range(PLANS)):
            store.writer().remove(GIVEN[number][0].plan)
            tell(f"{number} gone")
            store.writer().replace_all([_load(number, 0)])
            tell(f"{number} there")


def decide(place: Place, tell: Tell) -> None:
    """Duties rejected, each by a decision of its own; round after round under new ids."""
    with place.opened() as store:
        for turn in count():
            for number in range(PLANS):
                for position, edge in enumerate(duties(number)):
                    key = f"{os.getpid()}-{turn}-{number}-{position}"
                    at = f"2025-01-01T00:00:{turn % 60:02}+00:00"
                    store.writer().decide(Decision(key, "reject-edge", edge.id, "", "faults", at, edge=edge))
                    tell(key)


def copied(place: Place, tell: Tell) -> None:
    """All of one store into another, over and over."""
    with open_store(f"sqlite:///{place.folder / 'source.db'}") as source, place.opened() as target:
        for turn in count():
            copy(source, target)
            tell(str(turn))


def restored(place: Place, tell: Tell) -> None:
    """One backup and the other in turn."""
    for name in cycle(("one", "other")):
        restore(place.folder / f"{name}.sqlite3", place.url, user=place.user, password=place.password)
        tell(name)


def upgraded(place: Place, tell: Tell) -> None:
    """A store of an older schema opened: files of each in turn, or a database that is said to be old."""
    for turn, version in enumerate(cycle(sorted(old_files()))):
        if place.is_file:
            path = place.folder / f"old-{turn}-{version}.db"
            path.write_bytes(old_files()[version])
            tell(f"{turn} {version} there")
            open_store(f"sqlite:///{path}", create=False).close()
        else:
            with neo4j.GraphDatabase.driver(place.url, auth=(place.user, place.password)) as driver:
                driver.execute_query("MATCH (s:_Store) SET s.schema = $old", old=SCHEMA_VERSION - 1)
            tell(f"{turn} {SCHEMA_VERSION - 1} there")
            place.opened().close()
        tell(f"{turn} {version} done")


def old_files() -> dict[int, bytes]:
    """Stores of older schemas, by version."""
    return dict(_old_files())


def _old_files() -> Iterator[tuple[int, bytes]]:
    for path in OLD.glob("schema-*.sqlite3.xz"):
        version = int(path.name.split("-")[1].split(".")[0])
        if version < SCHEMA_VERSION:
            yield version, lzma.decompress(path.read_bytes())


def _load(number: int, turn: int) -> Load:
    graph, document = GIVEN[number]
    return Load(replace(graph, ruleset=str(turn)), document, "2025-01-01T00:00:00+00:00")


VERBS: dict[str, Callable[[Place, Tell], None]] = {
    "load": load, "remove": remove, "decide": decide, "copy": copied, "restore": restored, "upgrade": upgraded,
}  # fmt: skip
