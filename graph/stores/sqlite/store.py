"""The embedded store: one SQLite file, or memory; connections are lent to one thread at a time."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from graph.errors import StoreError
from graph.schema import SCHEMA_VERSION
from graph.stores.ledgers import Ledgers
from graph.stores.sqlite.check import whats_wrong
from graph.stores.sqlite.tables import clear_errors, connect, version_of
from graph.stores.sqlite.upgrade import upgrade
from graph.stores.sqlite.view import SqliteView
from graph.stores.sqlite.writer import SqliteWriter


class SqliteStore:
    """A Store in a file, or in memory where `path` is None.

    A file has as many connections as threads read at once, and readers never wait for a writer (WAL). A store in
    memory lives in its one connection, so its callers take turns.
    """

    def __init__(self, path: Path | None, *, create: bool = True) -> None:
        self.url = "sqlite:///" + path.absolute().as_posix() if path else "sqlite://"
        self._path = path
        self._where = str(path) if path else "memory"
        self._idle = [connect(path, create=create)]
        self.upgraded_from = self._upgrade(self._idle[0])
        self._turn = threading.Lock()
        self._writing = threading.Lock()
        self._closed = False
        self._ledgers = Ledgers()

    def _upgrade(self, connection: sqlite3.Connection) -> Path | None:
        """Bring a store of an older schema to ours; where the copy of it lies, None where there was nothing to do."""
        with clear_errors(self._where):
            version = version_of(connection)
            if self._path is None or version == SCHEMA_VERSION:
                return None
            try:
                return upgrade(connection, self._path, version)
            except BaseException:
                connection.close()
                raise

    def view(self) -> SqliteView:
        """See graph.store.Store."""
        return SqliteView(self._reading, self._where, self._ledgers)

    def writer(self) -> SqliteWriter:
        """See graph.store.Store."""
        return SqliteWriter(self._changing, self._where)

    def damage(self) -> str:
        """See graph.store.Store."""
        with self._reading() as connection:
            return whats_wrong(connection)

    def close(self) -> None:
        """See graph.store.Store."""
        with self._turn:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """A connection in a read transaction: all its statements see one state."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """A connection in a write transaction; writers of this process wait in line, those of others get BUSY_MS."""
        with self._writing, self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with self._lent() as connection, clear_errors(self._where):
            connection.execute(begin)
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        if self._path is None:
            with self._turn:
                self._refuse_if_closed()
                yield self._idle[0]
            return
        with self._turn:
            self._refuse_if_closed()
            connection = self._idle.pop() if self._idle else None
        connection = connection or connect(self._path, create=False)
        try:
            yield connection
        finally:
            with self._turn:
                if not self._closed:
                    self._idle.append(connection)
                    connection = None
            if connection is not None:
                connection.close()

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise StoreError("the store is closed", where=self._where, hint="open it again")
