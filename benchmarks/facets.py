"""How long a user waits for narrowed lists: python benchmarks/facets.py [--plans 1000] [--store FILE] [--runs 3] [--only WORD] [--profile NAME].

Lists with facets and search, their pages and their API, without facets and with one, two or three that really occur in the store,
forty different questions each, over a SQLite file of generated plans. `respgraph serve` answers in a process of its own, as
it does for users, and the client here takes packed answers, as browsers do. Per list, in ms of the clock from the question
to the last byte, then of the server's CPU (Linux): median and 95th percentile over the questions, each asked for the first time: counts of
facets are then counted. Each of the --runs starts the server anew, and of a question's times the least counts: what
it takes when nobody else uses the machine. Between two questions is a pause, as a person makes one. Exits with 1 where the first time's
95th percentile of the clock is over the limit. --profile prints what a list spends its time on, in one process.
"""

import argparse
import cProfile
import gc
import gzip
import http
import http.client
import json
import os
import pstats
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import anyio.to_thread

from api.cli import MIDDLE, OLD, YOUNG
from api.running import running
from benchmarks.corpora import corpus
from graph.store import Load, Store
from graph.stores.opening import open_store

MOST_MS = 50.0
PAGE = 50
"""Items of an answer, as pages have them."""

QUESTIONS = 40
PAUSE_S = 0.02
BATCH = 27
LISTS = {
    "duties": "/api/duties",
    "targets": "/api/targets",
    "plans": "/api/plans",
    "search": "/api/search",
    "findings": "/api/bottlenecks",
    "duties page": "/duties",
    "targets page": "/targets",
    "plans page": "/plans",
    "search page": "/search",
    "findings page": "/bottlenecks",
}
WORDS = ("固废", "污水治理", "推进 绿色", "局", "生态", "噪声", "银杏", '"到2025年"', "节水 排查", "垃圾分类")
"""What is searched for: rare, frequent, several words, a phrase, and what is not there."""

UNNARROWED = {"duties": {"q": "局"}}
"""What a list that answers no question about everything is asked in place of it."""

Times = list[tuple[float, float]]
"""ms of the clock and of the server's CPU, for each question."""

HEAD = """| list | questions | ms | ms of CPU |
| --- | ---: | ---: | ---: |"""


@dataclass(frozen=True, slots=True)
class Served:
    """The explorer as users have it: a connection to it and its process."""

    connection: http.client.HTTPConnection
    process: int

    def cpu(self) -> float:
        """Seconds of the CPU that it took so far; 0 on a system that has no clock of another process."""
        return time.clock_gettime((~self.process << 3) | 2) if sys.platform == "linux" else 0.0


