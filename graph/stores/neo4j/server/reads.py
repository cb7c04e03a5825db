"""Read transactions of questions: of one moment, with what tells of writers, or with the writers waiting."""

import math
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack

import neo4j
from neo4j import exceptions

from graph.access.time_limits import TimeLimit
from graph.stores.neo4j.server import asking
from graph.stores.neo4j.server.asked import Statement
from graph.stores.neo4j.server.failures import clear_errors
from graph.stores.neo4j.server.snapshot import Reading, Rows

SHORTEST_S = 0.001
"""The server's own word for "no limit" is 0."""


class Reads:
    """Reads of a store's questions; `session` opens a session of the driver, `heed` tells of a restore under way."""

    def __init__(
        self,
        session: Callable[[str], AbstractContextManager[neo4j.Session]],
        heed: Callable[[str | None], None],
        url: str,
    ) -> None:
        self._session, self._heed, self._url = session, heed, url
        self._locking = threading.Lock()
        """Readers that have writers wait take turns, so that a writer waits for one of them and not for all."""

    def between(self, statements: Sequence[Statement], limit: TimeLimit) -> Reading:
        """The rows of each statement in one managed read transaction, and the generation before and after."""
        with limit.ending(_nothing), self._session(neo4j.READ_ACCESS) as session:
            timed = neo4j.unit_of_work(timeout=_seconds(limit))(asking.between_generations)
            found: Reading = session.execute_read(timed, statements)
        self._heed(found.before.restoring or found.after.restoring)
        return found

    def at_rest(self, statements: Sequence[Statement], limit: TimeLimit) -> Reading:
        """The same while no writer commits: what was committed is whole, so that it is of one state in any case.

        From a member that takes no writes as it comes: it can't have them wait.
        """
        with self._locking, ExitStack() as held:
            transaction = self._locked(held, limit)
            if transaction is not None:
                with limit.ending(_nothing), clear_errors(self._url):
                    rows, generation = asking.before_generation(transaction, statements)
                at_rest = generation._replace(writing=False)
                return Reading(at_rest, rows, at_rest)
        return self.between(statements, limit)

    def alone(self, held: ExitStack, limit: TimeLimit) -> Callable[[Sequence[Statement]], Rows] | None:
        """Reads with the writers waiting as long as `held` holds; None where the server only reads."""
        transaction = self._locked(held, limit)
        if transaction is None:
            return None

        def ask(statements: Sequence[Statement]) -> Rows:
            with limit.ending(_nothing), clear_errors(self._url):
                return [asking.run(transaction, *statement) for statement in statements]

        return ask

    def _locked(self, held: ExitStack, limit: TimeLimit) -> neo4j.Transaction | None:
        """A transaction with the lock that every write takes before its end; None where the server only reads."""
        session = held.enter_context(self._session(neo4j.WRITE_ACCESS))
        with clear_errors(self._url):
            transaction = session.begin_transaction(timeout=_seconds(limit))
            held.callback(transaction.close)
            try:
                self._heed(asking.lock_commits(transaction))
            except exceptions.ClientError:
                return None
        return transaction


def _seconds(limit: TimeLimit) -> float | None:
    """When the server is to end a transaction; None for never."""
    return None if limit.left() == math.inf else max(limit.left(), SHORTEST_S)


def _nothing() -> None:
    """The server ends what it reads by itself."""
