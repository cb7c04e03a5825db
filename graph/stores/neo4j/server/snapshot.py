"""A question over a server that keeps no old state: its reads count while no write comes between the first and the last.

A writer tells in a transaction of its own that it is about to commit (`begun`) and that it has (`done`), so that the records
of its commit, which a reader may see one by one, never lie outside of the two. A generation is what was begun when nothing
was being committed: reads that see the same one before and after them see one state, from whichever member of a cluster.

A question that is put again reads together what it read before, however long the answer takes to be made of it, and has writers
wait for that moment where one came between: who asks and who writes never have to wait for more than each other's turn.
"""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from graph.errors import ChangedMeanwhileError
from graph.stores.neo4j.server.asked import MARKS, NOTHING, Asked, Name, Statement, name_of

PAUSE_S, TRIES = 0.01, 20
"""How often, and after which pause, the first read looks for a moment in which nobody commits."""

Rows = list[list[dict[str, Any]]]


class Generation(NamedTuple):
    """How many writes were announced, and whether one is being committed."""

    begun: int
    writing: bool
    restoring: str | None = None
    """The backup that is being restored, if any: plans are missing."""


class Reading(NamedTuple):
    """The rows of each statement of one transaction, between the generations before and after."""

    before: Generation
    rows: Rows
    after: Generation


Read = Callable[[Sequence[Statement]], Reading]
"""Runs statements in one read transaction."""


class Question:
    """The reads of one question."""

    def __init__(self, read: Read, at_rest: Read, where: str, before: Asked = NOTHING) -> None:
        """`read` reads beside writers, `at_rest` while none commits; `before` is what was asked when it was put the last time."""
        self._read, self._at_rest, self._where = read, at_rest, where
        self._before = before
        self._ahead = dict(before.statements)
        self._known: dict[Name, list[dict[str, Any]]] = {}
        self._asked: dict[Name, Statement] = {}
        self._turn = threading.Lock()
        self._begun: int | None = None
        self._torn = False

    def ask(self, statements: Sequence[Statement]) -> Rows:
        """The rows of each statement; ChangedMeanwhileError where they belong to another state than those before."""
        with self._turn:
            wanted = {name_of(statement): statement for statement in statements}
            self._asked |= wanted
            if self._ahead and (self._before.torn or wanted.keys() - MARKS):
                every = {**self._ahead, **wanted}
                self._ahead = {}
                self._known = dict(zip(every, self._together(list(every.values())), strict=True))
            if not self._torn and self._known.keys() >= wanted.keys():
                return [self._known[name_of(statement)] for statement in statements]
            return self._of_one_state(statements)

    def asked(self) -> Asked:
        """What to read together when it is put again; all that is known of it where it did not come to its end."""
        return Asked({**self._before.statements, **self._asked} if self._torn else self._asked, self._torn)

    def _together(self, statements: Sequence[Statement]) -> Rows:
        """The rows of many statements: where a writer comes between, and nothing was read before, writers wait for them."""
        reads = [self._at_rest] if self._before.torn else [self._read, self._at_rest]
        for read in reads[: 1 if self._begun else None]:
            if self._holds(found := read(statements)):
                return found.rows
        raise self._changed()

    def _of_one_state(self, statements: Sequence[Statement]) -> Rows:
        for _ in range(1 if self._torn else TRIES):
            if self._holds(found := self._read(statements)):
                return found.rows
            if self._begun is not None:
                break
            time.sleep(PAUSE_S)
        raise self._changed()

    def _changed(self) -> ChangedMeanwhileError:
        self._torn = True
        return ChangedMeanwhileError(where=self._where)

    def end(self) -> None:
        """Raise ChangedMeanwhileError where some read did, whatever became of the error."""
        if self._torn:
            raise ChangedMeanwhileError(where=self._where)

    def _holds(self, found: Reading) -> bool:
        before, _, after = found
        if self._torn or before.begun != after.begun:
            return False
        if self._begun is None and not before.writing:
            self._begun = before.begun
        return before.begun == self._begun
