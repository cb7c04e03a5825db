"""The effective rows of the SQLite store: a plan's own nodes and edges, and the shared ones merged from all plans.

Callers run these inside one write transaction.
"""

# ruff: noqa: S608 - the statements are put together from constants of this module only; values are parameters

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any

from graph.errors import ModelError
from graph.model import Edge, Node
from graph.serial import (
    dumps,
    edge_from_json,
    edge_to_json,
    node_from_json,
    node_to_json,
    properties_from_json,
)
from graph.shadow import search_key
from graph.stores import rows
from graph.stores.merge import Contribution, merge
from graph.stores.replacing import Parts
from graph.stores.sqlite import tallies
from graph.stores.sqlite.tables import tokens

_IDS = "SELECT value FROM json_each(?)"
_BEST = """SELECT v.item, v.content, c.date, c.plan FROM json_each(?) i JOIN variant v ON v.item = i.value
  JOIN contribution c ON c.item = v.item AND c.plan = coalesce(
    (SELECT o.plan FROM contribution o WHERE o.item = v.item AND o.plan = v.item AND o.variant = v.key),
    (SELECT b.plan FROM contribution b WHERE b.variant = v.key ORDER BY b.date DESC, b.plan DESC LIMIT 1))"""
"""The leading contribution of each variant of the items: as good as all of them, and few, however many plans agree."""


