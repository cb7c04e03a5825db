"""What is due when, in the SQLite store: measures and sub-targets by the place that their row keeps of their deadline."""

# ruff: noqa: S608 - the statements are put together from constants of this module only; values are parameters

import json
import sqlite3
from typing import Any

from graph.deadlines.periods import Wanted

_NODE = "n.kind, n.id, n.properties, n.plan"
_IDS = "SELECT value FROM json_each(?)"
_DATED = "n.due <> '' AND n.due >= ? AND n.due < ?"
_DATED_OF_FEW = "+n.due <> '' AND +n.due >= ? AND +n.due < ?"
"""The same where plans or things are named: their own rows are looked through, not those of all plans with a date."""

_UNDATED = """n.kind = 'Measure' AND n.due = ''
  AND EXISTS (SELECT 1 FROM edge f WHERE f.target = n.key AND f.formal)
  AND NOT EXISTS (SELECT 1 FROM edge h JOIN node t ON t.key = h.target
                  WHERE h.source = n.key AND h.kind = 'HAS_TARGET' AND t.due <> '')"""
"""A measure with a formal duty of which nobody says by when."""


def page(connection: sqlite3.Connection, wanted: Wanted, offset: int, limit: int) -> tuple[int, list[tuple[Any, ...]]]:
    """How many there are, and the rows of a part of them in the order that graph/store.py promises."""
    where, values = _where(wanted)
    (total,) = connection.execute(f"SELECT count(*) FROM node n WHERE {where}", values).fetchone()
    rows = connection.execute(
        f"SELECT {_NODE} FROM node n WHERE {where} ORDER BY n.due, n.sort, n.start, n.id LIMIT ? OFFSET ?",
        (*values, limit, offset),
    ).fetchall()
    return total, rows


def _where(wanted: Wanted) -> tuple[str, tuple[str, ...]]:
    """The condition on rows `n`, with its values."""
    few = wanted.plans is not None or wanted.items is not None
    conditions = [_UNDATED if wanted.kind == "undated" else _DATED_OF_FEW if few else _DATED]
    values = [] if wanted.kind == "undated" else [*wanted.places]
    for column, only in (("kind", wanted.nodes), ("plan", wanted.plans), ("id", wanted.items)):
        if only is not None:
            owned = " AND n.plan <> ''" if column == "plan" else ""  # what the index of plans wants to hear
            conditions.append(f"n.{column} IN ({_IDS}){owned}")
            values.append(json.dumps(sorted(set(only)), ensure_ascii=False))
    return " AND ".join(conditions), tuple(values)
