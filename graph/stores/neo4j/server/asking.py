"""What runs inside one transaction of the server: statements, what tells of writers, and what tells of a restore under way."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from uuid import uuid4

from graph.errors import StoreUnavailableError
from graph.stores.neo4j import cypher_books as books
from graph.stores.neo4j.server.asked import Statement
from graph.stores.neo4j.server.snapshot import Generation, Reading, Rows

Row = dict[str, Any]


class Transaction(Protocol):
    """One of the driver's, of either kind."""

    def run(self, query: Any, parameters: Any = None, /) -> Any:  # noqa: ANN401 - the driver's words
        """The result of a statement."""
        ...


ACTIVE_MS, GIVEN_UP_MS = 10_000, 60_000
"""How long readers heed a write, and how long one may take to commit before its writer counts as dead."""


def run(transaction: Transaction, statement: str, parameters: Mapping[str, Any]) -> list[Row]:
    """The rows of a statement."""
    result = transaction.run(statement, dict(parameters))
    keys = result.keys()
    return [dict(zip(keys, record.values(), strict=True)) for record in result]


def ask(transaction: Transaction, statements: Sequence[Statement]) -> tuple[Rows, bool, str | None]:
    """The rows of each statement, whether anybody writes, and the backup that is being restored."""
    found = [run(transaction, *statement) for statement in statements]
    (row,) = run(transaction, books.ACTIVE, {"window": ACTIVE_MS})
    return found, row["active"], row["restoring"]


def between_generations(transaction: Transaction, statements: Sequence[Statement]) -> Reading:
    """The rows of each statement, and the generation before and after."""
    _, before = before_generation(transaction, ())
    rows, after = before_generation(transaction, statements)
    return Reading(before, rows, after)


def before_generation(transaction: Transaction, statements: Sequence[Statement]) -> tuple[Rows, Generation]:
    """The rows of each statement, and the generation after them."""
    rows = [run(transaction, *statement) for statement in statements]
    (row,) = run(transaction, books.GENERATION, {"given_up": GIVEN_UP_MS})
    return rows, Generation(**row)


def lock_commits(transaction: Transaction) -> str | None:
    """Let nobody else commit until this one has; the backup that is being restored."""
    (row,) = run(transaction, books.LOCK_COMMITS, {"stamp": uuid4().hex})
    restoring: str | None = row["restoring"]
    return restoring


def begin_restoring(transaction: Transaction, file: str) -> None:
    """From here on nobody else reads or writes: who was about to commit has, or will be told."""
    lock_commits(transaction)
    run(transaction, books.RESTORE, {"file": file})


def unfinished(file: str, url: str) -> StoreUnavailableError:
    """What is told while a backup is being restored, and after whoever restored it was killed."""
    return StoreUnavailableError(
        f"the backup {file} is being restored, and plans are missing until that has ended",
        where=url,
        hint=f"wait for it; where it was stopped, restore again: `respgraph restore {file}`",
    )
