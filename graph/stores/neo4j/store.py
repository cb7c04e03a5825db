"""The Neo4j store: the driver, its sessions and its writes; beside it only the room `server` imports the driver."""

import time
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import uuid4

import neo4j
from neo4j import exceptions

from graph.access.people import ITSELF, Actor
from graph.access.time_limits import UNLIMITED, TimeLimit
from graph.errors import StoreError
from graph.schema import SCHEMA_VERSION
from graph.stores.ledgers import Ledgers
from graph.stores.neo4j import cypher
from graph.stores.neo4j import cypher_books as books
from graph.stores.neo4j.register import Neo4jRegister
from graph.stores.neo4j.register import ddl as register_ddl
from graph.stores.neo4j.server import asking
from graph.stores.neo4j.server.asked import LastAsked, Statement
from graph.stores.neo4j.server.asking import Row, run
from graph.stores.neo4j.server.failures import clear_errors, silence_driver
from graph.stores.neo4j.server.reads import Reads
from graph.stores.neo4j.server.silence import end_silence
from graph.stores.neo4j.server.snapshot import Question
from graph.stores.neo4j.server.upgrade import upgrade
from graph.stores.neo4j.view import Neo4jView
from graph.stores.neo4j.waiting import Neo4jWaiting
from graph.stores.neo4j.writer import Neo4jWriter
from graph.stores.upgrading import OLDEST

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")

CONNECT_S = 5.0
"""How long to wait for a connection before the server counts as away."""

LIFE_S, IDLE_S = 240.0, 20.0
"""How old a connection may become, less than firewalls forget one in; and how long it may idle before it is tried first."""

RETRY_S = 2.0
"""How long the driver repeats a transaction before the server counts as away."""

DEADLOCKS = 10
"""How often we have the driver repeat a write that other loaders got in the way of."""

SLOTS = 16
"""Writers of one process announce themselves in one of so many places, so that they seldom wait for each other."""

PAUSE_S, TRIES = 0.01, 10
"""While somebody writes, a read counts when it says the same twice in a row, with this pause between."""


