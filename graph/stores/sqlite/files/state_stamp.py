"""Which state a store's file holds: a stamp that every write moves on, by which a log or a file of another state is known.

SQLite replays a write-ahead log over whatever file lies beside it. Where a copy was put over the store, the log of the old
store makes it corrupt, or brings back what the copy was to undo. The stamp names the store and counts its writes: a log
follows on the file's stamp, or it is another's.
"""

import os
import re
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from graph.errors import StoreError

TABLE = "CREATE TABLE state_stamp (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), stamp TEXT NOT NULL)"

ADVANCE = (
    "UPDATE state_stamp SET stamp = substr(stamp, 1, 28) || printf('%016d', CAST(substr(stamp, 29) AS INTEGER) + 1)"
)
"""What every write transaction begins with."""

HINT = (
    "to take the copy, remove the files that end in -wal and -shm (`respgraph restore` does it all); "
    "to go on with what was written last, `touch` the one that ends in -wal"
)

_STAMP = re.compile(rb"RSPG-STAMP:([0-9a-f]{16}):([0-9]{16})")
_HEADER, _FRAME = 32, 24
"""Bytes before the first frame of a log, and before the page of a frame."""

_TRIES, _PAUSE_S = 3, 0.05
"""Another process may be moving its log into the file while we look."""

_AS_WRITTEN_NS = 10_000_000
"""By so much may the two times of a log differ that lies where it was written."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which store, and how many writes it has seen."""

    store: bytes
    writes: int


def mint(connection: sqlite3.Connection) -> None:
    """Give the file a name of its own, as if nothing had been written yet."""
    connection.execute(
        "INSERT OR REPLACE INTO state_stamp VALUES (1, ?)", (f"RSPG-STAMP:{secrets.token_hex(8)}:{0:016d}",)
    )


def stamp_in(connection: sqlite3.Connection) -> Stamp | None:
    """The stamp of the store as it is seen, with what its log says; None where it has none."""
    try:
        row = connection.execute("SELECT stamp FROM state_stamp").fetchone()
    except sqlite3.Error:
        return None
    return _parsed(row[0].encode()) if row else None


def stamp_of(path: Path) -> Stamp | None:
    """The stamp in the file itself, whatever its log says; None where it has none that can be read."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            return stamp_in(connection)
    except sqlite3.Error:
        return None


def refuse_foreign_log(path: Path) -> None:
    """Raise StoreError where the log beside the file was written for another state of it."""
    log = path.with_name(path.name + "-wal")
    for attempt in range(1, _TRIES + 1):
        if not (path.is_file() and log.is_file() and _is_foreign(path, log)):
            return
        if attempt < _TRIES:
            time.sleep(_PAUSE_S)
    raise StoreError("the -wal file beside the store belongs to another state of it", where=str(path), hint=HINT)


def _is_foreign(path: Path, log: Path) -> bool:
    own = stamp_of(path)
    frames = _Frames(log)
    first = next(frames.stamps(), None)
    if own is None or first is None:
        return False
    if own.store != first.store or first.writes > own.writes + 1:
        return True
    return first.writes == own.writes + 1 and _put_there_later(path, log) and not frames.reached(path)


def _put_there_later(path: Path, log: Path) -> bool:
    """Whether the file came after all that its log says, though nothing of the log has been moved into it."""
    file, written = path.stat(), log.stat()
    lies_as_written = abs(written.st_ctime_ns - written.st_mtime_ns) < _AS_WRITTEN_NS
    return lies_as_written and file.st_ctime_ns > written.st_ctime_ns


class _Frames:
    """The frames of a write-ahead log that belong to its present round (https://www.sqlite.org/fileformat2.html#walformat)."""

    def __init__(self, log: Path) -> None:
        self._log = log

    def stamps(self) -> Iterator[Stamp]:
        """The stamps that it holds, first to last."""
        for _, page in self._pages():
            if found := _STAMP.search(page):
                yield Stamp(found[1], int(found[2]))

    def reached(self, path: Path) -> bool:
        """Whether the first page, which goes first, has been moved into the file: then its program died at that."""
        versions: dict[int, set[bytes]] = {}
        for number, page in self._pages():
            versions.setdefault(number, set()).add(page)
        if not versions:
            return False
        first = min(versions)
        size = len(next(iter(versions[first])))
        # never closed, else SQLite's locks on the file in this process would go with it
        file = os.open(path, os.O_RDONLY)
        return os.pread(file, size, (first - 1) * size) in versions[first]

    def _pages(self) -> Iterator[tuple[int, bytes]]:
        with self._log.open("rb") as log:  # SQLite keeps no lock on this file
            header = log.read(_HEADER)
            size, salts = int.from_bytes(header[8:12], "big"), header[16:24]
            while len(frame := log.read(_FRAME)) == _FRAME and frame[8:16] == salts:
                page = log.read(size)
                if len(page) < size:
                    return
                yield int.from_bytes(frame[:4], "big"), page


def _parsed(words: bytes) -> Stamp | None:
    found = _STAMP.fullmatch(words)
    return Stamp(found[1], int(found[2])) if found else None
