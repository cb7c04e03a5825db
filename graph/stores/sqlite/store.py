"""The embedded store: one SQLite file, or memory; connections are lent to one thread or one question at a time."""

import sqlite3
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Self, TypeVar

from graph.access.people import ITSELF, Actor
from graph.access.time_limits import UNLIMITED, TimeLimit
from graph.errors import StoreError
from graph.schema import SCHEMA_VERSION
from graph.stores.ledgers import Ledgers
from graph.stores.sqlite.check import whats_wrong
from graph.stores.sqlite.files.served_file import ServedFile, fold
from graph.stores.sqlite.files.state_stamp import ADVANCE, refuse_foreign_log
from graph.stores.sqlite.hits import Hits
from graph.stores.sqlite.rows.register import SqliteRegister
from graph.stores.sqlite.rows.waiting import SqliteWaiting
from graph.stores.sqlite.tables import WRITER_KB, clear_errors, connect, version_of
from graph.stores.sqlite.upgrade import upgrade
from graph.stores.sqlite.view import SqliteView
from graph.stores.sqlite.writer import SqliteWriter

T = TypeVar("T")

MOST_IDLE = 8
"""Connections that are kept for the next readers; each holds up to READER_KB."""


class SqliteStore:
    """A Store in a file, or in memory where `path` is None.

    A file has one connection for its writers and as many as questions are read at once; readers never wait for a writer
    (WAL). A store in memory lives in its one connection, so its callers take turns, and questions read a copy of it.
    """

    def __init__(self, path: Path | None, *, create: bool = True) -> None:
        self.url = "sqlite:///" + path.absolute().as_posix() if path else "sqlite://"
        self._path = path
        self._where = str(path) if path else "memory"
        if path:
            refuse_foreign_log(path)
        self._main = connect(path, create=create)
        self.upgraded_from = self._upgrade(self._main)
        self._main.execute(f"PRAGMA cache_size = -{WRITER_KB}")
        self._file = ServedFile(path, self._main) if path else None
        self._idle: list[sqlite3.Connection] = []
        self._copy: _Lent | None = None
        self._turn = threading.Lock()
        self._writing = threading.Lock()
        self._closed = False
        self._ledgers = Ledgers()
        self._hits = Hits()

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
        return SqliteView(self._reading, self._where, self._ledgers, hits=self._hits)

    @contextmanager
    def snapshot(
        self, *, alone: bool = False, limit: TimeLimit = UNLIMITED, question: Hashable = None
    ) -> Iterator[SqliteView]:
        """See graph.store.Store; one read transaction, so that `alone` and `question` change nothing."""
        del alone, question
        if self._path is None:
            yield SqliteView(self._copied().within(limit), self._where, self._ledgers, hits=self._hits, remembers=True)
            return
        with self._reading() as connection:
            lent = _Lent(connection, self._where)
            try:
                yield SqliteView(lent.within(limit), self._where, self._ledgers, hits=self._hits, remembers=True)
            finally:
                lent.over()

    def writer(self, actor: Actor = ITSELF) -> SqliteWriter:
        """See graph.store.Store."""
        return SqliteWriter(self._changing, self._where, actor)

    def read_register(self, work: Callable[[SqliteRegister], T]) -> T:
        """See graph.store.Store."""
        with self._reading() as connection:
            return work(SqliteRegister(connection))

    def change_register(self, work: Callable[[SqliteRegister], T]) -> T:
        """See graph.store.Store."""
        with self._changing() as connection:
            return work(SqliteRegister(connection))

    def waiting(self) -> SqliteWaiting:
        """See graph.store.Store."""
        return SqliteWaiting(self._changing)

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
        with self._writing:
            if self._file:
                fold(self._main)
            self._main.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """A connection in a read transaction: all its statements see one state."""
        if self._path is None:
            with self._turn:
                self._refuse_if_closed()
                with _transaction(self._main, "BEGIN", self._where):
                    yield self._main
            return
        self._check_file()
        with self._lent(self._path) as connection, _transaction(connection, "BEGIN", self._where):
            yield connection

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """The connection in a write transaction; writers of this process wait in line, those of others get BUSY_MS."""
        with self._writing, self._turn if self._path is None else nullcontext():
            self._refuse_if_closed()
            self._copy = None
            if self._file:
                self._file.check_content()
            with _transaction(self._main, "BEGIN IMMEDIATE", self._where):
                self._main.execute(ADVANCE)
                yield self._main
                self._check_file()
            if self._file:
                self._file.bound_log(self._main)

    def _check_file(self) -> None:
        """Raise StoreUnavailableError where the store's file is not the one that we opened."""
        if self._file:
            self._file.check()

    def _copied(self) -> "_Lent":
        """The store in memory as it is now; questions share a copy until something is written."""
        with self._turn:
            self._refuse_if_closed()
            if self._copy is None:
                copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
                self._main.backup(copy)
                self._copy = _Lent(copy, self._where)
            return self._copy

    @contextmanager
    def _lent(self, path: Path) -> Iterator[sqlite3.Connection]:
        with self._turn:
            self._refuse_if_closed()
            connection = self._idle.pop() if self._idle else None
        connection = connection or connect(path, create=False)
        try:
            yield connection
        finally:
            with self._turn:
                if not self._closed and len(self._idle) < MOST_IDLE:
                    self._idle.append(connection)
                    connection = None
            if connection is not None:
                connection.close()

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise StoreError("the store is closed", where=self._where, hint="open it again")


class _Lent:
    """A connection of one question: its reads take turns on it, and none comes after its end."""

    def __init__(self, connection: sqlite3.Connection, where: str) -> None:
        self._connection: sqlite3.Connection | None = connection
        self._where = where
        self._turn = threading.Lock()

    def within(self, limit: TimeLimit) -> Callable[[], AbstractContextManager[sqlite3.Connection]]:
        """Lends the connection for one read, which ends with the limit."""

        @contextmanager
        def borrow() -> Iterator[sqlite3.Connection]:
            with self._turn, clear_errors(self._where):
                if self._connection is None:
                    raise StoreError("the question is over", where=self._where, hint="ask the store for another view")
                with limit.ending(self._connection.interrupt):
                    yield self._connection

        return borrow

    def over(self) -> None:
        """Lend no more; a read that is under way ends first."""
        with self._turn:
            self._connection = None


@contextmanager
def _transaction(connection: sqlite3.Connection, begin: str, where: str) -> Iterator[None]:
    with clear_errors(where):
        connection.execute(begin)
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
