"""Rows of nodes in the SQLite store, and the index of their words; what a new edition leaves as it was stays untouched.

Callers run these inside one write transaction. The full-text index keeps words that are taken out until it is merged, so that
taking out and putting in the same words would make it grow with every edition.
"""

# ruff: noqa: S608 - the statements are put together from constants of this module only; values are parameters

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from graph.errors import ModelError
from graph.model import Node
from graph.serial import loads, properties_from_json
from graph.shadow import search_key
from graph.stores import rows
from graph.stores.sqlite.index import all_tokens, indexed, tokens

_COLUMNS = "key, id, kind, plan, sort, start, flag, names, due, properties"
_VALUES = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
_SET = "kind = ?, plan = ?, sort = ?, start = ?, flag = ?, names = ?, due = ?, properties = ?"


class Row(NamedTuple):
    """A node as it is stored."""

    key: int
    id: str
    kind: str
    plan: str
    sort: str
    start: int
    flag: bool
    names: str
    due: str
    properties: str


def put(
    connection: sqlite3.Connection, nodes: Iterable[Node], stored: Mapping[str, Row], known: Mapping[int, str]
) -> dict[str, int]:
    """Store nodes in the place of the stored ones of the same id; their keys by id.

    `known` holds contents that are at hand (see rows.Packed). Raises ModelError where an id is in use elsewhere.
    """
    (last,) = connection.execute("SELECT coalesce(max(key), 0) FROM node").fetchone()
    numbers = count(last + 1)
    new: list[tuple[Row, Node]] = []
    changed: list[tuple[Row, Node]] = []
    moved: list[Row] = []
    keys: dict[str, int] = {}
    for node in nodes:
        before = stored.get(node.id)
        row = _row(before.key if before else next(numbers), node, known)
        keys[node.id] = row.key
        if before is None:
            new.append((row, node))
        elif row == before:
            continue
        elif row.kind != before.kind or _words(row, node) != _words(before, _node(before)):
            changed.append((row, node))
        else:
            moved.append(row)
    delete(connection, [stored[row.id] for row, _ in changed])
    connection.executemany(f"UPDATE node SET {_SET} WHERE key = ?", [(*row[2:], row.key) for row in moved])
    try:
        _insert(connection, [*changed, *new])
    except sqlite3.IntegrityError as error:
        raise ModelError("the id of a node is in use already, in another plan or for another kind") from error
    return keys


def stored(connection: sqlite3.Connection, where: str, value: str) -> dict[str, Row]:
    """The rows that a condition with one parameter finds, by id."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM node WHERE {where}", (value,))
    return {row.id: row for row in map(Row._make, found)}


def delete(connection: sqlite3.Connection, gone: Sequence[Row]) -> None:
    """Take nodes out; the full-text index wants the very words that went in."""
    connection.executemany(
        "INSERT INTO search (search, rowid, names, body) VALUES ('delete', ?, ?, ?)",
        [(indexed(row.key, row.kind), *map(tokens, _words(row, _node(row)))) for row in gone],
    )
    keys = [(row.key,) for row in gone]
    connection.executemany("DELETE FROM node_name WHERE node = ?", keys)
    connection.executemany("DELETE FROM node WHERE key = ?", keys)


def _insert(connection: sqlite3.Connection, entries: Sequence[tuple[Row, Node]]) -> None:
    connection.executemany(f"INSERT INTO node ({_COLUMNS}) VALUES ({_VALUES})", [row for row, _ in entries])
    words = iter(all_tokens([word for row, node in entries for word in _words(row, node)]))
    connection.executemany(
        "INSERT INTO search (rowid, names, body) VALUES (?, ?, ?)",
        [
            (indexed(row.key, row.kind), names, body)
            for (row, _), names, body in zip(entries, words, words, strict=False)
        ],
    )
    connection.executemany(
        "INSERT INTO node_name VALUES (?, ?)",
        [
            (name, row.key)
            for row, node in entries
            if node.kind in rows.NAMED
            for name in {search_key(node.id), *row.names.split(rows.NAME_BREAK)[1:-1]}
        ],
    )


def _words(row: Row, node: Node) -> tuple[str, str]:
    """What the index holds of a node: its names and its text."""
    return row.names, rows.text_key(node)


def _node(row: Row) -> Node:
    return Node(row.kind, row.id, properties_from_json(loads(row.properties)))


def _row(key: int, node: Node, known: Mapping[int, str]) -> Row:
    sort, start = rows.sort_key(node)
    flag, names, due = rows.flag(node), rows.names_key(node), rows.due_place(node)
    return Row(
        key, node.id, node.kind, node.plan, sort, start, flag, names, due, known.get(id(node)) or rows.content(node)
    )
