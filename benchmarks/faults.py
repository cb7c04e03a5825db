"""Faults on purpose: `python benchmarks/faults.py [KILLS] [VERB…] [--neo4j]`; what is told by the store as done has to be there afterwards.

Kills: a verb is run over and over in a process that is killed at a moment by chance (SIGKILL, so that nothing is tidied up). Then
the store is opened as anybody opens it and looked at: every plan whole, every step that was told is there, the audit's chain whole,
and the verb goes on. With verbs (load, remove, decide, copy, restore, upgrade) these alone are killed. Beside them a disk that is full, a folder that may not be written, a clock that was set back.
--neo4j runs the kills on a server that it starts (tests/neo4j_server); its own death and connections that drop are then among them.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.fault_kinds import Found, clock_steps, full_disk, read_only, run
from benchmarks.fault_worker import Place
from benchmarks.server_faults import on_server


def on_files(times: int, verbs: Sequence[str]) -> Iterator[Found]:
    """All faults of a store in a file, or kills of these verbs."""
    yield from run(times, lambda folder: Place(f"sqlite:///{folder / 'store.db'}", folder), verbs=verbs)
    if verbs:
        return
    with tempfile.TemporaryDirectory() as name:
        yield full_disk(Place(f"sqlite:///{name}/store.db", Path(name)), 3_000_000)
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield read_only(Place(f"sqlite:///{name}/store.db", Path(name)))
    with tempfile.TemporaryDirectory() as name:
        yield from filter(None, [clock_steps(Path(name))])


def main() -> None:
    """Print a table; exit code 1 where anything was lost, halved or broken."""
    words = [word for word in sys.argv[1:] if word != "--neo4j"]
    times = int(words[0]) if words else 100
    verbs = words[1:]
    wrong: list[str] = []
    print("| fault | times | steps told as done | wrong |\n| --- | ---: | ---: | ---: |", flush=True)
    for each in on_server(times, verbs) if "--neo4j" in sys.argv else on_files(times, verbs):
        print("\n".join([each.line(), *each.wrong]), flush=True)
        wrong += each.wrong
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