def main() -> None:
    """Load, ask, print; the exit code says whether all are within the limit."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--plans", type=int, default=1000)
    asked.add_argument("--store", type=Path, help="a SQLite file to keep; it is filled where it is not there")
    asked.add_argument("--runs", type=int, default=3, help="how often a server starts and is asked everything")
    asked.add_argument("--only", default="", help="lists whose name contains this")
    asked.add_argument("--profile", default="", choices=["", *LISTS])
    given = asked.parse_args()
    with ExitStack() as held:
        file = given.store or Path(held.enter_context(tempfile.TemporaryDirectory())) / "facets.db"
        url = f"sqlite:///{file}"
        if not file.exists():
            with open_store(url, create=True) as store:
                fill(store, given.plans)
        if given.profile:
            profiled(held.enter_context(open_store(url)), given.profile)
            return
        print(
            f"{given.plans} plans where the store is new; load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
        )
        print(HEAD)
        runs = [run(url, given.only) for _ in range(given.runs)]
    over = [told(name, [each[name] for each in runs]) for name in runs[0]]
    sys.exit(any(over))


def fill(store: Store, plans: int) -> None:
    """Load generated plans."""
    made = iter(corpus(plans))
    while some := list(islice(made, BATCH)):
        store.writer().replace_all([Load(graph, document, "2026-01-02T03:04:05Z") for graph, document in some])


def facet_values(connection: http.client.HTTPConnection) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """List → facet → its values in this store, as the answers of the lists tell them; search and findings have those of duties."""
    found = {}
    for name in ("duties", "targets", "plans"):
        answer = json.loads(_body(connection, f"{LISTS[name]}?{urlencode(UNNARROWED.get(name, {}))}"))
        found[name] = {facet["name"]: [value["value"] for value in facet["values"]] for facet in answer["facets"]}
    return {**found, "search": found["duties"], "findings": found["duties"]}


def questions(name: str, values: Mapping[str, Mapping[str, Sequence[str]]], *, narrowed: bool) -> list[str]:
    """Different addresses of a list, the same in every run: a tenth has one facet, the others two or three."""
    kind = name.removesuffix(" page")
    rng = random.Random(name)  # noqa: S311 - no secret
    facets = {facet: there for facet, there in values[kind].items() if there}
    found: dict[str, None] = {}
    for number in range(QUESTIONS * 4):
        chosen = rng.sample(sorted(facets), min(len(facets), 1 + min(number % 10, 1) + number % 2)) if narrowed else []
        query = [(facet, rng.choice(facets[facet])) for facet in chosen]
        if kind == "search":
            query.append(("q", WORDS[number % len(WORDS)]))
        if not narrowed:
            query += UNNARROWED.get(kind, {}).items()
        if not narrowed or number % 3 == 0:
            query.append(("offset", str(PAGE * (number % 40))))
        if kind == name:
            query.append(("limit", str(PAGE)))
        if name == "findings":
            query.append(("folded", "rule"))  # as its page has them
        found[f"{LISTS[name]}?{urlencode(query, quote_via=quote)}"] = None
    return list(found)[:QUESTIONS]


@contextmanager
def serving(url: str) -> Iterator[Served]:
    """`respgraph serve` of a store in a process of its own."""
    command = [sys.executable, "-m", "api", "serve", "--store", url, "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout
        address = urlsplit(next(word for word in process.stdout.readline().split() if word.startswith("http")))
        yield Served(http.client.HTTPConnection(str(address.hostname), address.port), process.pid)
    finally:
        process.terminate()
        process.wait(60)


def run(url: str, only: str) -> dict[str, Times]:
    """Ask a new server everything: list → what its questions took."""
    found = {}
    with serving(url) as served:
        values = facet_values(served.connection)
        for name in LISTS:
            for narrowed in (False, True) if only in name else ():
                asked = questions(name, values, narrowed=narrowed)
                found[f"{name}, with facets" if narrowed else f"{name}, all"] = [ask(served, path) for path in asked]
    return found


def told(name: str, runs: Sequence[Times]) -> bool:
    """Print the line of a list; whether it is over the limit."""
    least = [tuple(map(min, zip(*times, strict=True))) for times in zip(*runs, strict=True)]
    print(f"| {name} | {len(least)} | {_told(least)} |", flush=True)
    return _p95([clock for clock, _ in least]) > MOST_MS


def ask(served: Served, path: str) -> tuple[float, float]:
    """Ms of the clock and of the server's CPU until the whole answer is here."""
    time.sleep(PAUSE_S)
    cpu, clock = served.cpu(), time.perf_counter()
    _body(served.connection, path)
    return 1000 * (time.perf_counter() - clock), 1000 * (served.cpu() - cpu)


def _body(connection: http.client.HTTPConnection, path: str) -> bytes:
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    body = response.read()
    assert response.status == http.HTTPStatus.OK, (path, response.status, body[:300])
    return gzip.decompress(body) if response.getheader("Content-Encoding") == "gzip" else body


def profiled(store: Store, name: str) -> None:
    """What a list's narrowed questions spend their time on: in the threads that answer, of which one works at a time."""
    profile, run = cProfile.Profile(), anyio.to_thread.run_sync

    async def run_profiled(answer: Callable[..., object], *args: object, **options: Any) -> object:  # noqa: ANN401  # as it is called
        return await run(partial(profile.runcall, answer), *args, **options)

    gc.set_threshold(YOUNG, MIDDLE, OLD)  # as the command line has it
    with running(store) as address:
        connection = http.client.HTTPConnection("127.0.0.1", int(address.rsplit(":", 1)[1]))
        asked = questions(name, facet_values(connection), narrowed=True)
        anyio.to_thread.run_sync = run_profiled  # type: ignore[assignment]  # what it awaits is the same
        for path in asked:
            _body(connection, path)
    pstats.Stats(profile).sort_stats("cumulative").print_stats(60)


def _told(times: Times) -> str:
    clock, cpu = zip(*times, strict=True)
    return " | ".join(f"{statistics.median(each):.1f} / {_p95(each):.1f}" for each in (clock, cpu))


def _p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
