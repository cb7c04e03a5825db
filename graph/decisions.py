"""The effective graph: what was read, with people's decisions applied. A pure function, so that it survives every reload."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from graph.ids import document_id, edge_id
from graph.model import Anchor, Decision, Edge, Node, PlanGraph
from graph.schema import schema

RETARGETS = frozenset({"same", "new", "collective"})
"""Decisions that give a mention, or all mentions of a department, to another department."""


def effective(graph: PlanGraph, decisions: Iterable[Decision]) -> PlanGraph:
    """The plan's graph with the decisions in force, in their order; the same nodes where none applies."""
    standing = [decision for decision in decisions if not decision.undone]
    edges: dict[str, Edge] = {edge.id: edge for edge in graph.edges}
    nodes: dict[str, Node] = {node.id: node for node in graph.nodes}
    for decision in standing:
        if decision.kind in RETARGETS and decision.node is not None:
            edges = _retarget(edges, decision, decision.node, nodes)
        elif decision.kind == "reject-edge":
            edges.pop(decision.subject, None)
        elif decision.kind == "add-edge" and decision.edge is not None and decision.edge.plan == graph.plan:
            ends = {decision.node.id: decision.node} if decision.node is not None else {}
            if {decision.edge.source, decision.edge.target} <= nodes.keys() | ends.keys():  # else a reload lost an end
                edges[decision.edge.id] = decision.edge
                nodes = ends | nodes
    touched = {graph.plan} | {end for edge in edges.values() for end in (edge.source, edge.target)}
    kept = [node for node in nodes.values() if node.id in touched or not schema().nodes[node.kind].shared]
    return replace(graph, nodes=tuple(kept), edges=tuple(edges.values()))


def _retarget(edges: Mapping[str, Edge], decision: Decision, to: Node, nodes: dict[str, Node]) -> dict[str, Edge]:
    result: dict[str, Edge] = {}
    for edge in edges.values():
        moved = edge
        if edge.source == decision.subject and _names(decision.anchor, edge):
            statement = edge.id.rsplit("|", 1)[1]
            moved = replace(edge, id=edge_id(edge.kind, to.id, edge.target, statement), source=to.id)
            nodes.setdefault(to.id, to)
        result.setdefault(moved.id, moved)
    return result


def _names(anchor: Anchor | None, edge: Edge) -> bool:
    """Whether the edge rests on the anchored words; without an anchor every mention is meant."""
    if anchor is None:
        return True
    party = edge.evidence.party
    return (
        edge.evidence.document == document_id(anchor.sha256)
        and party is not None
        and (party.start, party.end) == (anchor.start, anchor.end)
    )
