"""The effective graph in the Neo4j store: a plan's own nodes and edges, and the shared ones merged from all plans.

Callers run these inside one transaction.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any
from uuid import uuid4

from graph.errors import ModelError
from graph.model import Edge, Node
from graph.schema import schema
from graph.serial import dumps, edge_from_json, edge_to_json, node_from_json, node_to_json
from graph.stores import rows
from graph.stores.ledgers import pack
from graph.stores.merge import Contribution, merge
from graph.stores.neo4j import cypher
from graph.stores.neo4j import cypher_books as books
from graph.stores.neo4j.editions import Run
from graph.stores.neo4j.properties import by_kind
from graph.stores.replacing import Parts

BATCH = 5000
"""Rows of a kind in one statement."""


def rewrite(run: Run, plan: str, load: Mapping[str, Any], new: Parts, before: Sequence[str]) -> None:
    """Put a plan's effective graph in place of its stored one and bring the shared items it touches up to date."""
    contents = {node.id: dumps(node_to_json(node)) for node in new.shared_nodes}
    contents |= {edge.id: dumps(edge_to_json(edge)) for edge in new.shared_edges}
    items = sorted({*before, *contents})
    locked = run(books.LOCK_ITEMS, {"items": items, "stamp": uuid4().hex})
    if before:
        for statement in (*cypher.delete_edges_between_shared(), books.DELETE_OWNED, books.UNSAY):
            run(statement, {"plan": plan, "items": list(before)})
    kept = {"mentions": sorted(new.mentions), "tally": pack(plan, new), "stamp": uuid4().hex}
    run(books.STORE_LOAD, {"plan": plan, "load": {**load, **kept}})
    for batch in by_kind(new.nodes, schema().nodes, BATCH):
        run(cypher.create_nodes(), {"batch": batch})
    says = [
        {"id": f"{item}\n{sha256(content.encode()).hexdigest()}", "item": item, "content": content}
        for item, content in contents.items()
    ]
    run(books.SAY, {"plan": plan, "rows": says})
    edges = _merge_shared(run, items, {row["item"]: row["content"] for row in locked})
    _create_edges(run, (*new.edges, *edges))


def _merge_shared(run: Run, items: Sequence[str], stored: Mapping[str, str | None]) -> list[Edge]:
    """Write the shared nodes anew where their merged state differs, drop what nothing states; the edges to create."""
    nodes: dict[str, list[Contribution]] = defaultdict(list)
    edges: dict[str, list[tuple[str, str, Edge]]] = defaultdict(list)
    for row in run(books.BEST, {"items": items}):
        data = json.loads(row["content"])
        if "source" in data:
            edges[row["item"]].append((row["date"], row["plan"], edge_from_json(data)))
        else:
            nodes[row["item"]].append(Contribution(row["plan"], row["date"], node_from_json(data)))
    merged: dict[str, Node | Edge] = {item: merge(said) for item, said in nodes.items()}
    merged |= {item: max(said, key=lambda one: one[:2])[2] for item, said in edges.items()}
    contents = {item: dumps(_to_json(thing)) for item, thing in merged.items()}
    changed = {item for item, content in contents.items() if stored.get(item) != content}
    gone = [item for item in items if item not in merged]
    _delete_edges(run, [content for item in (*changed, *gone) if (content := stored.get(item))])
    if gone:
        run(books.DELETE_NODES, {"items": gone})
        run(books.FORGET_SHARED, {"items": gone})
    shared = [kind for kind in schema().nodes if rows.is_contributed(kind)]
    fresh = [thing for item, thing in merged.items() if item in changed]
    for batch in by_kind([thing for thing in fresh if isinstance(thing, Node)], shared, BATCH):
        run(cypher.merge_nodes(), {"batch": batch})
    run(books.REMEMBER_MERGED, {"rows": [{"id": item, "content": contents[item]} for item in changed]})
    return [thing for thing in fresh if isinstance(thing, Edge)]


def _delete_edges(run: Run, contents: Iterable[str]) -> None:
    """Delete the shared edges among the merged items of these contents."""
    edges = [data for data in map(json.loads, contents) if "source" in data]
    if edges:
        kinds = {edge["kind"] for edge in edges}
        given = [{"source": edge["source"], "id": edge["id"]} for edge in edges]
        run(cypher.delete_edges(tuple(kind for kind in schema().edges if kind in kinds)), {"rows": given})


def _create_edges(run: Run, edges: Sequence[Edge]) -> None:
    for batch in by_kind(edges, schema().edges, BATCH):
        (row,) = run(cypher.create_edges(), {"batch": batch})
        if row["written"] != sum(map(len, batch.values())):
            _name_missing_end(run, edges)


def _name_missing_end(run: Run, edges: Sequence[Edge]) -> None:
    ends = sorted({end for edge in edges for end in (edge.source, edge.target)})
    there = {row["id"] for row in run(books.OWNERS, {"ids": ends})}
    for edge in edges:
        for end in (edge.source, edge.target):
            if end not in there:
                raise ModelError(f"{edge.kind} from {edge.source} to {edge.target}: {end} is not stored", where=edge.id)


def _to_json(thing: Node | Edge) -> dict[str, Any]:
    return node_to_json(thing) if isinstance(thing, Node) else edge_to_json(thing)
