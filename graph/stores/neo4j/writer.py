"""Writes of the Neo4j store: every call is one transaction of the server.

One transaction a plan, and not generations that a sweep tidies up later: a plan is some hundred items, which a transaction
holds with ease; a death in the middle leaves nothing to repair; and what a person asks by hand never has to leave out rows
of a load that is not finished.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, Protocol, TypeVar
from uuid import uuid4

from graph.decisions import MOVES
from graph.errors import ModelError
from graph.model import Decision, DocumentText, Edge, Node, PlanGraph
from graph.schema import schema
from graph.serial import (
    decision_to_json,
    dumps,
    edge_from_json,
    edge_to_json,
    node_from_json,
    node_to_json,
    problem_to_json,
)
from graph.store import D, Outcome, View
from graph.stores import rows
from graph.stores.damage import placed
from graph.stores.merge import Contribution, merge
from graph.stores.neo4j import cypher
from graph.stores.neo4j import cypher_books as books
from graph.stores.neo4j.properties import by_kind, in_order
from graph.stores.neo4j.view import Neo4jView, in_force
from graph.stores.replacing import Parts, check, check_added, edge_ends, edition, outcome, parts

T = TypeVar("T")
Run = Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]


class Change(Protocol):
    """Runs work in one managed write transaction and gives what it gives."""

    def __call__(self, work: Callable[[Run], T], /) -> T:
        """Run it."""
        ...


BATCH = 5000
"""Rows of a kind in one statement."""

_NOTHING = Parts((), (), (), (), frozenset())


@placed
class Neo4jWriter:
    """The Writer of a Neo4j store; `change` runs work in one managed write transaction."""

    def __init__(self, change: Change, address: str) -> None:
        self._change = change
        self.address = address

    def replace(self, graph: PlanGraph, document: DocumentText, *, loaded_at: str) -> Outcome:
        """See graph.store.Writer."""
        check(graph, document)
        packed = rows.pack(graph)
        load: dict[str, Any] = {
            "document": graph.document,
            "date": graph.date,
            "rank": f"{graph.date}\0{in_order(graph.plan)}",
            "edition": edition(graph),
            "loaded_at": loaded_at,
            "ruleset": graph.ruleset,
            "figures": dumps(dict(graph.figures)),
            "problems": dumps([problem_to_json(problem) for problem in graph.problems]),
            "fingerprint": rows.fingerprint(packed.data, document),
            "reading": packed.data,
        }

        def work(run: Run) -> Outcome:
            _lock(run, [_gate(graph.plan)])
            (stored,) = run(books.STORED, {"plan": graph.plan})
            result = outcome(
                stored_fingerprint=stored["fingerprint"] or "",
                stored_edition=stored["edition"] or "",
                new_fingerprint=load["fingerprint"],
                new_edition=load["edition"],
            )
            if result in ("added", "changed"):
                new = parts(graph, in_force(run(books.DECISIONS, {}), undone=True))
                _rewrite(run, graph.plan, load, new, stored["items"] or [])
                _store_document(run, document)
            return result

        return self._change(work)

    def remove(self, plan: str) -> bool:
        """See graph.store.Writer."""

        def work(run: Run) -> bool:
            _lock(run, [_gate(plan)])
            (stored,) = run(books.STORED, {"plan": plan})
            if stored["fingerprint"] is None:
                return False
            _rewrite(run, plan, {}, _NOTHING, stored["items"])
            run(books.FORGET_LOAD, {"plan": plan})
            return True

        return self._change(work)

    def decide(self, decision: Decision) -> None:
        """See graph.store.Writer."""
        self.decide_on(lambda _view: decision)

    def decide_on(self, make: Callable[[View], D]) -> D:
        """See graph.store.Writer; with all gates held no loader and no other decision is under way."""

        def work(run: Run) -> D:
            _lock(run, range(books.GATES))
            view = Neo4jView(lambda statements: [run(*statement) for statement in statements], str, self.address)
            decision = make(view)
            if decision is not None:
                _settle(run, decision)
            return decision

        return self._change(work)


def _settle(run: Run, decision: Decision) -> None:
    """Store a decision and rewrite the plans that it concerns."""
    content = {
        "at": decision.at,
        "undone": bool(decision.undone),
        "kind": decision.kind,
        "content": dumps(decision_to_json(decision)),
    }
    run(books.STORE_DECISION, {"id": decision.id, "decision": content})
    decisions = in_force(run(books.DECISIONS, {}), undone=True)
    for row in run(books.TOUCHED, _concerned(run, decision)):
        graph = rows.unpack(row["reading"])
        check_added(decision, graph, _text(run, graph.document))
        _rewrite(run, row["plan"], {}, parts(graph, decisions), row["items"])


def _gate(plan: str) -> int:
    return sha256(plan.encode()).digest()[0] % books.GATES


def _lock(run: Run, gates: Iterable[int]) -> None:
    run(books.LOCK_GATES, {"gates": list(gates), "stamp": uuid4().hex})


def _concerned(run: Run, decision: Decision) -> dict[str, Any]:
    """Which plans' effective graphs the decision may change, as parameters of TOUCHED."""
    if decision.kind in MOVES:
        return {"plans": [], "department": decision.subject}
    if decision.kind == "add-edge" and decision.edge is not None:
        return {"plans": [decision.edge.plan], "department": None}
    if decision.kind == "reject-edge":
        owners = run(books.OWNERS, {"ids": sorted(edge_ends(decision.subject))})
        return {"plans": [owner for row in owners for owner in (row["id"], row["plan"]) if owner], "department": None}
    return {"plans": [], "department": None}


def _text(run: Run, document: str) -> str:
    return "".join(row["text"] for row in run(books.PIECES, {"document": document, "first": 0, "last": 2**62}))


def _store_document(run: Run, document: DocumentText) -> None:
    given = {"document": document.node.id, "origins": rows.pack_origins(document)}
    run(books.STORE_SOURCE, given)
    run(books.DELETE_PIECES, given)
    pieces = [
        {"document": document.node.id, "piece": piece, "text": text}
        for piece, text in enumerate(rows.chunks(document.text))
    ]
    run(books.STORE_PIECES, {"rows": pieces})


def _rewrite(run: Run, plan: str, load: Mapping[str, Any], new: Parts, before: Sequence[str]) -> None:
    """Put a plan's effective graph in place of its stored one and bring the shared items it touches up to date."""
    contents = {node.id: dumps(node_to_json(node)) for node in new.shared_nodes}
    contents |= {edge.id: dumps(edge_to_json(edge)) for edge in new.shared_edges}
    items = sorted({*before, *contents})
    locked = run(books.LOCK_ITEMS, {"items": items, "stamp": uuid4().hex})
    if before:
        for statement in (*cypher.delete_edges_between_shared(), books.DELETE_OWNED, books.UNSAY):
            run(statement, {"plan": plan, "items": list(before)})
    run(books.STORE_LOAD, {"plan": plan, "load": {**load, "mentions": sorted(new.mentions)}})
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
