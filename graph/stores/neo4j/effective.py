"""The effective graph in the Neo4j store: a plan's own nodes and edges, and the shared ones merged from all plans.

Callers run these inside one transaction.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import uuid4

from graph.errors import ModelError
from graph.model import Edge, Node
from graph.schema import schema
from graph.serial import dumps, edge_from_json, edge_to_json, loads, node_from_json, node_to_json
from graph.stores import rows
from graph.stores.ledgers import pack
from graph.stores.merge import Contribution, merge
from graph.stores.neo4j import cypher
from graph.stores.neo4j import cypher_books as books
from graph.stores.neo4j.editions import Run
from graph.stores.neo4j.properties import edges_by_kind, nodes_by_kind
from graph.stores.replacing import Parts

BATCH = 5000
"""Rows of a kind in one statement."""


@dataclass(frozen=True, slots=True)
class Effective:
    """A plan's effective graph on its way into the store, what its `_Load` says, and the shared items that it stated before."""

    plan: str
    parts: Parts
    load: Mapping[str, Any]
    before: Sequence[str]


def rewrite(run: Run, plans: Sequence[Effective]) -> None:
    """Put plans' effective graphs in place of their stored ones and bring the shared items they touch up to date, once."""
    contents = [_contents(plan.parts) for plan in plans]
    items = sorted({item for plan, said in zip(plans, contents, strict=True) for item in (*plan.before, *said)})
    locked = run(books.LOCK_ITEMS, {"items": items, "stamp": uuid4().hex})
    for plan in plans:
        if plan.before:
            for statement in (*cypher.delete_edges_between_shared(), books.DELETE_OWNED, books.UNSAY):
                run(statement, {"plan": plan.plan, "items": list(plan.before)})
    run(books.STORE_LOADS, {"rows": [_load(plan) for plan in plans]})
    for batch in nodes_by_kind([node for plan in plans for node in plan.parts.nodes], schema().nodes, BATCH):
        run(cypher.create_nodes(), {"batch": batch})
    ranked = sorted(zip(plans, contents, strict=True), key=lambda one: str(one[0].load.get("rank", "")))
    says = [
        {"plan": plan.plan, "id": f"{item}\n{sha256(content.encode()).hexdigest()}", "item": item, "content": content}
        for plan, said in ranked  # the last one to speak of a variant is the one that leads it
        for item, content in said.items()
    ]
    run(books.SAY, {"rows": says})
    edges = _merge_shared(run, items, {row["item"]: row["content"] for row in locked})
    _create_edges(run, [*(edge for plan in plans for edge in plan.parts.edges), *edges])


def _contents(parts: Parts) -> dict[str, str]:
    """What a plan says of shared items, by id."""
    found = {node.id: dumps(node_to_json(node)) for node in parts.shared_nodes}
    return found | {edge.id: dumps(edge_to_json(edge)) for edge in parts.shared_edges}


def _load(plan: Effective) -> dict[str, Any]:
    kept = {"mentions": sorted(plan.parts.mentions), "tally": pack(plan.plan, plan.parts), "stamp": uuid4().hex}
    return {"plan": plan.plan, "load": {**plan.load, **kept}}


def _merge_shared(run: Run, items: Sequence[str], stored: Mapping[str, str | None]) -> list[Edge]:
    """Write the shared nodes anew where their merged state differs, drop what nothing states; the edges to create."""
    nodes: dict[str, list[Contribution]] = defaultdict(list)
    edges: dict[str, list[tuple[str, str, Edge]]] = defaultdict(list)
    for row in run(books.BEST, {"items": items}):
        data = loads(row["content"])
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
    for batch in nodes_by_kind([thing for thing in fresh if isinstance(thing, Node)], shared, BATCH):
        run(cypher.merge_nodes(), {"batch": batch})
    run(books.REMEMBER_MERGED, {"rows": [{"id": item, "content": contents[item]} for item in changed]})
    return [thing for thing in fresh if isinstance(thing, Edge)]


def _delete_edges(run: Run, contents: Iterable[str]) -> None:
    """Delete the shared edges among the merged items of these contents."""
    edges = [data for data in map(loads, contents) if "source" in data]
    if edges:
        kinds = {edge["kind"] for edge in edges}
        given = [{"source": edge["source"], "id": edge["id"]} for edge in edges]
        run(cypher.delete_edges(tuple(kind for kind in schema().edges if kind in kinds)), {"rows": given})


def _create_edges(run: Run, edges: Sequence[Edge]) -> None:
    for batch in edges_by_kind(edges, schema().edges, BATCH):
        (row,) = run(cypher.create_edges(), {"batch": batch})
        if row["written"] != sum(len(some) for rows in batch.values() for _, some in rows):
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
