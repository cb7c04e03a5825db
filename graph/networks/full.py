"""The whole graph as a network, read a plan at a time: every thing a node, every relation a link with its words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.model import Edge, Node
from graph.networks.columns import edge_values, graph_columns, node_values
from graph.networks.network import Link, Network, Vertex
from graph.networks.scope import MOST_AT_ONCE, Scope, origin_of, read_nodes
from graph.schema import schema

OWNED = ("Goal", "Measure", "SubTarget")
BETWEEN_DEPARTMENTS = ("SUCCEEDS", "BRANCH_OF")


@dataclass(frozen=True, slots=True)
class _Part:
    """What one plan adds: its own nodes, the edges that it states, and the shared nodes that these touch."""

    plan: Node
    own: Sequence[Node]
    edges: Sequence[Edge]
    shared: frozenset[str]


def full(scope: Scope) -> Network:
    """The network of a scope; four reads a plan, once for the nodes and once for the links."""

    def nodes() -> Iterator[Vertex]:
        plans = {plan.id for plan in scope.plans}
        touched: set[str] = set()
        for part in _parts(scope):
            touched |= part.shared
            yield from (_vertex(node, part.plan) for node in (part.plan, *part.own))
        touched |= {end for edge in _dictionary(scope, touched) for end in (edge.source, edge.target)}
        for node in read_nodes(scope.view, sorted(touched - plans)):
            yield _vertex(node, node if node.kind == "Plan" else None)

    def links() -> Iterator[Link]:
        touched: set[str] = set()
        for part in _parts(scope):
            touched |= part.shared
            yield from (_link(edge, part.plan) for edge in part.edges)
        yield from (_link(edge, None) for edge in _dictionary(scope, touched))

    return Network(origin_of(scope, "full"), graph_columns(nodes=True), graph_columns(nodes=False), nodes, links)


def _parts(scope: Scope) -> Iterator[_Part]:
    roles = set(schema().role_of)
    unwanted = roles - set(scope.role_kinds)
    for plan in scope.plans:
        own = [node for kind in OWNED for node in scope.view.list_nodes(kind, plan=plan.id).items]
        touching = scope.view.edges([plan.id, *(node.id for node in own)])
        edges = [edge for edge in touching if edge.plan == plan.id and edge.kind not in unwanted]
        if scope.wish.departments or scope.works is not None:
            own, edges = _worked_on(scope, plan, own, edges)
        known = {plan.id, *(node.id for node in own)}
        ends = {end for edge in edges for end in (edge.source, edge.target)}
        yield _Part(plan, own, edges, frozenset(ends - known))


def _worked_on(scope: Scope, plan: Node, own: Sequence[Node], edges: Sequence[Edge]) -> tuple[list[Node], list[Edge]]:
    """The work that facets keep and in which the departments have a duty, its targets, and what joins these and everybody in them."""
    roles, departments = schema().role_of, scope.wish.departments
    kept = {node.id for node in own if node.kind != "SubTarget"} | {plan.id}
    if departments:
        kept = {edge.target for edge in edges if edge.kind in roles and edge.source in departments}
    if scope.works is not None:
        kept &= scope.works
    kept |= {edge.target for edge in edges if edge.kind == "HAS_TARGET" and edge.source in kept - {plan.id}}
    inside = kept | {plan.id}
    return (
        [node for node in own if node.id in kept],
        [
            edge
            for edge in edges
            if (edge.target in kept and edge.kind in roles)
            or edge.kind == "READ_FROM"
            or (edge.source in inside and edge.target in inside)
        ],
    )


def _dictionary(scope: Scope, touched: Iterable[str]) -> Iterator[Edge]:
    """What registers and people say of these departments, of those that they come from, and so on; of all without a wish."""
    every = not scope.wish.filters
    asked = {node.id for node in scope.view.list_nodes("Department").items} if every else set(touched)
    known = set(asked)
    while asked:
        reached: set[str] = set()
        some = sorted(asked)
        for begin in range(0, len(some), MOST_AT_ONCE):
            slice_ = some[begin : begin + MOST_AT_ONCE]
            for edge in scope.view.edges(slice_, kinds=BETWEEN_DEPARTMENTS, direction="out"):
                reached.add(edge.target)
                yield edge
        asked = reached - known
        known |= asked


def _vertex(node: Node, plan: Node | None) -> Vertex:
    return Vertex(node.id, schema().caption(node), node_values(node, plan))


def _link(edge: Edge, plan: Node | None) -> Link:
    return Link(edge.id, edge.source, edge.target, edge.kind, 1, edge_values(edge, plan))
