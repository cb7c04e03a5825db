"""The views that people ask by hand: made from views.yaml, kept in the file so that any program for SQLite has them."""

import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.data_files import data_of

_QUOTE = re.compile(r"\{quote:([^,{}]+),([^,{}]+),([^,{}]+)\}")
_PROPERTY = re.compile(r"\{property:(\w+)\}")
_CUT = r"""(SELECT substr(group_concat(t.text, ''), (\2) - (\2) / {piece} * {piece} + 1, \3) FROM (SELECT text FROM document_text
  WHERE document = \1 AND piece BETWEEN (\2) / {piece} AND ((\2) + (\3) - 1) / {piece} ORDER BY piece) t)"""
"""A quote lies in one piece of the text or in a few that follow each other (graph/stores/sqlite/rows/texts.py)."""

_FIELD = re.compile(r"([\w.]+) ->> '(\$?)\.?([^']+)'")
"""Written as SQLite 3.38 has it, made into what older ones have too."""

_OF_EDGE = r"coalesce(g.content ->> '$[7].\1', e.content ->> '$[0].\1')"
"""A property stands in the ground of an edge, or in its own content (graph/stores/spans.py)."""


@dataclass(frozen=True, slots=True)
class TableView:
    """A view: what it holds, and what its columns are."""

    name: str
    says: str
    columns: Mapping[str, str]
    sql: str


@cache
def views(piece: int) -> tuple[TableView, ...]:
    """All views, as views.yaml has them, over texts in pieces of so many code points."""
    data: Mapping[str, Mapping[str, Any]] = data_of("graph.stores.sqlite", "views")
    return tuple(_view(name, said, piece) for name, said in data.items())


def keep_views(connection: sqlite3.Connection, piece: int) -> None:
    """Make the views of a store those of this program; in a transaction of the caller's."""
    wanted = {view.name: view.sql for view in views(piece)}
    kept = _kept(connection)
    for name in kept if kept != wanted else ():
        connection.execute(f'DROP VIEW "{name}"')
    for sql in wanted.values() if kept != wanted else ():
        connection.execute(sql)


def _kept(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall())


def _view(name: str, said: Mapping[str, Any], piece: int) -> TableView:
    columns: Mapping[str, Sequence[str]] = said["columns"]
    listed = ",\n  ".join(f'{expression} AS "{column}"' for column, (expression, _) in columns.items())
    written = _QUOTE.sub(_CUT, f"SELECT\n  {listed}\nFROM {said['from']}")
    sql = _FIELD.sub(_extracted, _PROPERTY.sub(_OF_EDGE, written)).replace("{piece}", str(piece))
    return TableView(
        name, said["says"], {column: what for column, (_, what) in columns.items()}, f'CREATE VIEW "{name}" AS {sql}'
    )


def _extracted(found: re.Match[str]) -> str:
    path = found[3] if found[3].startswith("[") else f".{found[3]}"
    return f"json_extract({found[1]}, '${path}')"
