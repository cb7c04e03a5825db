"""Pages of this version beside those of another: python -m benchmarks.pages_beside STORE --beside FOLDER OTHER_STORE.

FOLDER is a worktree of the other version with its environment in `.venv`; each version has a store of the same plans that it
loaded itself. Every page that both know is asked for over HTTP, by turns in small series, so that what else the machine does
falls on both; the time is the process's CPU, server and client. Prints bytes, the least, the median and the 95th percentile of
each, and their ratios: below 1 is cheaper here. `--only WORD` asks less, `--rounds N` more or less often.
"""

import argparse
import gc
import http.client
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from string import punctuation
from typing import IO, Any
from urllib.parse import quote

SERIES = 5
"""Answers that one version gives before it is the other's turn."""

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
    """A process of one version that answers its own pages."""

    def __init__(self, folder: Path, store: str) -> None:
        """Start it; wait until it is ready with `pages`."""
        command = [str(folder / ".venv" / "bin" / "python"), __file__, "--answer", str(folder), store]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._say, self._hear = _pipes(self._process)
        self.pages: list[str] = self._heard()

    def series(self, page: str) -> tuple[int, list[float]]:
        """Bytes and ms of some answers."""
        print(page, file=self._say, flush=True)
        size, spent = self._heard()
        return size, spent

    def end(self) -> None:
        """Let it go."""
        self._say.close()
        self._process.wait()

    def _heard(self) -> Any:  # noqa: ANN401  # JSON
        line = self._hear.readline()
        if not line:
            sys.exit(f"a version ended early: {self._process.args!r}")
        return json.loads(line)


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


def answer(folder: str, store: str) -> None:
    """In the process of a version: ask its own server for the pages that are named."""
    sys.path.insert(0, folder)
    told = sys.stdout
    sys.stdout = sys.stderr
    from api.running import running  # noqa: PLC0415  # the version's own
    from benchmarks.addresses import addresses  # noqa: PLC0415
    from graph.stores.opening import open_store  # noqa: PLC0415

    with open_store(store) as opened, running(opened) as address:
        pages = addresses(opened.view())
        connection = http.client.HTTPConnection("127.0.0.1", int(address.rsplit(":", 1)[1]))
        print(json.dumps(list(pages)), file=told, flush=True)
        before = ""
        for line in sys.stdin:
            page = line.rstrip("\n")
            path = quote(pages[page], safe=punctuation)
            if page != before:  # what a first answer makes ready is made ready
                list(_asked(connection, path, 2))
                gc.collect()
                before = page
            sizes, spent = zip(*_asked(connection, path, SERIES), strict=True)
            print(json.dumps([sizes[-1], spent]), file=told, flush=True)


def _asked(connection: http.client.HTTPConnection, path: str, times: int) -> Iterator[tuple[int, float]]:
    for _ in range(times):
        begun = time.process_time()
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read()
        assert response.status == http.HTTPStatus.OK, (path, response.status)
        yield len(body), (time.process_time() - begun) * 1000


def _pipes(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout


if __name__ == "__main__":
    if sys.argv[1:2] == ["--answer"]:
        answer(*sys.argv[2:])
    else:
        main()
