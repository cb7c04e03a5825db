"""The file that a store was opened on: whether it still lies there, and its write-ahead log kept short."""

import sqlite3
from pathlib import Path

from graph.errors import StoreUnavailableError
from graph.stores.sqlite.files.state_stamp import Stamp, stamp_in, stamp_of

MOST_LOG = 64 * 1024 * 1024
"""Bytes of log from which on a writer waits until nobody reads of it, so that it begins anew."""

LOG_KEPT = 32 * 1024 * 1024
"""Bytes of an emptied log that stay for the next writes."""

FOLD_WAIT_MS = 1000
"""How long a writer waits for readers of an old state."""

GONE = "the store's file was replaced or deleted while it was open"
_HINT = "start respgraph again; what is written now would go to the old file"


class ServedFile:
    """A store's file as it was when it was opened; StoreUnavailableError where another has taken its place."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """The file at `path`, which `connection` has open."""
        self.path = path
        self._log = path.with_name(path.name + "-wal")
        self._file = self._identity()
        seen = stamp_in(connection)
        self._stamp = Stamp(seen.store, 0) if seen else None

    def check(self) -> None:
        """Raise where the path is another file's, or nobody's."""
        if self._identity() != self._file:
            raise self._gone()

    def check_content(self) -> None:
        """Raise also where another state was copied into the very same file."""
        self.check()
        now, before = stamp_of(self.path), self._stamp
        if now is None:
            return
        if before is not None and (now.store != before.store or now.writes < before.writes):
            raise self._gone()
        self._stamp = now

    def bound_log(self, connection: sqlite3.Connection) -> None:
        """Move the log into the file where it has grown long; a reader of an old state that stays on is waited for, not long."""
        try:
            if self._log.stat().st_size > MOST_LOG:
                fold(connection)
        except OSError:
            return

    def _identity(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _gone(self) -> StoreUnavailableError:
        return StoreUnavailableError(GONE, where=str(self.path), hint=_HINT)


def fold(connection: sqlite3.Connection, wait_ms: int = FOLD_WAIT_MS) -> None:
    """Move all of the log into the file and empty it, as far as others let us."""
    try:
        (waits,) = connection.execute("PRAGMA busy_timeout").fetchone()
        connection.execute(f"PRAGMA busy_timeout = {wait_ms}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        connection.execute(f"PRAGMA busy_timeout = {waits}")
    except sqlite3.Error:  # a full disk, a store that only reads: the log stays and is whole
        return
