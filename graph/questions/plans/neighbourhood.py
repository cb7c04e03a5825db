"""The graph around a node, and the way between two: what pictures are drawn from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from graph.errors import UnknownIdError
from graph.facets.edges import counted_edges, kept_edges
from graph.facets.facets import NOTHING, PLAN_FACETS, Facets
from graph.facets.narrowing import Counts, countable, ledger_for
from graph.model import Edge, Node
from graph.questions.moved_ids import moved_or
from graph.schema import schema
from graph.store import View

MOST_STEPS = 6
"""Longest way that is looked for, in edges."""

HUBS = frozenset({"READ_FROM", "HAS_MEASURE", "HAS_GOAL", "CITES"})
"""Kinds that join everything in a plan to its Plan or file: no way leads through them, since it would say nothing."""


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Nodes by distance from the center, then the store's order; every edge between them; `truncated`: more is there."""

    center: Node
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class Way:
    """A shortest way: nodes in order, and an edge for each step; empty where there is none of at most MOST_STEPS."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def subgraph(
    view: View,
    center: str,
    *,
    depth: int = 1,
    roles: Sequence[str] = (),
    kinds: Sequence[str] = (),
    plan: str = "",
    facets: Facets = NOTHING,
    limit: int = 200,
) -> Subgraph:
    """Everything within `depth` steps of a node.

    `roles` narrows the role edges (other edges stay), `kinds` the kinds of nodes, `plan` keeps one plan's edges, `facets` those that
    have what is chosen (graph/facets/edges.py). At most `limit` nodes, the nearest. depth + 2 reads.
    """

    def kept(edges: Iterable[Edge]) -> list[Edge]:
        return keeping(view, plan, (edge for edge in edges if plan in ("", edge.plan)), facets)

    start = _node(view, center)
    wanted = _edge_kinds(roles)
    reached: dict[str, int] = {center: 0}
    order = [center]
    nodes = {center: start}
    for step in range(1, depth + 1):
        frontier = [node for node in order if reached[node] == step - 1]
        edges = kept(view.edges(frontier, kinds=wanted)) if frontier else []
        ends = list(dict.fromkeys(end for e in edges for end in (e.source, e.target) if end not in reached))
        for node in view.nodes(ends) if ends else ():
            if not kinds or node.kind in kinds:
                nodes[node.id] = node
                reached[node.id] = step
                order.append(node.id)
    shown = order[:limit]
    inside = set(shown)
    between = kept(e for e in view.edges(shown, kinds=wanted) if e.source in inside and e.target in inside)
    return Subgraph(start, tuple(nodes[node] for node in shown), tuple(between), truncated=len(order) > limit)


def keeping(view: View, plan: str, edges: Iterable[Edge], facets: Facets) -> list[Edge]:
    """The edges that have what is chosen; of one plan (id) where it is given."""
    return kept_edges(ledger_for(view, plan, facets), edges, facets) if facets else list(edges)


def line_facets(view: View, edges: Sequence[Edge], facets: Facets, *, plan: str = "") -> Counts:
    """How many of the lines of a picture without facets each value would leave; within one plan those of plans say nothing."""
    of_one = plan or (len({edge.plan for edge in edges if edge.plan}) <= 1 and not facets.only(PLAN_FACETS))
    return counted_edges(ledger_for(view, plan, facets), edges, facets, countable("one" if of_one else ""))


def way(view: View, source: str, target: str) -> Way:
    """The shortest way between two nodes over duties, goals and targets; the first in the store's order of several.

    At most MOST_STEPS + 2 reads: both ends grow by turns until they meet.
    """
    ends = (_node(view, source), _node(view, target))
    if source == target:
        return Way((ends[0],), ())
    kinds = [kind for kind in schema().edges if kind not in HUBS]
    seen: list[set[str]] = [{source}, {target}]
    frontier = [[source], [target]]
    edges: dict[str, Edge] = {}
    for step in range(MOST_STEPS):
        side = step % 2
        found = view.edges(frontier[side], kinds=kinds) if frontier[side] else []
        edges.update((edge.id, edge) for edge in found)
        fresh = dict.fromkeys(end for e in found for end in (e.source, e.target) if end not in seen[side])
        seen[side].update(fresh)
        frontier[side] = list(fresh)
        if seen[0] & seen[1]:
            return _shortest(view, edges, source, target)
    return Way((), ())


def _shortest(view: View, edges: dict[str, Edge], source: str, target: str) -> Way:
    network: nx.Graph[str] = nx.Graph()
    for edge in edges.values():
        if not network.has_edge(edge.source, edge.target):
            network.add_edge(edge.source, edge.target, edge=edge)
    path: list[str] = nx.shortest_path(network, source, target)
    steps = tuple(network.edges[a, b]["edge"] for a, b in pairwise(path))
    return Way(tuple(view.nodes(path)), steps)


def _edge_kinds(roles: Sequence[str]) -> list[str]:
    kinds = schema().edges.values()
    return [
        kind.name for kind in kinds if kind.name != "READ_FROM" and (not roles or not kind.role or kind.role in roles)
    ]


def _node(view: View, node_id: str) -> Node:
    found = view.nodes([node_id])
    if not found:
        unknown = UnknownIdError(f"nothing in the graph has the id {node_id!r}", hint="the search finds ids by name")
        raise moved_or(view, node_id, unknown)
    return found[0]
