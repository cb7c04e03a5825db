"""What waits in the SQLite store for somebody's word, each under a token: no part of the graph."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager

TABLES = """
CREATE TABLE waiting (token TEXT PRIMARY KEY, until REAL NOT NULL, content BLOB NOT NULL)
"""


class SqliteWaiting:
    """See graph.store.Waiting; `change` gives a connection inside a write transaction."""

    def __init__(self, change: Callable[[], AbstractContextManager[sqlite3.Connection]]) -> None:
        self._change = change

    def put(self, token: str, content: bytes, *, now: float, until: float, most: int) -> bool:
        """See graph.store.Waiting."""
        with self._change() as connection:
            connection.execute("DELETE FROM waiting WHERE until < ?", (now,))
            (held,) = connection.execute("SELECT coalesce(sum(length(content)), 0) FROM waiting").fetchone()
            if held + len(content) > most:
                return False
            connection.execute("INSERT INTO waiting VALUES (?, ?, ?)", (token, until, content))
        return True

    def take(self, token: str, *, now: float) -> bytes | None:
        """See graph.store.Waiting."""
        with self._change() as connection:
            row = connection.execute(
                "DELETE FROM waiting WHERE token = ? AND until >= ? RETURNING content", (token, now)
            ).fetchone()
            connection.execute("DELETE FROM waiting WHERE until < ?", (now,))
        return None if row is None else bytes(row[0])
