"""How answers and loading grow with the number of plans, side by side with another version in one run.

python benchmarks/scale.py [--plans 200 1000] [--beside FOLDER] [--repeat 9] [--store URL_OF_A_NEO4J] [--loading]

FOLDER is a worktree of the other version with its environment in `.venv`. Both load the same generated plans into SQLite
files (or into the Neo4j that the option names, which is emptied by hand before) and answer the same addresses in turns. Times
are the CPU's, in ms, each answer made anew unless `--again` says that the store may give what it gave: loading (beside plain sqlite3 with the same rows, and whether our counts are SQL's own), the first answer, then the median and the 95th percentile of the rest. The last column says how much a
page costs at the most plans for each ms at the fewest.
"""

import argparse
import asyncio
import importlib
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from http import HTTPStatus
from itertools import count, islice
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote, unquote

from api.app import create_app
from api.settings import Settings
from graph.stores.opening import open_store

HERE = Path(__file__).resolve()
BATCH = 27
"""Plans of one transaction, where a version takes several; as loaders.storing."""

SLOW_MS = 3000.0
"""An answer of more than this is asked once."""

TURNS = count()

RAW_TURNS = 5
"""How often a count is asked for here and of plain sqlite3."""

PATIENCE = 10
"""How often an answer is asked for that was refused since it took too long."""

PAGES = {
    "home": "/",
    "plans": "/plans",
    "departments": "/departments",
    "departments by seats": "/departments?sort=-seats",
    "departments named 局": "/departments?q=局",
    "targets": "/targets",
    "targets nobody owns": "/targets?unowned=true",
    "milestones": "/targets?milestones=true",
    "duties of 局": "/duties?q=局",
    "duties of 生态环境, by deadline": "/duties?q=生态环境&sort=due",
    "findings": "/bottlenecks",
    "measures": "/measures",
    "deadlines": "/deadlines",
    "search 局": "/search?q=局",
    "search 水 污染": "/search?q=水 污染",
    "who leads 建设": "/compare/leads?q=建设",
    "one metric over all plans": "/compare/targets",
    "who must talk": "/coordination",
    "matrix": "/matrix",
    "citations": "/citations",
    "about": "/about",
    "status (twin)": "/api/status",
    "workload (twin)": "/api/workload?limit=50",
    "targets nobody owns (twin)": "/api/targets?unowned=true&limit=50",
    "duties of 局 (twin)": "/api/duties?q=局&limit=50",
    "findings (twin)": "/api/bottlenecks?limit=20",
    "a department": "/departments/{department}",
    "a department's duties (twin)": "/api/departments/{department}/duties",
    "a plan": "/plans/{plan}",
    "a plan's text": "/plans/{plan}/text",
}


def main() -> None:
    """Measure, or be one side that is told what to measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, nargs="*", default=[200, 1000])
    parser.add_argument("--beside", type=Path, help="a worktree of another version with a `.venv`")
    parser.add_argument("--repeat", type=int, default=9)
    parser.add_argument("--store", default="", help="a Neo4j's address in place of a file; only without --beside")
    parser.add_argument("--loading", action="store_true", help="first what loading takes beside others, Neo4j included")
    parser.add_argument("--again", action="store_true", help="ask in the same words each time, as many readers do")
    parser.add_argument("--side", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.side:
        _be_a_side()
        return
    if given.loading:
        importlib.import_module("benchmarks.loading").table(given.beside, plans=270, rounds=2)
    with ExitStack() as open_sides, tempfile.TemporaryDirectory() as folder:
        table: dict[str, dict[tuple[int, str], Asked]] = {name: {} for name in PAGES}
        environment = {"AGAIN": "1"} if given.again else {}
        trees = {"here": HERE.parents[1]} | ({"beside": given.beside.resolve()} if given.beside else {})
        for plans in given.plans:
            urls = {name: given.store or f"sqlite:///{folder}/{name}-{plans}.db" for name in trees}
            sides = {
                name: open_sides.enter_context(Side(tree, urls[name], environment)) for name, tree in trees.items()
            }
            for name, side in sides.items():
                print(f"{plans} plans, {name}: {_loaded(side.tell(load=plans), urls[name])}", flush=True)
            if not given.store:
                _beside_sql(plans, Path(urls["here"].removeprefix("sqlite:///")), sides["here"])
            for page, path in PAGES.items():
                for name, asked in _in_turns(sides, path, given.repeat).items():
                    table[page][plans, name] = asked
        _print(table, given.plans, list(trees))


@dataclass(frozen=True)
class Asked:
    """CPU ms of the first answer, and of the rest the median and the 95th percentile; the status, 0 for none."""

    first: float
    p50: float
    p95: float
    status: int


class Side:
    """A process of one version that loads and answers when it is told."""

    def __init__(self, tree: Path, url: str, environment: dict[str, str]) -> None:
        """Start it over a store."""
        self._process = subprocess.Popen(
            [tree / ".venv/bin/python", "-W", "ignore", HERE, "--side"],
            cwd=tree, env={"PYTHONPATH": str(tree), **environment}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.tell(open=url)

    def tell(self, **said: Any) -> Any:  # noqa: ANN401 - JSON
        """What it answers."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(said) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


