"""What replacing a plan means, whatever the store: the checks, the outcome, who owns what, which plans a decision touches."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from graph.decisions import MOVES, effective
from graph.errors import ModelError
from graph.ids import edge_id
from graph.model import Decision, DocumentText, Edge, Node, PlanGraph
from graph.schema import schema
from graph.store import Outcome
from graph.stores.rows import is_contributed


@dataclass(frozen=True, slots=True)
class Parts:
    """A plan's effective graph by owner: its own nodes and edges, and what it contributes to shared ones.

    `mentions` are the departments whose decisions concern this plan, those that decisions lead to included.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    shared_nodes: tuple[Node, ...]
    shared_edges: tuple[Edge, ...]
    mentions: frozenset[str]


def check(graph: PlanGraph, document: DocumentText) -> None:
    """Raise ModelError where the graph breaks the schema or speaks for a plan or document that is not its own."""
    schema().check(graph, document.text)
    kinds = {node.id: node.kind for node in graph.nodes}
    if graph.document != document.node.id or kinds.get(graph.document) != "Document":
        raise ModelError("the graph does not hold the document that it was read from", where=graph.plan)
    if kinds.get(graph.plan) != "Plan":
        raise ModelError("the graph does not hold its own plan", where=graph.plan)
    for node in graph.nodes:
        owner = "" if is_contributed(node.kind) else graph.plan
        if node.plan != owner:
            raise ModelError(f"the node belongs to {node.plan or 'no plan'}, not to {owner or 'none'}", where=node.id)
    for edge in graph.edges:
        if not edge.id.startswith(edge_id(edge.kind, edge.source, edge.target, "")):
            raise ModelError("the id of the edge is not made of its kind and ends", where=edge.id)
        if edge.plan not in (graph.plan, ""):
            raise ModelError(f"the edge belongs to another plan, {edge.plan}", where=edge.id)


def check_added(decision: Decision, graph: PlanGraph, text: str) -> None:
    """Raise ModelError where an edge that a person adds to the plan breaks the schema or lacks an end."""
    if decision.kind == "add-edge" and decision.edge is not None and not decision.undone:
        nodes = {node.id: node for node in (decision.node, *graph.nodes) if node is not None}
        schema().check(replace(graph, nodes=tuple(nodes.values()), edges=(decision.edge,)), text)


def edition(graph: PlanGraph) -> str:
    """The edition of the plan that the graph is about."""
    return next(str(node.properties["edition"]) for node in graph.nodes if node.id == graph.plan)


def outcome(*, stored_fingerprint: str, stored_edition: str, new_fingerprint: str, new_edition: str) -> Outcome:
    """What a load does to the plan that is stored (empty strings: none is)."""
    if not stored_fingerprint:
        return "added"
    if stored_edition == "official" != new_edition:
        return "kept"
    return "unchanged" if stored_fingerprint == new_fingerprint else "changed"


def parts(graph: PlanGraph, decisions: Iterable[Decision]) -> Parts:
    """The effective graph of a reading under all decisions, those taken back included, by owner."""
    everything = list(decisions)
    result = effective(graph, everything)
    return Parts(
        nodes=tuple(node for node in result.nodes if not is_contributed(node.kind)),
        edges=tuple(edge for edge in result.edges if edge.plan),
        shared_nodes=tuple(node for node in result.nodes if is_contributed(node.kind)),
        shared_edges=tuple(edge for edge in result.edges if not edge.plan),
        mentions=mentions(graph, everything),
    )


def mentions(graph: PlanGraph, decisions: Collection[Decision]) -> frozenset[str]:
    """The departments of a reading and every department that decisions, in force or not, could make of them."""
    found = {node.id for node in graph.nodes if node.kind == "Department"}
    added = (
        d.edge.source for d in decisions if d.kind == "add-edge" and d.edge is not None and d.edge.plan == graph.plan
    )
    found.update(added)
    size = -1
    while size != len(found):
        size = len(found)
        for decision in decisions:
            if decision.kind in MOVES and decision.subject in found and decision.node is not None:
                found.add(decision.node.id)
    return frozenset(found)


MOST_FIELDS = 64
"""Parts of an edge's id beyond which it is none of ours: the possible ends grow with their square."""


def edge_ends(edge: str) -> set[str]:
    """Every id that may be an end of the edge with this id; ids may hold the separator themselves."""
    fields = edge.split("|")[1:]
    if len(fields) > MOST_FIELDS:
        return set()
    return {"|".join(fields[a:b]) for a in range(len(fields)) for b in range(a + 1, len(fields))}
