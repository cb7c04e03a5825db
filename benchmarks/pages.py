"""How much every page and its JSON twin weigh and how long they take, over HTTP: python benchmarks/pages.py [STORE_URL].

Without a store: the founding plan alone, in memory. Prints a table: page, bytes, and in ms the first answer, the median
and the 95th percentile; marks what is over the limits and exits with 1 if something is. `--only WORD` asks less.
"""

import argparse
import gc
import http
import http.client
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from string import punctuation
from urllib.parse import quote

from api.running import running
from benchmarks.addresses import addresses
from graph.store import View
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans

Clock = Callable[[], float]

REPEAT = 40
MOST_BYTES = 100_000
"""Of a page on the founding plan and of every list; the picture's own library comes on top and is kept by the browser."""

ANSWERED = (http.HTTPStatus.OK, http.HTTPStatus.SEE_OTHER)
"""Where nobody has to sign in, that page leads on."""

FOUNDING_MS, MANY_MS = 50.0, 200.0
BOUNDARY = "respgraph-pages"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was measured of one address: bytes, ms of the first answer, median and 95th percentile of the rest."""

    size: int
    first: float
    median: float
    p95: float
    body: bytes


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("store", nargs="?", default="sqlite://")
    asked.add_argument("--only", default="", help="pages whose name or address contains this")
    asked.add_argument(
        "--cpu", action="store_true", help="time the process's CPU, server and client: for a busy machine"
    )
    given = asked.parse_args()
    clock = time.process_time if given.cpu else time.perf_counter
    with open_store(given.store) as store:
        if given.store == "sqlite://":
            load(store, seed_plans())
        plans = len(store.view().load_records())
        most_ms = FOUNDING_MS if plans == 1 else MANY_MS
        pages = {
            name: path for name, path in addresses(store.view()).items() if given.only in name or given.only in path
        }
        with running(store) as address:
            port = int(address.rsplit(":", 1)[1])
            print(f"{plans} plans; at most {MOST_BYTES} bytes a page and {most_ms:g} ms (95th percentile)")
            over = measured(port, pages, most_ms, clock)
            if given.only in "upload preview":
                over += [previewed(port, upload(store.view()), most_ms, clock)]
    sys.exit(any(over))


def measured(port: int, pages: dict[str, str], most_ms: float, clock: Clock) -> list[bool]:
    """Ask for every page, then for every twin that the pages name; whether each is over a limit."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    twins: dict[str, str] = {}
    over = []
    _head("page")
    for name, path in pages.items():
        found = ask(connection, path, clock)
        over.append(_line(name, found, most_ms))
        if twin := re.search(rb'<a href="(/api/[^"]*)">', found.body.rpartition(b"<footer>")[2]):
            twins[name] = unescape(twin[1].decode())
    _head("JSON twin")
    for name, path in twins.items():
        over.append(_line(name, ask(connection, path, clock), most_ms, most_bytes=0))
    return over


def ask(connection: http.client.HTTPConnection, path: str, clock: Clock, body: bytes | None = None) -> Asked:
    """Ask again and again over one connection."""
    times = []
    answer = b""
    gc.collect()
    for _ in range(REPEAT + 1):
        begun = clock()
        if body is None:
            connection.request("GET", quote(path, safe=punctuation))
        else:
            kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
            connection.request("POST", path, body=body, headers=kind)
        response = connection.getresponse()
        answer = response.read()
        assert response.status in ANSWERED, (path, response.status, answer[:300])
        times.append((clock() - begun) * 1000)
    first, *rest = times
    return Asked(len(answer), first, statistics.median(rest), statistics.quantiles(rest, n=20)[-1], answer)


def previewed(port: int, body: bytes, most_ms: float, clock: Clock) -> bool:
    """The preview of a plan's file; whether it is over a limit."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    _head("upload")
    return _line("upload preview", ask(connection, "/upload", clock, body), most_ms)


def upload(view: View) -> bytes:
    """A form with the text of the plan that has most duties, one line in eight left out: much is dropped and changed."""
    record = max(view.load_records(), key=lambda record: record.figures.get("role_edges", 0))
    lines = view.text(record.document).splitlines(keepends=True)
    text = "".join(line for place, line in enumerate(lines) if place % 8 != 7)
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="plan.txt"\r\n\r\n'
    return f"{head}{text}\r\n--{BOUNDARY}--\r\n".encode()


def _head(kind: str) -> None:
    print(f"\n| {kind} | bytes | first ms | median ms | p95 ms | |\n| --- | ---: | ---: | ---: | ---: | --- |")


def _line(name: str, found: Asked, most_ms: float, most_bytes: int = MOST_BYTES) -> bool:
    marks = list(_marks(found, most_ms, most_bytes))
    numbers = f"{found.size} | {found.first:.1f} | {found.median:.1f} | {found.p95:.1f}"
    print(f"| {name} | {numbers} | {', '.join(marks)} |", flush=True)
    return bool(marks)


def _marks(found: Asked, most_ms: float, most_bytes: int) -> Iterator[str]:
    if most_bytes and found.size > most_bytes:
        yield "HEAVY"
    if found.p95 > most_ms:
        yield "SLOW"


if __name__ == "__main__":
    main()
