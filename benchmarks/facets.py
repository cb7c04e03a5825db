"""How long narrowed lists take over HTTP: python benchmarks/facets.py [--plans 1000] [--store FILE] [--repeat 1] [--profile NAME].

Duties, targets, plans and search with their pages, without facets and with one, two or three that really occur in the store, a
forty different questions each, over a SQLite file of generated plans. Per list, in ms of the CPU (server and client) and of
the clock: median and 95th percentile of what is asked for the first time (counts of facets are then counted) and of what was
asked before. Exits with 1 where the 95th percentile of the CPU is over the limit. --profile prints what a list spends its time on.
"""

import argparse
import cProfile
import gc
import http
import http.client
import json
import os
import pstats
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

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
BATCH = 27
LISTS = {
    "duties": "/api/duties",
    "targets": "/api/targets",
    "plans": "/api/plans",
    "search": "/api/search",
    "duties page": "/duties",
    "targets page": "/targets",
    "plans page": "/plans",
    "search page": "/search",
}
WORDS = ("固废", "污水治理", "推进 绿色", "局", "生态", "噪声", "银杏", '"到2025年"', "节水 排查", "垃圾分类")
"""What is searched for: rare, frequent, several words, a phrase, and what is not there."""

UNNARROWED = {"duties": {"q": "局"}}
"""What a list that answers no question about everything is asked in place of it."""

Times = list[tuple[float, float]]
"""ms of the CPU and of the clock, for each question."""


def main() -> None:
    """Load, ask, print; the exit code says whether all are within the limit."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--plans", type=int, default=1000)
    asked.add_argument("--store", type=Path, help="a SQLite file to keep; it is filled where it is not there")
    asked.add_argument("--repeat", type=int, default=1, help="how often what was asked before is asked again")
    asked.add_argument("--profile", default="", choices=["", *LISTS])
    given = asked.parse_args()
    gc.set_threshold(YOUNG, MIDDLE, OLD)  # as the command line has it
    with ExitStack() as held:
        file = given.store or Path(held.enter_context(tempfile.TemporaryDirectory())) / "facets.db"
        there = file.exists()
        store = held.enter_context(open_store(f"sqlite:///{file}", create=not there))
        if not there:
            fill(store, given.plans)
        address = held.enter_context(running(store))
        connection = http.client.HTTPConnection("127.0.0.1", int(address.rsplit(":", 1)[1]))
        print(
            f"{len(store.view().load_records())} plans; load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
        )
        values = facet_values(connection)
        if given.profile:
            profiled(connection, given.profile, values)
            return
        over = [measured(connection, name, values, given.repeat) for name in LISTS]
        sys.exit(any(over))


def fill(store: Store, plans: int) -> None:
    """Load generated plans."""
    made = iter(corpus(plans))
    while some := list(islice(made, BATCH)):
        store.writer().replace_all([Load(graph, document, "2026-01-02T03:04:05Z") for graph, document in some])


def facet_values(connection: http.client.HTTPConnection) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """List → facet → its values in this store, as the answers of the lists tell them; search has those of plans."""
    found = {}
    for name in ("duties", "targets", "plans"):
        answer = json.loads(ask(connection, f"{LISTS[name]}?{urlencode(UNNARROWED.get(name, {}))}")[1])
        found[name] = {facet["name"]: [value["value"] for value in facet["values"]] for facet in answer["facets"]}
    of_plans = ("place", "level", "year", "validity", "plan_kind")
    return {**found, "search": {name: values for name, values in found["plans"].items() if name in of_plans}}


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
        found[f"{LISTS[name]}?{urlencode(query, quote_via=quote)}"] = None
    return list(found)[:QUESTIONS]


def measured(
    connection: http.client.HTTPConnection, name: str, values: Mapping[str, Mapping[str, Sequence[str]]], repeat: int
) -> bool:
    """Print the lines of a list; whether one is over the limit."""
    over = False
    for narrowed in (False, True):
        asked = questions(name, values, narrowed=narrowed)
        first = [ask(connection, path)[0] for path in asked]
        again = [ask(connection, path)[0] for _ in range(repeat) for path in asked]
        said = "with facets" if narrowed else "all"
        print(f"| {name}, {said} | {len(asked)} | {_told(first)} | {_told(again)} |", flush=True)
        over |= _p95([cpu for cpu, _ in first]) > MOST_MS
    return over


def ask(connection: http.client.HTTPConnection, path: str) -> tuple[tuple[float, float], bytes]:
    """Ms of the CPU and of the clock, and the answer."""
    cpu, clock = time.process_time(), time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    took = 1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - clock)
    assert response.status == http.HTTPStatus.OK, (path, response.status, body[:300])
    return took, body


def profiled(
    connection: http.client.HTTPConnection, name: str, values: Mapping[str, Mapping[str, Sequence[str]]]
) -> None:
    """What a list's narrowed questions spend their time on: in the threads that answer, of which one works at a time."""
    profile, run = cProfile.Profile(), anyio.to_thread.run_sync

    async def run_profiled(answer: Callable[..., object], *args: object, **options: Any) -> object:  # noqa: ANN401  # as it is called
        return await run(partial(profile.runcall, answer), *args, **options)

    anyio.to_thread.run_sync = run_profiled  # type: ignore[assignment]  # what it awaits is the same
    for path in questions(name, values, narrowed=True):
        ask(connection, path)
    pstats.Stats(profile).sort_stats("cumulative").print_stats(60)


def _told(times: Times) -> str:
    cpu, clock = zip(*times, strict=True)
    return " | ".join(f"{statistics.median(each):.1f} / {_p95(each):.1f}" for each in (cpu, clock))


def _p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