def _beside_sql(plans: int, store: Path, side: Side) -> None:
    """Print what plain SQL makes of what was loaded here."""
    plain_sql = importlib.import_module("benchmarks.plain_sql")  # the other version, which runs this file too, has none
    spent = plain_sql.seconds(store)
    print(f"{plans} plans, plain sqlite3 with the same rows: {1000 * spent / plans:.1f} ms a plan", flush=True)
    differing = plain_sql.differences(store, lambda path: _body(side, path))
    print(f"counts that are not SQL's own: {'; '.join(differing) or 'none'}", flush=True)
    for name, (address, query) in plain_sql.COUNTS.items():
        own = statistics.median(side.tell(ask=address)[0] for _ in range(RAW_TURNS))
        raw = statistics.median(plain_sql.counting(store, query) for _ in range(RAW_TURNS))
        print(
            f"{plans} plans, {name}: {own:.1f} ms with the first page, its count alone by plain sqlite3 {raw:.1f} ms",
            flush=True,
        )


def _body(side: Side, path: str) -> bytes:
    """The body of an answer; one that took too long, while nothing was at hand yet, is asked for again."""
    for _ in range(PATIENCE):
        status, body = side.tell(body=path)
        if status != HTTPStatus.SERVICE_UNAVAILABLE:
            break
    if status != HTTPStatus.OK:
        raise SystemExit(f"{path} is answered with {status}: {body[:500]}")
    return str(body).encode()


def _in_turns(sides: dict[str, Side], path: str, repeat: int) -> dict[str, Asked]:
    times: dict[str, list[float]] = {name: [] for name in sides}
    status = {}
    for _ in range(repeat + 1):
        for name, side in sides.items():
            if len(times[name]) < 1 or times[name][0] < SLOW_MS or len(sides) == 1:
                took, status[name] = side.tell(ask=path)
                times[name].append(took)
    found = {}
    for name, (first, *rest) in times.items():
        later = rest or [first]
        p95 = statistics.quantiles(later, n=20)[-1] if len(later) > 1 else later[0]
        found[name] = Asked(first, statistics.median(later), p95, status[name])
    return found


def _loaded(said: dict[str, float], url: str) -> str:
    path = Path(url.removeprefix("sqlite:///"))
    held = sum(each.stat().st_size for each in path.parent.glob(f"{path.name}*")) if path.exists() else 0
    size = f", {held / said['plans'] / 1000:.0f} kB a plan" if held else ""
    return f"loaded in {said['seconds']:.1f} s of CPU, {1000 * said['seconds'] / said['plans']:.1f} ms a plan{size}"


