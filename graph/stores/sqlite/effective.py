"""The effective rows of the SQLite store: a plan's own nodes and edges, and the shared ones merged from all plans.

Callers run these inside one write transaction.
"""

# ruff: noqa: S608 - the statements are put together from constants of this module only; values are parameters

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from graph.errors import ModelError
from graph.model import Edge, Node
from graph.serial import (
    dumps,
    edge_from_json,
    edge_to_json,
    loads,
    node_from_json,
    node_text,
    properties_from_json,
)
from graph.shadow import search_key
from graph.stores import rows
from graph.stores.merge import Contribution, merge
from graph.stores.replacing import Parts
from graph.stores.spans import Owner
from graph.stores.sqlite import edges, tallies
from graph.stores.sqlite.tables import tokens

DIGEST = 16
"""Bytes of the digest that tells what plans say of one item apart."""

_IDS = "SELECT value FROM json_each(?)"
_BEST = """SELECT v.item, v.content, p.date, p.id FROM json_each(?) i JOIN variant v ON v.item = i.value
  JOIN plan p ON p.key = coalesce(
    (SELECT c.owner FROM plan o JOIN contribution c ON c.variant = v.key AND c.date = o.date AND c.owner = o.key WHERE o.id = v.item),
    (SELECT c.owner FROM contribution c JOIN plan o ON o.key = c.owner WHERE c.variant = v.key ORDER BY c.date DESC, o.id DESC LIMIT 1))"""
"""The leading contribution of each variant of the items: as good as all of them, and few, however many plans agree."""


_INSERT_NODE = """INSERT INTO node (key, id, kind, plan, sort, start, flag, names, due, properties)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


@dataclass(frozen=True, slots=True)
class Effective:
    """A plan's effective graph on its way into the store: its row's key, what it is, its parts, its document's text.

    `packed` is its reading as it is stored, where it is at hand, so that nothing is worked out twice.
    """

    key: int
    owner: Owner
    date: str
    parts: Parts
    text: str = ""
    packed: rows.Packed | None = None


def rewrite(connection: sqlite3.Connection, plans: Sequence[Effective]) -> None:
    """Put plans' effective graphs in place of their stored ones and bring the shared items they touch up to date, once."""
    keys = json.dumps([plan.key for plan in plans])
    given = json.dumps([plan.owner.plan for plan in plans], ensure_ascii=False)
    before = connection.execute(
        f"SELECT v.item FROM contribution c JOIN variant v ON v.key = c.variant WHERE c.owner IN ({_IDS})", (keys,)
    )
    shared = {item for (item,) in before}
    edges.delete(connection, keys)
    _delete_nodes(connection, f"plan IN ({_IDS}) AND plan <> ''", given)
    connection.execute(f"DELETE FROM contribution WHERE owner IN ({_IDS})", (keys,))
    connection.execute(f"DELETE FROM mention WHERE plan IN ({_IDS})", (given,))
    connection.executemany(
        "INSERT INTO mention VALUES (?, ?)",
        sorted((name, plan.owner.plan) for plan in plans for name in plan.parts.mentions),
    )
    shared |= _contribute(connection, plans)
    contents = {key: text for plan in plans if plan.packed for key, text in plan.packed.contents.items()}
    known = _insert_nodes(connection, [node for plan in plans for node in plan.parts.nodes], contents)
    merged = _merge_shared(connection, sorted(shared))
    owned = [
        edges.owned(plan.key, plan.owner, plan.parts.edges, plan.text, plan.packed.laid_out if plan.packed else None)
        for plan in plans
    ]
    edges.insert(connection, owned, merged, known)
    for plan in plans:
        tallies.store(connection, plan.owner.plan, plan.parts)


def _contribute(connection: sqlite3.Connection, plans: Sequence[Effective]) -> set[str]:
    """Store what plans say of shared items; which these are."""
    said: dict[tuple[str, bytes], str] = {}
    by: list[tuple[str, int, str, bytes]] = []
    for plan in plans:
        contents = [(node.id, node_text(node)) for node in plan.parts.shared_nodes]
        contents += [(edge.id, dumps(edge_to_json(edge))) for edge in plan.parts.shared_edges]
        for item, content in contents:
            digest = sha256(content.encode()).digest()[:DIGEST]
            said[item, digest] = content
            by.append((plan.date, plan.key, item, digest))
    connection.executemany(
        "INSERT OR IGNORE INTO variant (item, digest, content) VALUES (?, ?, ?)",
        [(item, digest, content) for (item, digest), content in sorted(said.items())],
    )
    connection.executemany("INSERT INTO contribution SELECT key, ?, ? FROM variant WHERE item = ? AND digest = ?", by)
    return {item for item, _ in said}


def _merge_shared(connection: sqlite3.Connection, items: Sequence[str]) -> list[Edge]:
    """Write the shared nodes anew where their merged state differs, drop what nothing states; the edges to insert."""
    given = json.dumps(items, ensure_ascii=False)
    connection.execute(
        f"""DELETE FROM variant WHERE item IN ({_IDS})
            AND NOT EXISTS (SELECT 1 FROM contribution c WHERE c.variant = variant.key)""",
        (given,),
    )
    nodes: dict[str, list[Contribution]] = defaultdict(list)
    said: dict[str, list[tuple[str, str, Edge]]] = defaultdict(list)
    for item, content, date, plan in connection.execute(_BEST, (given,)):
        data = loads(content)
        if "source" in data:
            said[item].append((date, plan, edge_from_json(data)))
        else:
            nodes[item].append(Contribution(plan, date, node_from_json(data)))
    edges.delete_shared(connection, items)
    _delete_gone(connection, [item for item in items if item not in nodes])
    _write_merged(connection, [merge(parts) for parts in nodes.values()])
    return [max(parts, key=lambda part: part[:2])[2] for parts in said.values()]


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


def _insert_nodes(connection: sqlite3.Connection, nodes: Sequence[Node], known: Mapping[int, str]) -> dict[str, int]:
    """Write nodes, whose contents may be known by identity; the keys that they have now."""
    (last,) = connection.execute("SELECT coalesce(max(key), 0) FROM node").fetchone()
    keys = range(last + 1, last + 1 + len(nodes))
    try:
        _insert_rows(connection, [(_node_row(key, node, known), node) for key, node in zip(keys, nodes, strict=True)])
    except sqlite3.IntegrityError as error:
        raise ModelError("the id of a node is in use already, in another plan or for another kind") from error
    return {node.id: key for key, node in zip(keys, nodes, strict=True)}


def _insert_rows(connection: sqlite3.Connection, entries: Sequence[tuple[tuple[Any, ...], Node]]) -> None:
    connection.executemany(_INSERT_NODE, [row for row, _ in entries])
    connection.executemany(
        "INSERT INTO search (rowid, names, body) VALUES (?, ?, ?)",
        [(row[0], tokens(row[7]), tokens(rows.text_key(node))) for row, node in entries],
    )
    connection.executemany(
        "INSERT INTO node_name VALUES (?, ?)",
        [
            (name, row[0])
            for row, node in entries
            if node.kind in rows.NAMED
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
                tokens(rows.text_key(Node(kind, node_id, properties_from_json(loads(properties))))),
            )
            for key, names, kind, node_id, properties in found
        ],
    )
    connection.executemany("DELETE FROM node_name WHERE node = ?", [(row[0],) for row in found])
