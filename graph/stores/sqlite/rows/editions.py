"""The editions of plans in the SQLite store: what every load brought, and what ids are called since.

Callers run these inside one transaction. The current edition's reading and text stand with its plan; `content` holds those
of the others, compressed on the content of the edition `base` where it has one.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from graph.model import PlanGraph
from graph.serial import dumps
from graph.store import Edition, EditionRecord, EditionState
from graph.stores.kept import Base, Kept, unpack_edition
from graph.stores.replacing import Loading

TABLES = """
CREATE TABLE edition (
  plan TEXT NOT NULL, number INTEGER NOT NULL, document TEXT NOT NULL, file_name TEXT NOT NULL, loaded_at TEXT NOT NULL,
  by TEXT NOT NULL, ruleset TEXT NOT NULL, figures TEXT NOT NULL, removed TEXT NOT NULL, note TEXT NOT NULL, content BLOB, base INTEGER,
  PRIMARY KEY (plan, number)
);
CREATE TABLE renamed (old TEXT PRIMARY KEY, new TEXT NOT NULL, plan TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX edition_document ON edition (document);
CREATE INDEX renamed_plan ON renamed (plan)
"""

_COLUMNS = "plan, number, document, file_name, loaded_at, by, ruleset, figures, removed, note, content IS NULL"
_LAST = "(SELECT max(number) FROM edition e WHERE e.plan = edition.plan)"


def record(row: Sequence[Any]) -> EditionRecord:
    """An edition of its columns; those without content of their own are current."""
    plan, number, document, file_name, loaded_at, by, ruleset, figures, removed, note, current = row
    state: EditionState = "removed" if removed else "current" if current else "older"
    return EditionRecord(
        plan, number, document, file_name, loaded_at, by, ruleset, {**json.loads(figures)}, state, removed, note
    )


def records(connection: sqlite3.Connection, plan: str) -> list[EditionRecord]:
    """All editions of a plan, or the last ones of those that were removed."""
    where, given = ("plan = ?", (plan,)) if plan else (f"removed <> '' AND number = {_LAST}", ())
    found = connection.execute(f"SELECT {_COLUMNS} FROM edition WHERE {where} ORDER BY plan, number", given)  # noqa: S608 - constants
    return [record(row) for row in found]


def content(connection: sqlite3.Connection, plan: str, number: int) -> Edition | None:
    """What is kept of an edition that is not current."""
    return _content(connection, "e.plan = ? AND e.number = ?", (plan, number))


def removed_content(connection: sqlite3.Connection, plan: str) -> Edition | None:
    """What is kept of the last edition of a plan that was taken out of the graph."""
    return _content(connection, "e.plan = ? AND e.removed <> ''", (plan,))


def _content(connection: sqlite3.Connection, where: str, given: Sequence[Any]) -> Edition | None:
    row = connection.execute(
        f"""SELECT e.content, b.content FROM edition e LEFT JOIN edition b ON b.plan = e.plan AND b.number = e.base
          WHERE {where} AND e.content IS NOT NULL ORDER BY e.number DESC LIMIT 1""",  # noqa: S608 - constants
        given,
    ).fetchone()
    return unpack_edition(row[0], row[1] or b"") if row else None


def base(connection: sqlite3.Connection, plan: str) -> Base:
    """The edition that others of the plan are kept on."""
    row = connection.execute(
        "SELECT number, content FROM edition WHERE plan = ? AND content IS NOT NULL AND base IS NULL ORDER BY number LIMIT 1",
        (plan,),
    ).fetchone()
    return Base(*row) if row else Base()


def set_aside(connection: sqlite3.Connection, plan: str, kept: Kept, *, removed: str = "") -> None:
    """Keep the current edition's content with its record, since its plan is about to be replaced or removed."""
    connection.execute(
        "UPDATE edition SET content = ?, base = ?, removed = ? WHERE plan = ? AND content IS NULL",
        (*kept, removed, plan),
    )


def add(
    connection: sqlite3.Connection, graph: PlanGraph, file_name: str, loading: Loading, *, same_document: bool
) -> None:
    """The record of the edition that is current from now on; one read anew from the same bytes keeps its number."""
    if same_document:
        found = connection.execute(
            "UPDATE edition SET ruleset = ?, figures = ?, file_name = ? WHERE plan = ? AND content IS NULL",
            (graph.ruleset, dumps(dict(graph.figures)), file_name, graph.plan),
        )
        if found.rowcount:  # else the store is older than its editions
            return
    connection.execute("UPDATE edition SET removed = '' WHERE plan = ?", (graph.plan,))
    connection.execute(
        "INSERT INTO edition VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?, NULL, NULL)",
        (
            graph.plan, next_number(connection, graph.plan), graph.document, file_name, loading.at, loading.by,
            graph.ruleset, dumps(dict(graph.figures)), loading.note,
        ),
    )  # fmt: skip


def next_number(connection: sqlite3.Connection, plan: str) -> int:
    """The number after all that a plan has."""
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM edition WHERE plan = ?", (plan,)).fetchone()
    return int(last) + 1


def keep(connection: sqlite3.Connection, given: EditionRecord, kept: Kept) -> None:
    """Store an older edition of another store; one of the same document and time is the same."""
    there = connection.execute(
        "SELECT 1 FROM edition WHERE plan = ? AND document = ? AND loaded_at = ?",
        (given.plan, given.document, given.loaded_at),
    ).fetchone()
    if there:
        return
    taken = connection.execute(
        "SELECT 1 FROM edition WHERE plan = ? AND number = ?", (given.plan, given.number)
    ).fetchone()
    number = next_number(connection, given.plan) if taken else given.number
    connection.execute(
        "INSERT INTO edition VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            given.plan, number, given.document, given.file_name, given.loaded_at, given.by, given.ruleset,
            dumps(given.figures), given.removed, given.note, *kept,
        ),
    )  # fmt: skip


