"""A question over a server that keeps no old state: its reads count while no write comes between the first and the last.

A writer tells in a transaction of its own that it is about to commit (`begun`) and that it has (`done`), so that the records
of its commit, which a reader may see one by one, never lie outside of the two. A generation is what was begun when nothing
was being committed: reads that see the same one before and after them see one state, from whichever member of a cluster.

A question that is put again reads at once what it read before, however long the answer takes to be made of it: what it
asks a second time stands in few milliseconds, so that a writer who never rests seldom comes between.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from graph.errors import ChangedMeanwhileError
from graph.serial import dumps

PAUSE_S, TRIES = 0.01, 20
"""How often, and after which pause, the first read looks for a moment in which nobody commits."""

Statement = tuple[str, Mapping[str, Any]]
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


class Question:
    """The reads of one question; `read` runs statements in one managed read transaction."""

    def __init__(
        self, read: Callable[[Sequence[Statement]], Reading], where: str, asked: Sequence[Statement] = ()
    ) -> None:
        """`asked` is what the question asked when it was put before: all of that is read with the first read, in one moment."""
        self._read, self._where = read, where
        self.asked = list(asked)
        self._ahead = {_name(statement): statement for statement in asked}
        self._known: dict[str, list[dict[str, Any]]] = {}
        self._turn = threading.Lock()
        self._begun: int | None = None
        self._torn = False

    def ask(self, statements: Sequence[Statement]) -> Rows:
        """The rows of each statement; ChangedMeanwhileError where they belong to another state than those before."""
        with self._turn:
            self.asked += statements
            if not self._ahead and not self._known:
                return self._of_one_state(statements)
            names = [_name(statement) for statement in statements]
            if self._ahead:
                wanted = {**self._ahead, **dict(zip(names, statements, strict=True))}
                self._known = dict(zip(wanted, self._of_one_state(list(wanted.values())), strict=True))
                self._ahead = {}
            if not self._torn and self._known.keys() >= set(names):
                return [self._known[name] for name in names]
            return self._of_one_state(statements)

    def _of_one_state(self, statements: Sequence[Statement]) -> Rows:
        for _ in range(1 if self._torn else TRIES):
            found = self._read(statements)
            if self._holds(found):
                return found.rows
            if self._begun is not None:
                break
            time.sleep(PAUSE_S)
        self._torn = True
        raise ChangedMeanwhileError(where=self._where)

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


def _name(statement: Statement) -> str:
    """What tells a statement with its parameters from others."""
    words, parameters = statement
    return f"{words}\0{dumps(dict(parameters))}"