def _print(table: dict[str, dict[tuple[int, str], Asked]], plans: list[int], sides: list[str]) -> None:
    columns = [(count, side) for count in plans for side in sides]
    heads = [f"{count} {side}: first / p50 / p95" for count, side in columns]
    ratios = [f"{count}: times faster" for count in plans] if len(sides) > 1 else []
    growth = [f"{max(plans)} : {min(plans)}"] if len(plans) > 1 else []
    print("\n| page, CPU ms | " + " | ".join([*heads, *ratios, *growth]) + " |")
    print("| --- |" + " ---: |" * (len(heads) + len(ratios) + len(growth)))
    for page, found in table.items():
        cells = [_cell(found[column]) for column in columns]
        cells += [_ratio(found[count, "beside"], found[count, "here"]) for count in plans if ratios]
        cells += [_ratio(found[max(plans), "here"], found[min(plans), "here"]) for _ in growth]
        print(f"| {page} | " + " | ".join(cells) + " |")


def _cell(asked: Asked) -> str:
    told = f"{asked.first:.0f} / {asked.p50:.1f} / {asked.p95:.1f}"
    return told if asked.status == 200 else f"{told} ({asked.status})"


def _ratio(one: Asked, other: Asked) -> str:
    return f"{one.p50 / other.p50:.1f}" if one.status == other.status == 200 else "–"


def _be_a_side() -> None:
    lines = iter(sys.stdin.readline, "")
    store = open_store(json.loads(next(lines))["open"], create=True)
    _say("open")
    app = create_app(store, Settings())
    ids: dict[str, str] = {}
    with asyncio.Runner() as runner:
        for line in lines:
            said = json.loads(line)
            begun = time.process_time()
            if "load" in said:
                _say({"seconds": _load(store, said["load"]), "plans": said["load"]})
                plan = store.view().load_records()[0].plan
                incidence = store.view().incidence(plans=[plan])
                ids = {"plan": quote(plan, safe=""), "department": quote(incidence.departments[0], safe="")}
            elif "body" in said:
                status, body = runner.run(_answer(app, said["body"]))
                _say([status, body.decode()])
            else:
                status, _ = runner.run(_answer(app, said["ask"].format(**ids)))
                _say([1000 * (time.process_time() - begun), status])
    store.close()


async def _answer(app: Any, address: str) -> tuple[int, bytes]:  # noqa: ANN401 - of either version
    """Ask the application, without a network between; the status of the whole answer (0: none) and its body."""
    path, _, query = address.partition("?")
    found, body = [], []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        found.append(message.get("status", 0))
        body.append(message.get("body", b""))

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http", "root_path": "",
        "path": unquote(path), "raw_path": path.encode(), "query_string": quote(query, safe="=&%-").encode(),
        "headers": [(b"host", b"127.0.0.1"), *_never_said_before()], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
    }  # fmt: skip
    with suppress(Exception):  # it answered 500 before
        await app(scope, receive, send)
    return (int(found[0]) if found else 0), b"".join(body)


def _never_said_before() -> list[tuple[bytes, bytes]]:
    """A header that has the answer made anew, unless it may be given again."""
    return [] if os.environ.get("AGAIN") else [(b"x-turn", str(next(TURNS)).encode())]


def _load(store: Any, plans: int) -> float:  # noqa: ANN401 - of either version
    """CPU seconds of loading generated plans, as many in one transaction as this version takes; making them is not counted."""
    writer, at, spent = store.writer(), "2026-01-02T03:04:05Z", 0.0
    made = iter(_corpora().corpus(plans))
    while some := list(islice(made, BATCH)):
        begun = time.process_time()
        if hasattr(writer, "replace_all"):
            kind = importlib.import_module("graph.store").Load
            writer.replace_all([kind(graph, document, at) for graph, document in some])
        else:
            for graph, document in some:
                writer.replace(graph, document, loaded_at=at)
        spent += time.process_time() - begun
    return spent


def _corpora() -> Any:  # noqa: ANN401 - a module
    """The generated plans of this version, whatever version runs."""
    spec = importlib.util.spec_from_file_location("scale_corpora", HERE.with_name("corpora.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _say(what: object) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