_INSERT_NODE = """INSERT INTO node (key, id, kind, plan, sort, start, flag, names, due, properties)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def rewrite(
    connection: sqlite3.Connection, plan: str, date: str, new: Parts, contents: Mapping[int, str] | None = None
) -> None:
    """Put a plan's effective graph in place of its stored one and bring the shared items it touches up to date.

    `contents` are those of rows.Packed, where they are known already.
    """
    known = contents or {}
    before = {item for (item,) in connection.execute("SELECT item FROM contribution WHERE plan = ?", (plan,))}
    connection.execute("DELETE FROM edge WHERE plan = ? AND plan <> ''", (plan,))
    _delete_nodes(connection, "plan = ? AND plan <> ''", plan)
    for table in ("contribution", "mention"):
        connection.execute(f"DELETE FROM {table} WHERE plan = ?", (plan,))
    connection.executemany("INSERT INTO mention VALUES (?, ?)", [(name, plan) for name in sorted(new.mentions)])
    _contribute(connection, plan, date, new)
    _insert_nodes(connection, new.nodes, known)
    shared = sorted(before | {node.id for node in new.shared_nodes} | {edge.id for edge in new.shared_edges})
    _insert_edges(connection, (*new.edges, *_merge_shared(connection, shared)), known)
    tallies.store(connection, plan, new)


def _contribute(connection: sqlite3.Connection, plan: str, date: str, new: Parts) -> None:
    contents = [(node.id, dumps(node_to_json(node))) for node in new.shared_nodes]
    contents += [(edge.id, dumps(edge_to_json(edge))) for edge in new.shared_edges]
    connection.executemany("INSERT OR IGNORE INTO variant (item, content) VALUES (?, ?)", contents)
    connection.executemany(
        "INSERT INTO contribution SELECT item, ?, key, ? FROM variant WHERE item = ? AND content = ?",
        [(plan, date, item, content) for item, content in contents],
    )


def _merge_shared(connection: sqlite3.Connection, items: Sequence[str]) -> list[Edge]:
    """Write the shared nodes anew where their merged state differs, drop what nothing states; the edges to insert."""
    given = json.dumps(items, ensure_ascii=False)
    connection.execute(
        f"""DELETE FROM variant WHERE item IN ({_IDS})
            AND NOT EXISTS (SELECT 1 FROM contribution c WHERE c.variant = variant.key)""",
        (given,),
    )
    nodes: dict[str, list[Contribution]] = defaultdict(list)
    edges: dict[str, list[tuple[str, str, Edge]]] = defaultdict(list)
    for item, content, date, plan in connection.execute(_BEST, (given,)):
        data = json.loads(content)
        if "source" in data:
            edges[item].append((date, plan, edge_from_json(data)))
        else:
            nodes[item].append(Contribution(plan, date, node_from_json(data)))
    connection.execute(f"DELETE FROM edge WHERE plan = '' AND id IN ({_IDS})", (given,))
    _delete_gone(connection, [item for item in items if item not in nodes])
    _write_merged(connection, [merge(parts) for parts in nodes.values()])
    return [max(parts, key=lambda part: part[:2])[2] for parts in edges.values()]


def _delete_gone(connection: sqlite3.Connection, items: Sequence[str]) -> None:
    given = json.dumps(items, ensure_ascii=False)
    _delete_nodes(connection, f"id IN ({_IDS})", given)
    connection.execute(f"DELETE FROM document WHERE id IN ({_IDS})", (given,))
    connection.execute(f"DELETE FROM document_text WHERE document IN ({_IDS})", (given,))


def _write_merged(connection: sqlite3.Connection, merged: Sequence[Node]) -> None:
    given = json.dumps([node.id for node in merged], ensure_ascii=False)
    stored = {
        node_id: (key, properties)
        for node_id, key, properties in connection.execute(
            f"SELECT id, key, properties FROM node WHERE id IN ({_IDS})", (given,)
        )
    }
    _insert_nodes(connection, [node for node in merged if node.id not in stored], {})
    for node in merged:
        key, properties = stored.get(node.id, (0, ""))
        row = _node_row(key, node, {})
        if key and row[-1] != properties:
            _unindex(connection, "key = ?", key)
            connection.execute("DELETE FROM node WHERE key = ?", (key,))
            _insert_rows(connection, [(row, node)])


def _insert_nodes(connection: sqlite3.Connection, nodes: Iterable[Node], known: Mapping[int, str]) -> None:
    (last,) = connection.execute("SELECT coalesce(max(key), 0) FROM node").fetchone()
    try:
        _insert_rows(connection, [(_node_row(key, node, known), node) for key, node in zip(count(last + 1), nodes)])
    except sqlite3.IntegrityError as error:
        raise ModelError("the id of a node is in use already, in another plan or for another kind") from error


def _insert_rows(connection: sqlite3.Connection, entries: Sequence[tuple[tuple[Any, ...], Node]]) -> None:
    connection.executemany(_INSERT_NODE, [row for row, _ in entries])
    connection.executemany(
        "INSERT INTO search (rowid, names, body) VALUES (?, ?, ?)",
        [(row[0], tokens(row[7]), tokens(rows.text_key(node))) for row, node in entries],
    )
    connection.executemany(
        "INSERT INTO department_name VALUES (?, ?)",
        [
            (name, row[0])
            for row, node in entries
            if node.kind == "Department"
            for name in {search_key(node.id), *row[7].split(rows.NAME_BREAK)[1:-1]}
        ],
    )


def _node_row(key: int, node: Node, known: Mapping[int, str]) -> tuple[Any, ...]:
    sort, start = rows.sort_key(node)
    properties = known.get(id(node)) or rows.content(node)
    marks = (rows.flag(node), rows.names_key(node), rows.due_place(node))
    return key, node.id, node.kind, node.plan, sort, start, *marks, properties


def _delete_nodes(connection: sqlite3.Connection, where: str, value: str) -> None:
    _unindex(connection, where, value)
    connection.execute(f"DELETE FROM node WHERE {where}", (value,))


def _unindex(connection: sqlite3.Connection, where: str, value: str | int) -> None:
    """Take nodes out of the full-text index, which wants the very words that went in, and out of the names."""
    found = connection.execute(f"SELECT key, names, kind, id, properties FROM node WHERE {where}", (value,)).fetchall()
    connection.executemany(
        "INSERT INTO search (search, rowid, names, body) VALUES ('delete', ?, ?, ?)",
        [
            (
                key,
                tokens(names),
                tokens(rows.text_key(Node(kind, node_id, properties_from_json(json.loads(properties))))),
            )
            for key, names, kind, node_id, properties in found
        ],
    )
    connection.executemany("DELETE FROM department_name WHERE node = ?", [(row[0],) for row in found])


def _insert_edges(connection: sqlite3.Connection, edges: Sequence[Edge], known: Mapping[int, str]) -> None:
    ends = json.dumps(sorted({end for edge in edges for end in (edge.source, edge.target)}), ensure_ascii=False)
    key_of = dict(connection.execute(f"SELECT id, key FROM node WHERE id IN ({_IDS})", (ends,)).fetchall())
    for edge in edges:
        for end in (edge.source, edge.target):
            if end not in key_of:
                raise ModelError(f"{edge.kind} from {edge.source} to {edge.target}: {end} is not stored", where=edge.id)
    try:
        connection.executemany(
            "INSERT INTO edge VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    edge.id,
                    edge.kind,
                    key_of[edge.source],
                    key_of[edge.target],
                    edge.plan,
                    rows.edge_place(edge),
                    rows.is_formal(edge),
                    known.get(id(edge)) or rows.content(edge),
                )
                for edge in edges
            ],
        )
    except sqlite3.IntegrityError as error:
        raise ModelError("the id of an edge is in use already, in another plan") from error
