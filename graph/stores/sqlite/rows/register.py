"""People and the audit in the SQLite store: what is kept of them as JSON, and entries that nobody changes."""

# ruff: noqa: S608 - the statements are put together from constants of this module only; values are parameters

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from graph.access.entries import Entry, Sealed, behind
from graph.access.people import Actor, Kind
from graph.access.register import Asked
from graph.serial import dumps
from graph.stores.replacing import now

_UNCHANGED = """CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit BEGIN
  SELECT RAISE(ABORT, 'entries of the audit are not changed'); END"""
_KEPT = """CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN
  SELECT RAISE(ABORT, 'entries of the audit are not taken out'); END"""

TRIGGERS: Mapping[str, str] = {"audit_unchanged": _UNCHANGED, "audit_kept": _KEPT}
"""All that a store has: one of anybody else's, in a file that came from elsewhere, could write behind what we write."""

TABLES = (
    """CREATE TABLE person (
  kind TEXT NOT NULL, id TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID""",
    """CREATE TABLE audit (
  number INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,
  content TEXT NOT NULL, previous TEXT NOT NULL, digest TEXT NOT NULL
)""",
    "CREATE INDEX audit_who ON audit (who)",
    "CREATE INDEX audit_action ON audit (action)",
    *TRIGGERS.values(),
)

_WRITE = """INSERT INTO audit (number, at, who, action, subject, content, previous, digest)
  VALUES (:number, :at, :who, :action, :subject, :content, :previous, :digest)"""
_ALL = 2**63 - 1
"""No entry has a larger number."""

_SEALED = "number, content, previous, digest"


class SqliteRegister:
    """A graph.access.register.Register over a connection inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def find(self, wanted: Sequence[tuple[Kind, str]]) -> dict[tuple[Kind, str], dict[str, Any]]:
        """See Register."""
        found = {}
        for kind, key in wanted:
            row = self._connection.execute(
                "SELECT content FROM person WHERE kind = ? AND id = ?", (kind, key)
            ).fetchone()
            if row:
                found[kind, key] = json.loads(row[0])
        return found

    def every(self, kind: Kind) -> dict[str, dict[str, Any]]:
        """See Register."""
        rows = self._connection.execute("SELECT id, content FROM person WHERE kind = ? ORDER BY id", (kind,))
        return {key: json.loads(content) for key, content in rows}

    def put(self, kind: Kind, key: str, content: Mapping[str, Any]) -> None:
        """See Register."""
        self._connection.execute(
            "INSERT OR REPLACE INTO person (kind, id, content) VALUES (?, ?, ?)", (kind, key, dumps(dict(content)))
        )

    def drop(self, kind: Kind, key: str) -> None:
        """See Register."""
        self._connection.execute("DELETE FROM person WHERE kind = ? AND id = ?", (kind, key))

    def write(self, actor: Actor, *entries: Entry) -> None:
        """See Register."""
        last = self._connection.execute("SELECT number, digest FROM audit ORDER BY number DESC LIMIT 1").fetchone()
        number, digest = last or (0, "")
        at = now()
        added = behind(entries, number, digest, at=at, who=actor.name, address=actor.address, via=actor.via)
        self._connection.executemany(_WRITE, [one.columns() for _, one in added])

    def entries(self, asked: Asked, *, offset: int = 0, limit: int = 100) -> tuple[list[Sealed], int]:
        """See Register."""
        given = {
            "who = ?": asked.who, "action = ?": asked.action, "instr(subject, ?)": asked.subject,
            "at >= ?": asked.since, "substr(at, 1, 10) <= ?": asked.until,
        }  # fmt: skip
        where = " AND ".join(["1", *(clause for clause, value in given.items() if value)])
        values = [value for value in given.values() if value]
        (total,) = self._connection.execute(f"SELECT count(*) FROM audit WHERE {where}", values).fetchone()
        rows = self._connection.execute(
            f"SELECT {_SEALED} FROM audit WHERE {where} ORDER BY number DESC LIMIT ? OFFSET ?", (*values, limit, offset)
        )
        return [Sealed(*row) for row in rows], int(total)

    def chain(self, after: int, limit: int) -> list[Sealed]:
        """See Register."""
        rows = self._connection.execute(
            f"SELECT {_SEALED} FROM audit WHERE number > ? ORDER BY number LIMIT ?", (after, limit)
        )
        return [Sealed(*row) for row in rows]

    def adopt(self, chain: Sequence[Sealed]) -> None:
        """See Register."""
        self.prune(_ALL)
        self._connection.executemany(_WRITE, [one.columns() for one in chain])

    def prune(self, last: int) -> None:
        """See Register."""
        self._connection.execute("DROP TRIGGER audit_kept")
        self._connection.execute("DELETE FROM audit WHERE number <= ?", (last,))
        self._connection.execute(_KEPT)
