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
from typing import Any
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


Going = Callable[[int], bool]
"""Whether to go on, given how often the plan was rewritten."""


def torn(
    store: Store,
    *,
    going: Going,
    rate: float,
    readers: int,
    measures: int = 20,
    rewriting: Callable[[Going], int] | None = None,
) -> Torn:
    """Rewrite a plan `rate` times a second as long as `going` says, beside that many readers.

    `rewriting`: who does it in place of this process, and says how often.
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
            try:
                writes = rewriting(going) if rewriting else rewritten(store, going, rate, measures)
            finally:
                stop.set()
            found = [one for reader in under_way for one in reader.result()]
    return Torn(writes, len(found), tuple(one for one in found if one))


def rewritten(store: Store, going: Going, rate: float, measures: int = 20) -> int:
    """Rewrite the plan, which is in its first state; how often it was. A turn that was late is made good."""
    both, writes, begun = states(measures), 0, time.perf_counter()
    while going(writes):
        writes += 1
        store.writer().replace(*both[writes % 2], loaded_at=LOADED_AT)
        time.sleep(max(0.0, begun + writes / rate - time.perf_counter()))
    return writes


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
    parser.add_argument("--measures", type=int, default=20, help="of the plan")
    parser.add_argument(
        "--warm", type=float, default=10, help="seconds of rewriting before, which a server that was just started needs"
    )
    parser.add_argument("--without", nargs="*", default=[], choices=["neo4j", "sqlite"])
    parser.add_argument("--writer", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.writer:
        _write_on()
        return
    for name, opened in (("SQLite", _sqlite), ("Neo4j", _neo4j)):
        if name.lower() in given.without:
            continue
        with (
            opened() as (store, login),
            _elsewhere(
                {**login, "url": store.url, "rate": given.rate, "measures": given.measures, "warm": given.warm}
            ) as rewriting,
        ):
            going = _for(given.seconds)
            found = torn(
                store, going=going, rate=given.rate, readers=given.readers, measures=given.measures, rewriting=rewriting
            )
        print(
            f"{name}: rewritten {found.writes} times, {found.writes / given.seconds:.1f} a second, {found.answers} answers, {len(found.torn)} match neither state"
        )
        for path in sorted(set(found.torn)):
            print(f"  {found.torn.count(path)} × {path}")


def _for(seconds: float) -> Going:
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
def _elsewhere(given: dict[str, Any]) -> Iterator[Callable[[Going], int]]:
    """A process that rewrites the plan of the store that is `given`, once it is told to, until nobody wants it any more."""
    process = subprocess.Popen(
        [sys.executable, __file__, "--writer"], env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=ROOT,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin
    assert process.stdout
    said, heard = process.stdin, process.stdout
    said.write(json.dumps(given) + "\n")
    said.flush()
    assert heard.readline().strip() == "ready"

    def rewriting(going: Going) -> int:
        said.write("begin\n")
        said.flush()
        while going(0):
            time.sleep(0.1)
        said.close()
        return int(heard.readline())

    yield rewriting
    process.wait(60)


def _write_on() -> None:
    """Be that process."""
    given, ended = json.loads(sys.stdin.readline()), threading.Event()
    rate, measures, warm = given.pop("rate"), given.pop("measures"), given.pop("warm")

    def listen() -> None:
        sys.stdin.read()
        ended.set()

    with open_store(given.pop("url"), create=False, **given) as store:
        rewritten(store, _for(warm), 100 * rate, measures)
        print("ready", flush=True)
        sys.stdin.readline()
        threading.Thread(target=listen, daemon=True).start()
        print(rewritten(store, lambda _: not ended.is_set(), rate, measures), flush=True)


if __name__ == "__main__":
    main()
