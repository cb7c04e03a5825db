"""Whether a writer tears answers: a plan is rewritten over and over beside readers, each answer must be that of one state.

python benchmarks/torn.py [--seconds 60] [--rate 20] [--readers 4] [--without neo4j]

The writer is a process of its own, as whoever loads is: beside readers in one process it waits for its turn at the interpreter.
Neo4j is the one at NEO4J_URI (its database is emptied!), else one that is started with Java and Maven. Prints for each store
how often the plan was rewritten, how many answers there were and how many of them match neither state.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http import HTTPStatus
from itertools import count
from pathlib import Path
from urllib.parse import quote

from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from benchmarks.corpora import Loaded, plan
from benchmarks.stores import neo4j_server
from graph.store import Store
from graph.stores.opening import open_store
from tests.stores import emptied

ROOT = Path(__file__).resolve().parents[1]
LOADED_AT = "2026-01-01T00:00:00Z"
Answers = dict[str, tuple[int, str]]


@dataclass(frozen=True)
class Torn:
    """How often the plan was rewritten, how many answers were compared, and the addresses of those of neither state."""

    writes: int
    answers: int
    torn: tuple[str, ...]


def states(measures: int = 20) -> tuple[Loaded, Loaded]:
    """Two readings of one document: as it is, and without every second measure."""
    graph, document = plan(0, measures=measures)
    dropped = {node.id for node in [node for node in graph.nodes if node.kind == "Measure"][::2]}
    dropped |= {edge.target for edge in graph.edges if edge.source in dropped and edge.kind == "HAS_TARGET"}
    edges = tuple(edge for edge in graph.edges if dropped.isdisjoint((edge.source, edge.target)))
    named = {end for edge in edges for end in (edge.source, edge.target)}
    nodes = tuple(node for node in graph.nodes if node.id in named or node.id == graph.plan)
    return (graph, document), (replace(graph, nodes=nodes, edges=edges), document)


Write = Callable[[int], None]
"""Writes the first or the second state, 0 or 1."""


def torn(
    store: Store,
    *,
    going: Callable[[int], bool],
    rate: float,
    readers: int,
    measures: int = 20,
    write: Write | None = None,
) -> Torn:
    """Rewrite a plan `rate` times a second as long as `going` (given how often it was) says, beside that many readers.

    `write`: who does it in place of this process.
    """
    both = states(measures)
    graph = both[0][0]
    department = next(edge.source for edge in both[1][0].edges if edge.kind == "LEADS")
    paths = [
        f"/api/plans/{quote(graph.plan)}/outline", f"/plans/{quote(graph.plan)}", f"/api/plans/{quote(graph.plan)}",
        f"/api/departments/{quote(department)}/duties", f"/departments/{quote(department)}", "/api/coordination", "/",
    ]  # fmt: skip
    app = create_app(store, Settings())
    with TestClient(app) as client:  # one event loop for all, as a server has
        known = []
        for loaded in (*both, both[0]):  # the first comes again: nothing but the two states may differ
            store.writer().replace(*loaded, loaded_at=LOADED_AT)
            known.append(_answers(client, paths))
        assert all(status == HTTPStatus.OK for answers in known for status, _ in answers.values())
        assert known[0] == known[2]
        assert sum(known[0][path] != known[1][path] for path in paths) > len(paths) // 2
        stop = threading.Event()

        def read(first: int) -> list[str]:
            found: list[str] = []
            for turn in count(first):
                if stop.is_set():
                    return found
                path = paths[turn % len(paths)]
                answer = _answers(client, [path])[path]
                found.append("" if answer in (known[0][path], known[1][path]) else f"{path} {answer[0]}")
            return found

        with ThreadPoolExecutor(readers) as pool:
            under_way = [pool.submit(read, first) for first in range(readers)]
            writes, begun = 0, time.perf_counter()
            try:
                while going(writes):
                    if write:
                        write((writes + 1) % 2)
                    else:
                        store.writer().replace(*both[(writes + 1) % 2], loaded_at=LOADED_AT)
                    writes += 1
                    time.sleep(max(0.0, begun + writes / rate - time.perf_counter()))  # one that was late is made good
            finally:
                stop.set()
            found = [one for reader in under_way for one in reader.result()]
    return Torn(writes, len(found), tuple(one for one in found if one))


def _answers(client: TestClient, paths: Sequence[str]) -> Answers:
    found = {}
    for path in paths:
        answer = client.get(path, headers={"Accept-Language": "en", "Host": "127.0.0.1"})
        found[path] = (answer.status_code, answer.text)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=float, default=20, help="how often a second the plan is rewritten")
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--without", nargs="*", default=[], choices=["neo4j", "sqlite"])
    parser.add_argument("--writer", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.writer:
        _write_on()
        return
    for name, opened in (("SQLite", _sqlite), ("Neo4j", _neo4j)):
        if name.lower() in given.without:
            continue
        with opened() as (store, login), _elsewhere(store.url, login) as write:
            going = _for(given.seconds)
            found = torn(store, going=going, rate=given.rate, readers=given.readers, write=write)
        print(
            f"{name}: rewritten {found.writes} times, {found.writes / given.seconds:.1f} a second, {found.answers} answers, {len(found.torn)} match neither state"
        )
        for path in sorted(set(found.torn)):
            print(f"  {found.torn.count(path)} × {path}")


def _for(seconds: float) -> Callable[[int], bool]:
    """Go on for so long after it was asked first."""
    until: list[float] = []

    def going(_: int) -> bool:
        until.append(time.monotonic() + seconds)
        return time.monotonic() < until[0]

    return going


Login = dict[str, str]


@contextmanager
def _sqlite() -> Iterator[tuple[Store, Login]]:
    with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/store.db") as store:
        yield store, {}


@contextmanager
def _neo4j() -> Iterator[tuple[Store, Login]]:
    with neo4j_server() as (address, _), emptied(address) as store:
        yield store, {"user": address.user, "password": address.password}


@contextmanager
def _elsewhere(url: str, login: Login) -> Iterator[Write]:
    """A process that writes what it is told."""
    process = subprocess.Popen(
        [sys.executable, __file__, "--writer"], env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=ROOT,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin
    assert process.stdout
    said, heard = process.stdin, process.stdout

    def tell(words: str) -> None:
        said.write(words + "\n")
        said.flush()
        assert heard.readline().strip() == "done"

    tell(json.dumps({"url": url, **login}))
    try:
        yield lambda state: tell(str(state))
    finally:
        said.close()
        process.wait(60)


def _write_on() -> None:
    """Be that process."""
    lines = iter(sys.stdin.readline, "")
    given = json.loads(next(lines))
    both = states()
    with open_store(given.pop("url"), create=False, **given) as store:
        print("done", flush=True)
        for line in lines:
            store.writer().replace(*both[int(line)], loaded_at=LOADED_AT)
            print("done", flush=True)


if __name__ == "__main__":
    main()