class Neo4jStore:
    """A Store in a Neo4j 5 database; reads ask for READ access, so that a cluster's members serve them."""

    def __init__(self, url: str, *, user: str = "", password: str = "", create: bool = True) -> None:
        parts = urlsplit(url)
        self._database = parts.path.strip("/") or parse_qs(parts.query).get("database", [""])[0] or None
        host = parts.netloc.rpartition("@")[2]
        self.url = f"{parts.scheme}://{host}" + (f"/{self._database}" if self._database else "")
        silence_driver()
        user = user or unquote(parts.username or "")
        password = password or unquote(parts.password or "")
        with clear_errors(self.url):
            self._driver = neo4j.GraphDatabase.driver(
                f"{parts.scheme}://{host}",
                auth=(user or "neo4j", password) if user or password else None,
                connection_timeout=CONNECT_S,
                connection_acquisition_timeout=2 * CONNECT_S,
                max_transaction_retry_time=RETRY_S,
                max_connection_lifetime=LIFE_S,
                liveness_check_timeout=IDLE_S,
                keep_alive=True,
                notifications_min_severity="OFF",
                user_agent="respgraph",
            )
        end_silence(self._driver)
        self.upgraded_from: Path | None = None
        self._ledgers = Ledgers()
        self._asked = LastAsked()
        self._reads = Reads(self._session, self._heed, self.url)
        self._slot = uuid4().int % SLOTS
        self._refills = False
        try:
            self._prepare(create=create)
        except BaseException:
            self._driver.close()
            raise

    def view(self) -> Neo4jView:
        """See graph.store.Store."""
        return Neo4jView(self._read, self._server, self.url, self._ledgers)

    @contextmanager
    def snapshot(
        self, *, alone: bool = False, limit: TimeLimit = UNLIMITED, question: Hashable = None
    ) -> Iterator[Neo4jView]:
        """See graph.store.Store; write nothing inside of `alone`, it would wait for itself.

        A member that takes no writes can't have them wait: there a question that changes says so.
        """
        with ExitStack() as held:
            ask = self._reads.alone(held, limit) if alone else None
            between, at_rest = partial(self._reads.between, limit=limit), partial(self._reads.at_rest, limit=limit)
            reads = Question(between, at_rest, self.url, self._asked.of(question))
            held.callback(lambda: self._asked.keep(question, reads.asked()))
            yield Neo4jView(ask or reads.ask, self._server, self.url, self._ledgers, remembers=True)
            reads.end()

    def writer(self, actor: Actor = ITSELF) -> Neo4jWriter:
        """See graph.store.Store."""
        return Neo4jWriter(self._change, self.url, actor)

    def read_register(self, work: Callable[[Neo4jRegister], T]) -> T:
        """See graph.store.Store."""
        with self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(lambda transaction: work(_register(transaction)))

    def change_register(self, work: Callable[[Neo4jRegister], T]) -> T:
        """See graph.store.Store; readers of plans need not heed it."""
        with self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(lambda transaction: work(_register(transaction)))

    def waiting(self) -> Neo4jWaiting:
        """See graph.store.Store."""
        return Neo4jWaiting(lambda: self._session(neo4j.WRITE_ACCESS))

    def damage(self) -> str:
        """See graph.store.Store; the server looks after its files itself."""
        return ""

    def unfinished(self) -> str:
        """The backup whose restoring has not ended, or was ended by a death; empty where there is none."""
        with self._session(neo4j.READ_ACCESS) as session:
            (row,) = session.execute_read(run, books.RESTORING, {})
        return str(row["restoring"] or "")

    @contextmanager
    def refilled(self, file: str) -> Iterator[None]:
        """All that was loaded and decided goes, in steps, for the server's memory; the block puts in what a backup holds.

        Until it has ended well, nobody else reads or changes the database: they are told to wait, or to restore again.
        """
        self._refills = True
        with self._session(neo4j.WRITE_ACCESS) as session:
            session.execute_write(asking.begin_restoring, file)
            session.run(books.EMPTY).consume()
        yield
        with self._session(neo4j.WRITE_ACCESS) as session:
            session.execute_write(run, books.RESTORED, {})
        self._refills = False

    def close(self) -> None:
        """See graph.store.Store."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def _read(self, statements: Sequence[Statement]) -> list[list[Row]]:
        """The rows of each statement, all in one managed read transaction.

        A transaction of this server is atomic for the disk, but a reader may see it half applied (read committed). So
        writers announce themselves, and while there are any, an answer must come out the same twice.
        """
        with self._session(neo4j.READ_ACCESS) as session:
            found, active, restoring = session.execute_read(asking.ask, statements)
            for _ in range(TRIES if active else 0):
                time.sleep(PAUSE_S)
                before = found
                found, _, restoring = session.execute_read(asking.ask, statements)
                if found == before:
                    break
        self._heed(restoring)
        return found

    def _heed(self, restoring: str | None) -> None:
        """Tell everybody but who restores that plans are missing."""
        if restoring and not self._refills:
            raise asking.unfinished(restoring, self.url)

    def _change(self, work: Callable[[Callable[[str, Mapping[str, Any]], list[Row]]], T]) -> T:
        """What `work` gives, run with a function that runs statements in one managed write transaction."""
        announced = 0

        def managed(transaction: neo4j.ManagedTransaction) -> T:
            nonlocal announced
            result = work(lambda statement, parameters: run(transaction, statement, parameters))
            self._heed(asking.lock_commits(transaction))
            self._tell(books.ANNOUNCE, given_up=asking.GIVEN_UP_MS)
            announced += 1
            return result

        try:
            for attempt in range(1, DEADLOCKS + 1):
                with self._session(neo4j.WRITE_ACCESS) as session:
                    try:
                        return session.execute_write(managed)
                    except exceptions.TransientError:
                        if attempt == DEADLOCKS:
                            raise
            raise AssertionError  # the last attempt returns or raises
        finally:
            if announced:
                self._tell(books.DONE, writes=announced)

    def _tell(self, statement: str, **parameters: int) -> None:
        """Tell readers what is about to change or has, in a transaction of its own."""
        with self._session(neo4j.WRITE_ACCESS) as session:
            session.execute_write(run, statement, {"slot": self._slot, **parameters})

    @contextmanager
    def _session(self, access: str) -> Iterator[neo4j.Session]:
        with (
            clear_errors(self.url),
            self._driver.session(database=self._database, default_access_mode=access) as session,
        ):
            yield session

    def _server(self) -> str:
        """The server's name and version."""
        with clear_errors(self.url):
            return self._driver.get_server_info().agent

    def _prepare(self, *, create: bool) -> None:
        """Check that the database is ours and of this version, or make it so."""
        with self._session(neo4j.READ_ACCESS) as session:
            (row,) = session.execute_read(run, books.VERSION, {})
        version = row["version"]
        if version is None and row["used"]:
            raise StoreError("the database holds other data", where=self.url, hint="name an empty database")
        if version is None and not create:
            raise StoreError("there is no store", where=self.url, hint="load a plan to make one")
        if version is not None and OLDEST <= version < SCHEMA_VERSION:
            self._make_indexes()
            self.upgraded_from = upgrade(self.view(), self.writer(), self.url, version)
            self._set_version()
        elif version is not None and version != SCHEMA_VERSION:
            age = "newer" if version > SCHEMA_VERSION else "older"
            raise StoreError(
                f"the store has the {age} schema {version}, this respgraph reads {SCHEMA_VERSION}",
                where=self.url,
                hint="use the respgraph that wrote it, or load the plans into an empty database",
            )
        if version is None:
            self._make_indexes()
            self._set_version()

    def _set_version(self) -> None:
        with self._session(neo4j.WRITE_ACCESS) as session:
            session.run(books.SET_VERSION, version=SCHEMA_VERSION).consume()

    def _make_indexes(self) -> None:
        with self._session(neo4j.WRITE_ACCESS) as session:
            for statement in (*cypher.ddl(), *register_ddl()):
                session.run(statement).consume()
            session.run("CALL db.awaitIndexes(300)").consume()


def _register(transaction: neo4j.ManagedTransaction) -> Neo4jRegister:
    return Neo4jRegister(lambda statement, parameters: run(transaction, statement, parameters))
