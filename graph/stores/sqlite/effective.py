"""The effective rows of the SQLite store: a plan's own nodes and edges, and the shared ones merged from all plans.

Callers run these inside one write transaction.
"""

# ruff: noqa: S608 - the statements are put together from constants of this module only; values are parameters

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from zlib import crc32

from graph.model import Edge
from graph.serial import (
    dumps,
    edge_from_json,
    edge_to_json,
    loads,
    node_from_json,
    node_text,
)
from graph.stores import rows
from graph.stores.merge import Contribution, merge
from graph.stores.replacing import Parts
from graph.stores.spans import Owner
from graph.stores.sqlite.rows import edges, nodes, tallies

DIGEST = 16
"""Bytes of the digest that tells what plans say of one item apart."""

_IDS = "SELECT value FROM json_each(?)"
_BEST = """SELECT v.item, v.content, p.date, p.id FROM json_each(?) i JOIN variant v ON v.item = i.value
  JOIN plan p ON p.key = coalesce(
    (SELECT c.owner FROM plan o JOIN contribution c ON c.variant = v.key AND c.date = o.date AND c.owner = o.key WHERE o.id = v.item),
    (SELECT c.owner FROM contribution c JOIN plan o ON o.key = c.owner WHERE c.variant = v.key ORDER BY c.date DESC, o.id DESC LIMIT 1))"""
"""The leading contribution of each variant of the items: as good as all of them, and few, however many plans agree."""


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
    connection.execute(f"DELETE FROM contribution WHERE owner IN ({_IDS})", (keys,))
    connection.execute(f"DELETE FROM mention WHERE plan IN ({_IDS})", (keys,))
    mentions = {(mentioned(name), plan.key) for plan in plans for name in plan.parts.mentions}
    connection.executemany("INSERT INTO mention VALUES (?, ?)", sorted(mentions))
    shared |= _contribute(connection, plans)
    owned_before = nodes.stored(connection, f"plan IN ({_IDS}) AND plan <> ''", given)
    still = {node.id for plan in plans for node in plan.parts.nodes}
    nodes.delete(connection, [row for row in owned_before.values() if row.id not in still])
    contents = {key: text for plan in plans if plan.packed for key, text in plan.packed.contents.items()}
    known = nodes.put(connection, [node for plan in plans for node in plan.parts.nodes], owned_before, contents)
    merged = _merge_shared(connection, sorted(shared))
    owned = [
        edges.owned(plan.key, plan.owner, plan.parts.edges, plan.text, plan.packed.laid_out if plan.packed else None)
        for plan in plans
    ]
    edges.insert(connection, owned, merged, known)
    tallies.store(connection, [(plan.owner.plan, plan.parts) for plan in plans])


def mentioned(department: str) -> int:
    """What stands for a department (id) in the table of mentions; where two have one, a decision looks at a few plans more."""
    return crc32(department.encode("utf-8", "surrogatepass"))


def _contribute(connection: sqlite3.Connection, plans: Sequence[Effective]) -> set[str]:
    """Store what plans say of shared items; which these are."""
    said: dict[tuple[str, bytes], str] = {}
    by: list[tuple[str, int, str, bytes]] = []
    for plan in plans:
        known = plan.packed.contents if plan.packed else {}
        contents = [(node.id, node_text(node, known.get(id(node), ""))) for node in plan.parts.shared_nodes]
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
    parts: dict[str, list[Contribution]] = defaultdict(list)
    said: dict[str, list[tuple[str, str, Edge]]] = defaultdict(list)
    for item, content, date, plan in connection.execute(_BEST, (given,)):
        data = loads(content)
        if "source" in data:
            said[item].append((date, plan, edge_from_json(data)))
        else:
            parts[item].append(Contribution(plan, date, node_from_json(data)))
    edges.delete_shared(connection, items)
    _delete_gone(connection, [item for item in items if item not in parts])
    before = nodes.stored(connection, f"id IN ({_IDS})", given)
    nodes.put(connection, [merge(each) for each in parts.values()], before, {})
    return [max(edges_said, key=lambda part: part[:2])[2] for edges_said in said.values()]


def _delete_gone(connection: sqlite3.Connection, items: Sequence[str]) -> None:
    given = json.dumps(items, ensure_ascii=False)
    nodes.delete(connection, list(nodes.stored(connection, f"id IN ({_IDS})", given).values()))
    connection.execute(f"DELETE FROM document WHERE id IN ({_IDS})", (given,))
    connection.execute(f"DELETE FROM document_text WHERE document IN ({_IDS})", (given,))
