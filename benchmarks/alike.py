"""Whether SQLite and Neo4j answer alike over real plans: `python benchmarks/alike.py [--plans N]`, by default all of ../shared/corpus.

Every question that is asked across plans is asked of both stores, through the interface and through the Python desk; what
differs is listed, and so is every answer that rests on words and gives none. Neo4j is the one at NEO4J_URI (its database is
emptied!), else one that is started with Java and Maven. Exit code 1 where anything differs.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from http import HTTPStatus
from itertools import pairwise
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from api.app import create_app
from api.python.desk import Desk
from api.settings import Settings
from graph.store import Store
from graph.stores.opening import open_store
from loaders.load import load
from tests.folders import CORPUS

WORDS = ("固废", "扬尘 噪声", "養老", "sthjj", "“营商环境”", "人工智能")
METRICS = 6
"""Metrics that are compared, those of most plans first."""

PAIRS = 4
"""Pairs of plans that are set beside each other."""

ANY_TIME = frozenset({"last_load", "loaded_at", "instance"})
"""What differs by when a store was loaded."""


def files(most: int = 0) -> list[Path]:
    """The plans of the corpus by name; with `most` so many of them, spread over all."""
    every = sorted(path for path in CORPUS.glob("**/*.txt") if "gold" not in path.parts)
    step = max(1, -(-len(every) // most)) if most else 1
    return every[::step]


def differing(stores: Sequence[Store], plans: Sequence[Path]) -> Iterator[str]:
    """Loads the plans into both (empty) stores and tells each question whose answers differ, or rest on words that are not there."""
    for store in stores:
        for result in load(store, plans):
            if result.error:
                raise result.error
    one, other = (Answers(store) for store in stores)
    asked = list(one.questions())
    if asked != list(other.questions()):
        yield "the lists that questions are made from"
    for path, query in asked:
        first, second = one.ask(path, query), other.ask(path, query)
        if first != second:
            yield f"{path} {query}: {_where(first, second)}"
        if first[0] != HTTPStatus.OK:
            yield f"{path} {query}: {first[0]}"
        yield from (f"{path} {query}: no words at {at}" for at in _wordless(first))
    for name, rows in one.rows().items():
        if rows != other.rows()[name]:
            yield f"desk.{name}"


class Answers:
    """What one store answers."""

    def __init__(self, store: Store) -> None:
        """Over a store that its owner closes."""
        self.client = TestClient(create_app(store, Settings()), base_url="http://127.0.0.1")
        self.desk = Desk(store)
        self._rows: dict[str, Any] = {}

    def ask(self, path: str, query: dict[str, str]) -> Any:  # noqa: ANN401  JSON
        """The answer without what differs by the time of loading."""
        found = self.client.get(f"/api/{path}", params=query)
        return [found.status_code, _timeless(found.json())]

    def questions(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Paths and queries: facets, search, targets, leads, plans beside each other, citations, findings, who talks to whom."""
        most = {"limit": "500"}
        chosen = self._facets()
        for path in ("plans", "measures", "targets", "citations", "cited"):
            yield path, most
        for name, value in chosen:
            yield "measures", {name: value, "limit": "20"}
            yield "compare/leads", {name: value}
            yield "search", {"q": WORDS[0], name: value, "limit": "50"}
            yield "bottlenecks", {"folded": "rule", name: value}
        yield from self._pictures(chosen)
        for words in WORDS:
            yield "search", {"q": words, "limit": "50"}
            yield "compare/leads", {"q": words}
        yield "metrics", most
        for metric in self.ask("metrics", {"limit": str(METRICS)})[1]["items"]:
            yield "compare/targets", {"metric": metric["key"]}
        ids = [line["id"] for line in self.ask("plans", most)[1]["items"]]
        for one, other in list(pairwise(ids))[:: max(1, len(ids) // PAIRS)]:
            yield "compare/plans", {"one": one, "other": other}
        for key in ids[:: max(1, len(ids) // PAIRS)]:
            yield "citations", {"act": key}
            yield "matrix", {"plan": key}
            yield "coordination", {"plan": key}
        for query in ({}, {"folded": "rule"}, {"tier": "A"}):
            yield "bottlenecks", {"limit": "200", **query}
        for path in ("workload", "deadlines"):
            yield path, {"limit": "200"}

    def _pictures(self, chosen: list[tuple[str, str]]) -> Iterator[tuple[str, dict[str, str]]]:
        """What lies around the first department that a search finds, narrowed by each facet."""
        found = self.ask("search", {"q": WORDS[0], "kind": "Department", "limit": "1"})[1]["items"]
        for name, value in chosen if found else ():
            yield "subgraph", {"center": found[0]["id"], "limit": "100", name: value}

    def _facets(self) -> list[tuple[str, str]]:
        """A few values of each facet of measures."""
        found = self.ask("measures", {"limit": "1"})[1]["facets"]
        return [(facet["name"], one["value"]) for facet in found for one in facet["values"][:2]]

    def rows(self) -> dict[str, Any]:
        """What the Python desk answers."""
        if not self._rows:
            desk = self.desk
            network = desk.network("talk").to_networkx()
            self._rows = {
                "plans": [_fields(row) for row in desk.plans()],
                "departments": [_fields(row) for row in desk.departments()],
                "duties": [_fields(row) for row in desk.duties()],
                "targets": [_fields(row) for row in desk.targets()],
                "findings": [_fields(row) for row in desk.findings()],
                "network": (sorted(network.nodes(data="label")), sorted(map(str, network.edges(data=True)))),
            }
        return self._rows


def _fields(row: object) -> list[tuple[str, Any]]:
    return [(name, getattr(row, name)) for name in type(row).__slots__ if name not in ANY_TIME]  # type: ignore[attr-defined]


def _timeless(found: Any) -> Any:  # noqa: ANN401  JSON
    if isinstance(found, dict):
        return {name: _timeless(value) for name, value in found.items() if name not in ANY_TIME}
    return [_timeless(each) for each in found] if isinstance(found, list) else found


def _wordless(found: Any, at: str = "") -> Iterator[str]:  # noqa: ANN401  JSON
    """Where an answer rests on words that it does not give: evidence that is not inferred, without a quote."""
    if isinstance(found, dict):
        evidence = found.get("evidence")
        if isinstance(evidence, dict) and evidence.get("basis") not in ("inferred", "decision"):
            said = evidence.get("statement") or evidence.get("party")
            if not (said and said.get("quote")):
                yield f"{at}.evidence"
        for name, value in found.items():
            yield from _wordless(value, f"{at}.{name}")
    elif isinstance(found, list):
        for place, value in enumerate(found):
            yield from _wordless(value, f"{at}[{place}]")


def _where(one: Any, other: Any, at: str = "") -> str:  # noqa: ANN401  JSON
    """The first place at which two answers differ, with both values."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return next(_where(one[name], other[name], f"{at}.{name}") for name in one if one[name] != other[name])
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return next(_where(a, b, f"{at}[{n}]") for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)
    return f"{at}: {str(one)[:200]} / {str(other)[:200]}"


def main() -> None:
    """Load, ask, and tell what differs."""
    from benchmarks.stores import neo4j_server  # noqa: PLC0415  it starts a server
    from tests.stores import emptied  # noqa: PLC0415  with it

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--plans", type=int, default=0, help="how many plans; 0: all")
    chosen = files(options.parse_args().plans)
    with neo4j_server() as (address, _), emptied(address) as neo4j, open_store("sqlite://") as sqlite:
        found = list(differing((sqlite, neo4j), chosen))
        print(f"{len(chosen)} plans, {len(list(Answers(sqlite).questions()))} questions, {len(found)} differ")
    print("\n".join(found))
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
