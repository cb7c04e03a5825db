"""Many readers beside a loader, through `respgraph serve`: every answer must be that of one state, and nobody waits for long.

python benchmarks/readers.py [--minutes 10] [--readers 50] [--workers 2] [--plans 90] [--rate 2] [--pause 0] [--store sqlite neo4j]

A process of its own rewrites one plan between two states, `--rate` times a second; the readers ask pages and their twins one
after the other, each on a connection that it keeps. Said are the times of answers, what was no 200, what matches neither state,
and how much memory the processes hold in the second and the last fifth of the time. Neo4j is the one at NEO4J_URI (its database
is emptied!), else one that is started with Java and Maven.
"""

import argparse
import hashlib
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path
from urllib.parse import quote, urlsplit

from benchmarks.corpora import corpus
from benchmarks.stores import neo4j_server
from benchmarks.torn import LOADED_AT, states
from graph.store import Load, Store
from graph.stores.opening import open_store
from tests.stores import emptied

ROOT = Path(__file__).resolve().parents[1]
HEADERS = {"Accept-Language": "en"}
BATCH = 27
SAMPLE_S = 2.0
"""Between two looks at the memory of the processes."""

Kept = tuple[int, str]
"""The status of an answer and the digest of its body."""


@dataclass
class Seen:
    """What the readers saw: seconds of each answer, those that were no 200, addresses of those of neither state."""

    seconds: list[float] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    torn: Counter[str] = field(default_factory=Counter)
    memory: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class _Asking:
    """What a reader asks whom, what it may hear, and how long it looks at it."""

    address: str
    paths: list[str]
    known: Sequence[dict[str, Kept]]
    seen: Seen
    pause: float


def paths(store: Store) -> list[str]:
    """Pages and twins that the readers ask; most of them speak of the plan that is rewritten."""
    (plan, _), _ = states()
    department = next(edge.source for edge in plan.edges if edge.kind == "LEADS")
    other = store.view().load_records()[-1].plan
    key, unit = quote(plan.plan), quote(department)
    return [
        "/", "/plans", "/departments", "/targets", "/bottlenecks", "/deadlines", f"/duties?q={quote('局')}",
        f"/search?q={quote('生态')}", "/api/status", "/api/health", "/api/workload?limit=50", "/api/bottlenecks?limit=20",
        f"/plans/{key}", f"/api/plans/{key}/outline", f"/api/plans/{key}", f"/departments/{unit}",
        f"/api/departments/{unit}/duties", f"/plans/{quote(other)}", f"/plans/{quote(other)}/text",
    ]  # fmt: skip


def run(address: str, store: Store, given: argparse.Namespace, server: int, environment: dict[str, str]) -> Seen:
    """Ask as long as was said, beside the loader; `server` is the process that has all others of the service as children."""
    asked, known = paths(store), _known(address, store)
    assert all(status == 200 for answers in known for status, _ in answers.values()), known
    seen, stop = Seen(), threading.Event()
    asking = _Asking(address, asked, known, seen, given.pause)
    loader = subprocess.Popen(
        [sys.executable, str(ROOT / "benchmarks/readers.py"), "--loader", "--rate", str(given.rate)],
        env=environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert loader.stdout
    loader.stdout.readline()  # it has begun
    readers = [threading.Thread(target=_read, args=(asking, at, stop)) for at in range(given.readers)]
    for reader in readers:
        reader.start()
    end = time.monotonic() + 60 * given.minutes
    while time.monotonic() < end:
        time.sleep(SAMPLE_S)
        seen.memory.append(_memory(server))
    stop.set()
    for reader in readers:
        reader.join()
    assert loader.stdin
    loader.stdin.close()
    print(loader.stdout.read().strip(), flush=True)
    loader.wait(60)
    return seen


def _known(address: str, store: Store) -> list[dict[str, Kept]]:
    """What each address answers in the two states; the first comes twice, since nothing else may differ."""
    found = []
    both = states()
    for loaded in (*both, both[0]):
        store.writer().replace(*loaded, loaded_at=LOADED_AT)
        connection = _connection(address)
        found.append({path: _ask(connection, path) for path in paths(store)})
        connection.close()
    first, second, again = found
    assert first == again, [path for path in first if first[path] != again[path]]
    assert sum(first[path] != second[path] for path in first) > len(first) // 2
    return [first, second]


def _read(asking: "_Asking", first: int, stop: threading.Event) -> None:
    address, known, seen, pause = asking.address, asking.known, asking.seen, asking.pause
    asked = asking.paths[first % len(asking.paths) :] + asking.paths[: first % len(asking.paths)]
    connection = _connection(address)
    for turn in count():
        if stop.wait(pause) if pause else stop.is_set():
            return
        path = asked[turn % len(asked)]
        begun = time.perf_counter()
        try:
            answer = _ask(connection, path)
        except (OSError, http.client.HTTPException) as error:
            seen.refused[f"{type(error).__name__} {path}"] += 1
            connection = _connection(address)
            continue
        seen.seconds.append(time.perf_counter() - begun)
        if answer[0] != 200:
            seen.refused[f"{answer[0]} {path}"] += 1
        elif answer not in (known[0][path], known[1][path]):
            seen.torn[path] += 1


def _connection(address: str) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)


