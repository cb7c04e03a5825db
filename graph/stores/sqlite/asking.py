"""Questions that people write in SQL, over the views of a store in a file: the connection itself can only read."""

import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from graph.errors import BadRequestError, StoreError
from graph.stores.damage import damaged
from graph.stores.sqlite.tables import PIECE, connect, is_immutable
from graph.stores.sqlite.views import keep_views, views

STEPS = 10_000
"""Steps of SQLite's machine between two looks at the clock, well below a millisecond."""

LONGEST = 64 * 1024 * 1024
"""Bytes of one value: a question may ask for a text, not for all memory."""

OF_PEOPLE = frozenset({"person", "audit"})
"""Tables that no question reads: digests of passwords and tokens, and what is for admins only."""

_READS = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE})


@dataclass(frozen=True, slots=True)
class Table:
    """What a question answers; `cut` says that there are more rows than were wanted."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]
    cut: bool


def ask(path: Path, question: str, *, seconds: float, most: int) -> Table:
    """The answer, at most so many rows and seconds of it. BadRequestError for what is no question, or takes longer.

    The file is opened for reading only, and an authorizer lets nothing pass but reads: whatever the words are, nothing is written.
    """
    connect(path, create=False).close()  # refuses what is no store of ours, in its own words
    mode = "mode=ro&immutable=1" if is_immutable(path) else "mode=ro"
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None)) as connection:
        for view in views(PIECE):  # those of this program, whatever the file has
            connection.execute(view.sql.replace("CREATE VIEW", "CREATE TEMP VIEW", 1))
        connection.execute(
            "SELECT * FROM json_each('[]'), json_tree('[]')"
        ).fetchall()  # made now, since making is no read
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
        connection.set_authorizer(_reads_only)
        until = time.monotonic() + seconds
        connection.set_progress_handler(lambda: time.monotonic() > until, STEPS)
        try:
            cursor = connection.execute(question)
            rows = cursor.fetchmany(most + 1)
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise _told(error, path, seconds) from error
        columns = tuple(name for name, *_ in cursor.description or ())
        return Table(columns, rows[:most], cut=len(rows) > most)


def renew_views(path: Path) -> None:
    """Put the views of this program into the file, for other programs that open it. StoreError where it can't be written."""
    with closing(connect(path, create=False)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
            keep_views(connection, PIECE)
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise StoreError(f"its views can't be made: {error}", where=str(path)) from error


def _reads_only(action: int, first: str | None, second: str | None, *_where: str | None) -> int:
    if action == sqlite3.SQLITE_FUNCTION and "load_extension" in (first, second):
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_READ and first is not None and first.lower() in OF_PEOPLE:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _READS else sqlite3.SQLITE_DENY


def _told(error: Exception, path: Path, seconds: float) -> BadRequestError | StoreError:
    said = str(error)
    if "prohibited" in said and any(f"access to {table}." in said for table in OF_PEOPLE):
        return BadRequestError(
            "accounts and the audit are not asked in SQL", hint="`respgraph audit list` shows the audit"
        )
    if "authoriz" in said or "prohibited" in said or "readonly" in said:
        return BadRequestError(
            "a question in SQL can only read",
            hint="ask with SELECT or WITH; `respgraph load`, `names` and `remove` write",
        )
    if "interrupted" in said:
        return BadRequestError(f"no answer within {seconds:g} s", hint="narrow the question, or give more --seconds")
    if "malformed" in said:
        return damaged(said, str(path))
    return BadRequestError(f"SQLite does not understand it: {said}", hint="`respgraph sql` lists the views and columns")