def rename(connection: sqlite3.Connection, plan: str, renamed: Mapping[str, str], *, before: str = "") -> None:
    """Remember what ids are called since; the editions of a plan that was `before` come along.

    An id that is given again leads nowhere else.
    """
    connection.executemany(
        "INSERT OR REPLACE INTO renamed VALUES (?, ?, ?)", [(old, new, plan) for old, new in renamed.items()]
    )
    connection.executemany("DELETE FROM renamed WHERE old = ?", [(new,) for new in renamed.values()])
    if before and before != plan:
        connection.execute("UPDATE renamed SET plan = ? WHERE plan = ?", (plan, before))
        first = next_number(connection, plan) - 1
        connection.execute(
            "UPDATE edition SET plan = ?, number = number + ?, base = base + ? WHERE plan = ?",
            (plan, first, first, before),
        )


def renamed(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, str]:
    """What is written down of ids: what each was called next."""
    query = "SELECT old, new FROM json_each(?) JOIN renamed ON old = value"
    return dict(connection.execute(query, (json.dumps(list(ids), ensure_ascii=False),)).fetchall())


def settled(connection: sqlite3.Connection, documents: Sequence[str], ruleset: str) -> dict[str, tuple[str, ...]]:
    """Documents whose plans are all current and were all read by the rule set, with the plans."""
    found: dict[str, tuple[str, ...]] = {}
    rows = connection.execute(
        """SELECT p.document, p.id FROM json_each(?) d JOIN plan p ON p.document = d.value
             WHERE NOT EXISTS (SELECT 1 FROM plan o WHERE o.document = p.document AND o.ruleset <> ?)
             AND NOT EXISTS (SELECT 1 FROM edition e WHERE e.document = p.document AND e.content IS NOT NULL)
           ORDER BY p.document, p.id""",
        (json.dumps(list(dict.fromkeys(documents)), ensure_ascii=False), ruleset),
    )
    for document, plan in rows:
        found[document] = (*found.get(document, ()), plan)
    return found


def renames(connection: sqlite3.Connection, plan: str) -> dict[str, str]:
    """All ids that were given to things of a plan before."""
    return dict(connection.execute("SELECT old, new FROM renamed WHERE plan = ? ORDER BY old", (plan,)).fetchall())