def _ask(connection: http.client.HTTPConnection, path: str) -> Kept:
    connection.request("GET", path, headers=HEADERS)
    answer = connection.getresponse()
    return answer.status, hashlib.sha256(answer.read()).hexdigest()


def _memory(server: int) -> int:
    """Bytes that the process and its children hold; /proc of Linux."""
    found = 0
    for process in [server, *_children(server)]:
        with suppress(OSError):
            resident = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
            found += resident * os.sysconf("SC_PAGE_SIZE")
    return found


def _children(process: int) -> list[int]:
    with suppress(OSError):
        return [
            int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
        ]
    return []


@contextmanager
def _serving(environment: dict[str, str], workers: int) -> Iterator[tuple[str, int]]:
    """The address of the service and its process."""
    process = subprocess.Popen(
        [sys.executable, "-m", "api", "serve", "--port", "0", "--workers", str(workers)],
        env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout
        address = next(word for word in process.stdout.readline().split() if word.startswith("http"))
        for _ in range(1200):
            with suppress(OSError):
                connection = _connection(address)
                _ask(connection, "/api/health")
                break
            time.sleep(0.1)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(60)


def _load_on(rate: float) -> None:
    """Be the loader: rewrite the plan until nobody wants it any more."""
    ended = threading.Event()

    def listen() -> None:
        sys.stdin.read()
        ended.set()

    threading.Thread(target=listen, daemon=True).start()
    both = states()
    environment = os.environ
    login = {
        "user": environment.get("RESPGRAPH_STORE_USER", ""),
        "password": environment.get("RESPGRAPH_STORE_PASSWORD", ""),
    }
    with open_store(environment["RESPGRAPH_STORE"], create=False, **login) as store:
        print("begun", flush=True)
        for turn in count(1):
            begun = time.perf_counter()
            store.writer().replace(*both[turn % 2], loaded_at=LOADED_AT)
            if ended.wait(max(0.0, 1 / rate - (time.perf_counter() - begun))):
                print(f"the plan was rewritten {turn} times", flush=True)
                return


def _fill(store: Store, plans: int) -> None:
    made = iter(corpus(plans))
    while some := list(islice(made, BATCH)):
        store.writer().replace_all([Load(graph, document, LOADED_AT) for graph, document in some])


def _tell(name: str, seen: Seen, minutes: float) -> None:
    ordered = sorted(seen.seconds)
    fifth = max(len(seen.memory) // 5, 1)
    early, late = statistics.mean(seen.memory[fifth : 2 * fifth]), statistics.mean(seen.memory[-fifth:])
    p50, p95, p99 = (1000 * ordered[int(len(ordered) * part)] for part in (0.5, 0.95, 0.99))
    print(
        f"{name}: {len(ordered)} answers, {len(ordered) / minutes / 60:.0f} a second, p50 {p50:.0f} ms, p95 {p95:.0f} ms, "
        f"p99 {p99:.0f} ms; {sum(seen.refused.values())} refused, {sum(seen.torn.values())} of neither state; "
        f"memory {early / 1e6:.0f} MB in the second fifth, {late / 1e6:.0f} MB in the last ({late / early - 1:+.1%})",
        flush=True,
    )
    for what, times in (seen.refused + seen.torn).most_common(20):
        print(f"  {times} × {what}")


def main() -> None:
    """Run on each store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--plans", type=int, default=90)
    parser.add_argument("--rate", type=float, default=2)
    parser.add_argument("--pause", type=float, default=0, help="seconds between an answer and the next question")
    parser.add_argument("--store", nargs="*", default=["sqlite", "neo4j"], choices=["sqlite", "neo4j"])
    parser.add_argument("--loader", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.loader:
        _load_on(given.rate)
        return
    for name in given.store:
        with _store(name) as (store, environment):
            _fill(store, given.plans)
            with _serving(environment, given.workers) as (address, server):
                seen = run(address, store, given, server, environment)
        _tell(name, seen, given.minutes)


@contextmanager
def _store(name: str) -> Iterator[tuple[Store, dict[str, str]]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if name == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{folder}/store.db"
            with open_store(url) as store:
                yield store, {**environment, "RESPGRAPH_STORE": url}
        return
    with neo4j_server() as (address, _), emptied(address) as store:
        login = {"RESPGRAPH_STORE_USER": address.user, "RESPGRAPH_STORE_PASSWORD": address.password}
        yield store, {**environment, "RESPGRAPH_STORE": address.uri, **login}


if __name__ == "__main__":
    main()
