"""Pages of this version beside those of another: python -m benchmarks.pages_beside STORE --beside FOLDER OTHER_STORE.

FOLDER is a worktree of the other version with its environment in `.venv`; each version has a store of the same plans that it
loaded itself. Every page that both know is asked of `respgraph serve`, by turns in small series, so that what else the machine
does falls on both, each answer made anew; the time is the server's CPU (Linux). Prints bytes, the least, the median and the 95th percentile of
each, and their ratios: below 1 is cheaper here. `--only WORD` asks less, `--rounds N` more or less often.
"""

import argparse
import contextlib
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from string import punctuation
from urllib.parse import quote

SERIES = 5
"""Answers that one version gives before it is the other's turn."""

TRIES, PAUSE_S = 100, 0.1

TURNS = count()

HERE = Path(__file__).resolve().parent.parent


@dataclass(slots=True)
class Times:
    """What one version needed for one page: bytes, ms of each answer."""

    size: int = 0
    spent: list[float] = field(default_factory=list)

    @property
    def figures(self) -> tuple[float, float, float]:
        """The least, the median and the 95th percentile."""
        return min(self.spent), statistics.median(self.spent), statistics.quantiles(self.spent, n=20)[-1]


class Version:
    """`respgraph serve` of one version in a process of its own, as its users have it, and a connection to it."""

    def __init__(self, folder: Path, store: str) -> None:
        """Start it; wait until it answers."""
        python = str(folder / ".venv" / "bin" / "python")
        told = subprocess.run([python, __file__, "--addresses", str(folder), store], capture_output=True, check=True)
        self.pages: dict[str, str] = json.loads(told.stdout)
        command = [python, "-m", "api", "serve", "--store", store, "--port", "0"]
        surroundings = {**os.environ, "PYTHONUNBUFFERED": "1"}
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(
            command, cwd=folder, env=surroundings, stdout=subprocess.PIPE, stderr=quiet, text=True
        )
        self._port = self._told_port()
        self._clock = (~self._process.pid << 3) | 2

    def _told_port(self) -> int:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if address := re.search(r"http://[\d.]+:(\d+)", line):
                return int(address[1])
        return sys.exit(f"a version ended early: {self._process.args!r}")

    def series(self, page: str) -> tuple[int, list[float]]:
        """Bytes and ms of some answers, after one that makes ready what a first answer makes ready."""
        path = quote(self.pages[page], safe=punctuation)
        connection = _connected(self._port)
        sizes, spent = zip(*(self._asked(connection, path) for _ in range(SERIES + 1)), strict=True)
        connection.close()
        return sizes[-1], list(spent[1:])

    def _asked(self, connection: http.client.HTTPConnection, path: str) -> tuple[int, float]:
        begun = time.clock_gettime(self._clock)
        connection.request("GET", path, headers={"Cookie": f"turn={next(TURNS)}"})  # or it may give what it gave
        response = connection.getresponse()
        body = response.read()
        assert response.status == http.HTTPStatus.OK, (path, response.status)
        return len(body), (time.clock_gettime(self._clock) - begun) * 1000

    def end(self) -> None:
        """Let it go."""
        self._process.terminate()
        self._process.wait()


def _connected(port: int) -> http.client.HTTPConnection:
    """A connection to a server: an older version tells its address before it listens."""
    for _ in range(TRIES):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        with contextlib.suppress(ConnectionRefusedError):
            connection.connect()
            return connection
        time.sleep(PAUSE_S)
    return sys.exit(f"nobody listens at port {port}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", help="address of the store of this version")
    parser.add_argument("--beside", nargs=2, required=True, metavar=("FOLDER", "STORE"))
    parser.add_argument("--only", default="", help="pages whose name contains this")
    parser.add_argument("--rounds", type=int, default=8, help=f"series of {SERIES} answers of each page and version")
    given = parser.parse_args()
    versions = [Version(HERE, given.store), Version(Path(given.beside[0]).resolve(), given.beside[1])]
    print("| page | bytes | there | least ms | there | median ms | there | p95 ms | there | least | median | p95 |")
    print(f"|---|{'---:|' * 11}")
    sums = [0.0, 0.0]
    for page in (each for each in versions[0].pages if each in versions[1].pages and given.only in each):
        here, there = _by_turns(versions, page, given.rounds)
        sums = [sums[0] + here.figures[1], sums[1] + there.figures[1]]
        pairs = list(zip(here.figures, there.figures, strict=True))
        cells = [f"{own:.1f} | {other:.1f}" for own, other in pairs]
        ratios = [f"{own / other:.2f}" for own, other in pairs]
        print(f"| {page} | {here.size} | {there.size} | {' | '.join(cells)} | {' | '.join(ratios)} |", flush=True)
    print(f"\nmedians together: {sums[0]:.0f} ms here, {sums[1]:.0f} ms there, {sums[0] / sums[1]:.2f}")
    for version in versions:
        version.end()


def _by_turns(versions: Sequence[Version], page: str, rounds: int) -> tuple[Times, Times]:
    found = Times(), Times()
    for turn in range(rounds):
        for place in (0, 1) if turn % 2 else (1, 0):
            found[place].size, spent = versions[place].series(page)
            found[place].spent += spent
    return found


def pages(folder: str, store: str) -> None:
    """In a process of a version: print the addresses of its pages, by name."""
    sys.path.insert(0, folder)
    from benchmarks.addresses import addresses  # noqa: PLC0415  # the version's own
    from graph.stores.opening import open_store  # noqa: PLC0415

    with open_store(store) as opened:
        print(json.dumps(addresses(opened.view())))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--addresses"]:
        pages(*sys.argv[2:])
    else:
        main()
