"""People's decisions in the SQLite store: read by kind, subject and plan, since reports of progress may be thousands."""

# ruff: noqa: S608 - the statements are put together from constants of this module only; values are parameters

import json
import sqlite3
from typing import Unpack

from graph.decisions import plan_of
from graph.model import Decision, WantedDecisions
from graph.serial import decision_to_json, dumps
from graph.stores.decode import decision

INDEXES = """
CREATE INDEX decision_kind ON decision (kind, at);
CREATE INDEX decision_subject ON decision (subject);
CREATE INDEX decision_plan ON decision (plan);
CREATE INDEX decision_at ON decision (at)
"""

_COLUMNS = {"kinds": "kind", "subjects": "subject", "plans": "plan", "ids": "id"}


def read_decisions(
    connection: sqlite3.Connection, *, undone: bool, **wanted: Unpack[WantedDecisions]
) -> list[Decision]:
    """Decisions by (at, id), see graph.store.View."""
    given = {column: wanted[name] for name, column in _COLUMNS.items() if wanted.get(name)}  # type: ignore[literal-required]  # the names of its keys
    where = ["1" if undone else "NOT undone"]
    where += [f"{column} IN (SELECT value FROM json_each(?))" for column in given]
    values = [json.dumps(list(dict.fromkeys(each)), ensure_ascii=False) for each in given.values()]
    rows = connection.execute(
        f"SELECT content FROM decision WHERE {' AND '.join(where)} ORDER BY at, id",
        values,
    )
    return [decision(content) for (content,) in rows]


def store_decision(connection: sqlite3.Connection, given: Decision) -> None:
    """Store a decision, over the one of its id."""
    connection.execute(
        "INSERT OR REPLACE INTO decision (id, at, undone, kind, content, subject, plan) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            given.id, given.at, bool(given.undone), given.kind, dumps(decision_to_json(given)), given.subject,
            plan_of(given),
        ),
    )  # fmt: skip
