"""Whether reading is linear: files of each kind at n, 2n and 4n, what each step of reading costs, and what is refused.

`python -m benchmarks.doubling [WORD …]` prints a line a file (kinds whose name begins with a WORD): its size, CPU seconds of parsing,
of analysis, of making the graph and of storing, the peak of memory, and by what the whole grew from one size to the next:
by 2 where it is linear. Each file is read in a process of its own, which ends after a minute.
With `--bound` as the first word: each kind at the most that is not refused, so what the dearest file of it costs.
With `--listed` alone: what `respgraph load` as a whole takes for files that once cost minutes, and for others near the bounds.
"""

import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.long_files import FILES, LISTED
from graph.errors import RespgraphError
from graph.stores.opening import open_store
from loaders.files.limits import LIMITS
from loaders.files.source import read_bytes
from loaders.load import load_source
from loaders.outline.outline import outline
from loaders.plan_size import within_bounds, within_outline
from loaders.read import plan_graphs, read_document

LIMIT = 60
"""CPU seconds after which a reading is ended."""

MOST = 1 << 20
"""Pieces beyond which no bound is looked for: of some kinds a file is no larger with more of them."""


def main(words: Sequence[str]) -> None:
    """Print the table."""
    print(f"{'file':34}{'n':>11}{'kB':>8}{'parse':>8}{'read':>8}{'graph':>8}{'store':>8}{'all':>8}{'MB':>7}  growth")
    for name, (_, first) in FILES.items():
        if not words or name.startswith(tuple(words)):
            _tell(name, (first, 2 * first, 4 * first))


def at_bounds(words: Sequence[str]) -> None:
    """Print what the largest file of each kind costs that is still read."""
    print(f"{'file':34}{'n':>11}{'kB':>8}{'parse':>8}{'read':>8}{'graph':>8}{'store':>8}{'all':>8}{'MB':>7}")
    for name in FILES:
        if not words or name.startswith(tuple(words)):
            command = [sys.executable, "-m", "benchmarks.doubling", "--most", name]
            most = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            _tell(name, [int(most)])


def listed() -> None:
    """Print what `respgraph load` of each file that was once dear costs beside that of one line, and what it says."""
    print(f"{'file':34}{'kB':>8}{'CPU s':>8}{'more':>8}  what is said")
    alone = 0.0
    for name, (ending, make) in LISTED.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"plan.{ending}"
            path.write_bytes(make())
            command = [
                sys.executable,
                "-m",
                "api",
                "load",
                str(path),
                "--store",
                f"sqlite:///{folder}/store.db",
                "--yes",
            ]
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            alone = alone or took
            said = (done.stdout + done.stderr).splitlines()
            told = f"{took:8.2f}{took - alone:8.2f}  {said[0][:110] if said else ''}"
            print(f"{name:34}{path.stat().st_size / 1024:8,.0f}{told}", flush=True)


def _most(name: str) -> int:
    """How many pieces are read at most: the size doubles until it is refused, then the span is halved."""
    make, _ = FILES[name]

    def is_read(size: int) -> bool:
        try:
            data = make(size)
            if len(data) > LIMITS.file:
                return False
            source = read_bytes(data, "plan")
            within_bounds(source)
            within_outline(outline(source.text, source.cells, source.generated), source)
        except RespgraphError:
            return False
        return True

    high = 1
    while high < MOST and is_read(high):
        high *= 2
    low = high // 2
    while high - low > max(low // 100, 1):
        middle = (low + high) // 2
        low, high = (middle, high) if is_read(middle) else (low, middle)
    return low


def _tell(name: str, sizes: Sequence[int]) -> None:
    before = 0.0
    for size in sizes:
        command = [sys.executable, "-m", "benchmarks.doubling", "--one", name, str(size)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        line = f"{name:34}{size:11,}"
        try:
            said = json.loads(done.stdout.splitlines()[-1])
        except (ValueError, IndexError):
            print(f"{line}  ended by {done.returncode} {done.stderr[-300:]}", flush=True)
            return
        steps = said["steps"]
        total = sum(steps)
        told = "".join(f"{step:8.2f}" for step in steps).ljust(32)
        growth = f"{total / before:.1f}" if before else ""
        print(
            f"{line}{said['kilobytes']:8,.0f}{told}{total:8.2f}{said['megabytes']:7.0f}  {growth:5} {said['refused']}",
            flush=True,
        )
        before = total


def _one(name: str, size: int) -> None:
    data = FILES[name][0](size)
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
    steps, refused = [], ""
    try:
        read_document(read_bytes("一、水。\n（一）河。（责任单位：县水利局）\n".encode(), "warm.txt"))
        clock = time.process_time()

        def step() -> None:
            nonlocal clock
            now = time.process_time()
            steps.append(now - clock)
            clock = now

        try:
            source = read_bytes(data, "plan")
        finally:
            step()
        try:
            read = read_document(source)
        finally:
            step()
        graphs = plan_graphs(read)
        step()
        del read, graphs
        with open_store("sqlite://") as store:
            clock = time.process_time()
            error = load_source(store, source, force=True).error
            step()
            steps[-1] -= steps[1] + steps[2]
            refused = str(error or "")
    except RespgraphError as error:
        refused = str(error)
    peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    print(
        json.dumps(
            {
                "steps": steps,
                "kilobytes": len(data) / 1024,
                "megabytes": int(peak[1]) / 1024 if peak else 0,
                "refused": refused,
            }
        )
    )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--one", name, size]:
            _one(name, int(size))
        case ["--most", name]:
            print(_most(name))
        case ["--listed"]:
            listed()
        case ["--bound", *words]:
            at_bounds(words)
        case words:
            main(words)
