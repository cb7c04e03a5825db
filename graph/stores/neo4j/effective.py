"""The effective graph in the Neo4j store: a plan's own nodes and edges, and the shared ones merged from all plans.

Callers run these inside one transaction.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import zip_longest
from typing import Any, NamedTuple
from uuid import uuid4

from graph.errors import ModelError
from graph.model import Edge, Node
from graph.schema import schema
from graph.serial import dumps, edge_from_json, edge_to_json, loads, node_from_json, node_to_json
from graph.stores.ledgers import pack
from graph.stores.merge import Contribution, merge
from graph.stores.neo4j import cypher_books as books
from graph.stores.neo4j import cypher_writing as writing
from graph.stores.neo4j.editions import Run
from graph.stores.neo4j.properties import edges_by_kind, nodes_by_kind
from graph.stores.replacing import Parts
from graph.stores.rows import contributed_kinds

BATCH = 5000
"""Rows of a kind in one statement."""


class Before(NamedTuple):
    """What a stored plan says of shared items: the ids of its variants, and its rank among those who say the same."""

    rank: str = ""
    says: Sequence[str] = ()

    def items(self) -> list[str]:
        """The items of which it speaks."""
        return sorted({variant.rpartition("\n")[0] for variant in self.says})


@dataclass(frozen=True, slots=True)
class Effective:
    """A plan's effective graph on its way into the store, what its `_Load` says, and what it said of shared items before."""

    plan: str
    parts: Parts
    load: Mapping[str, Any]
    before: Before


def rewrite(run: Run, plans: Sequence[Effective]) -> None:
    """Put plans' effective graphs in place of their stored ones and bring the shared items they touch up to date, once."""
    contents = {plan.plan: _contents(plan.parts) for plan in plans}
    items = sorted({item for plan in plans for item in (*plan.before.items(), *contents[plan.plan])})
    says = {plan.plan: _variants(contents[plan.plan]) for plan in plans}
    kept = {plan.plan: _kept(plan) & says[plan.plan].keys() for plan in plans}
    given = {
        "stamp": uuid4().hex,
        "items": items,
        "before": [
            {
                "plan": plan.plan,
                "items": plan.before.items(),
                "unsaid": [variant for variant in plan.before.says if variant not in kept[plan.plan]],
            }
            for plan in plans
            if plan.before.says
        ],
        "loads": [_load(plan) for plan in plans],
        "says": [
            {"plan": plan.plan, "id": variant, "item": item, "content": contents[plan.plan][item]}
            for plan in sorted(plans, key=_rank)  # the last one to speak of a variant is the one that leads it
            for variant, item in says[plan.plan].items()
            if variant not in kept[plan.plan]
        ],
    }
    (found,) = run(writing.replace(), {"given": given})
    merged = _merged(found["best"])
    _write(run, plans, merged, dict(found["merged"]))


def _rank(plan: Effective) -> str:
    return str(plan.load.get("rank", ""))


def _kept(plan: Effective) -> set[str]:
    """What the plan may go on to say as it does: nothing where its rank is another one, by which variants know who leads them."""
    return set(plan.before.says) if plan.before.rank == _rank(plan) else set()


def _variants(contents: Mapping[str, str]) -> dict[str, str]:
    """The items by the ids of what is said of them."""
    return {f"{item}\n{sha256(content.encode()).hexdigest()}": item for item, content in contents.items()}


def _contents(parts: Parts) -> dict[str, str]:
    """What a plan says of shared items, by id."""
    found = {node.id: dumps(node_to_json(node)) for node in parts.shared_nodes}
    return found | {edge.id: dumps(edge_to_json(edge)) for edge in parts.shared_edges}


def _load(plan: Effective) -> dict[str, Any]:
    kept = {"mentions": sorted(plan.parts.mentions), "tally": pack(plan.plan, plan.parts), "stamp": uuid4().hex}
    return {"plan": plan.plan, "load": {**plan.load, **kept}}


def _merged(best: Iterable[Sequence[Any]]) -> dict[str, Node | Edge]:
    """The shared nodes and edges by id, of the leading contributions: item, content, date, plan."""
    nodes: dict[str, list[Contribution]] = defaultdict(list)
    edges: dict[str, list[tuple[str, str, Edge]]] = defaultdict(list)
    for item, content, date, plan in best:
        data = loads(content)
        if "source" in data:
            edges[item].append((date, plan, edge_from_json(data)))
        else:
            nodes[item].append(Contribution(plan, date, node_from_json(data)))
    merged: dict[str, Node | Edge] = {item: merge(said) for item, said in nodes.items()}
    return merged | {item: max(said, key=lambda one: one[:2])[2] for item, said in edges.items()}


def _write(
    run: Run, plans: Sequence[Effective], merged: Mapping[str, Node | Edge], stored: Mapping[str, str | None]
) -> None:
    """Write the plans' own items, and the shared ones where they are `stored` otherwise; drop what nothing states."""
    contents = {item: dumps(_to_json(thing)) for item, thing in merged.items()}
    changed = {item: content for item, content in contents.items() if stored[item] != content}
    gone = [item for item in stored if item not in merged]
    _delete_edges(run, [content for item in (*changed, *gone) if (content := stored[item])])
    fresh = [merged[item] for item in changed]
    own = [node for plan in plans for node in plan.parts.nodes]
    edges = [edge for plan in plans for edge in plan.parts.edges] + [one for one in fresh if isinstance(one, Edge)]
    nodes = zip_longest(
        nodes_by_kind(own, schema().nodes, BATCH),
        nodes_by_kind([one for one in fresh if isinstance(one, Node)], contributed_kinds(), BATCH),
    )
    steps: list[dict[str, Any]] = [{"own": own, "shared": shared} for own, shared in nodes] or [{}]
    first, *more = [{"edges": some} for some in edges_by_kind(edges, schema().edges, BATCH)] or [{}]
    steps[0] |= {"gone": gone, "merged": list(changed.items())}
    steps[-1] |= first
    if sum(run(writing.write(), {"given": step})[0]["written"] for step in (*steps, *more)) != len(edges):
        _name_missing_end(run, edges)


def _delete_edges(run: Run, contents: Iterable[str]) -> None:
    """Delete the shared edges among the merged items of these contents."""
    edges = [data for data in map(loads, contents) if "source" in data]
    if edges:
        kinds = {edge["kind"] for edge in edges}
        given = [{"source": edge["source"], "id": edge["id"]} for edge in edges]
        run(writing.delete_edges(tuple(kind for kind in schema().edges if kind in kinds)), {"rows": given})


def _name_missing_end(run: Run, edges: Sequence[Edge]) -> None:
    ends = sorted({end for edge in edges for end in (edge.source, edge.target)})
    there = {row["id"] for row in run(books.OWNERS, {"ids": ends})}
    for edge in edges:
        for end in (edge.source, edge.target):
            if end not in there:
                raise ModelError(f"{edge.kind} from {edge.source} to {edge.target}: {end} is not stored", where=edge.id)


def _to_json(thing: Node | Edge) -> dict[str, Any]:
    return node_to_json(thing) if isinstance(thing, Node) else edge_to_json(thing)
