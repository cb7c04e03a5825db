"""A plan's graph while decisions are applied to it, one after the other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from graph.decisions.kinds import STATES_TARGET
from graph.ids import edge_id
from graph.model import Decision, Edge, Node, PlanGraph, Value
from graph.schema import schema

READ_AS, DECIDED = "read_as", "decisions"
"""Properties of what a decision changed: the id of an edge as it was read, the ids of the decisions."""


@dataclass(slots=True)
class Draft:
    """Edges by the id under which each was read (or added), so that what two names share is still told apart.

    `read` are the plan's own nodes as they were read or added; `rejected` edges went; `acted` are the ids of the decisions
    that found what they are about.
    """

    graph: PlanGraph
    edges: dict[str, Edge]
    nodes: dict[str, Node]
    read: dict[str, Node]
    rejected: list[Edge] = field(default_factory=list)
    acted: set[str] = field(default_factory=set)
    ended: dict[tuple[str, str], list[Edge]] = field(default_factory=dict)

    @classmethod
    def of(cls, graph: PlanGraph) -> "Draft":
        """The reading before any decision."""
        nodes = {node.id: node for node in graph.nodes}
        return cls(graph, {edge.id: edge for edge in graph.edges}, nodes, dict(nodes))

    def called(self, edge: str) -> Iterator[tuple[str, Edge]]:
        """The edges that have this id now, or were read under it, with the key that they are kept under."""
        for key, found in list(self.edges.items()):
            if edge in (key, found.id):
                yield key, found

    def finished(self) -> PlanGraph:
        """The effective graph: without what nothing speaks of any more.

        A department or plan of which nothing but rejected edges spoke stays, so that asking for it says so; a target that is
        rejected goes with the edge that stated it.
        """
        edges: dict[str, Edge] = {}
        for edge in self.edges.values():
            edges.setdefault(edge.id, edge)
        touched = {self.graph.plan}
        for edge in (*edges.values(), *self.rejected):
            touched.add(edge.source)
            touched.add(edge.target)
        gone = {edge.target for edge in self.rejected if edge.kind == STATES_TARGET}
        gone -= {edge.target for edge in edges.values() if edge.kind == STATES_TARGET}
        if gone:
            edges = {key: edge for key, edge in edges.items() if gone.isdisjoint((edge.source, edge.target))}
        kept = [
            node
            for node in self.nodes.values()
            if node.id not in gone and (node.id in touched or not schema().nodes[node.kind].shared)
        ]
        return replace(self.graph, nodes=tuple(kept), edges=tuple(edges.values()))


def as_read(graph: PlanGraph) -> PlanGraph:
    """What a draft of a reading without decisions becomes: it is the reading itself, but for what nothing speaks of."""
    touched = {edge.source for edge in graph.edges} | {edge.target for edge in graph.edges} | {graph.plan}
    kinds = schema().nodes
    whole = all(node.id in touched or not kinds[node.kind].shared for node in graph.nodes)
    once = len({edge.id for edge in graph.edges}) == len(graph.edges)
    once = once and len({node.id for node in graph.nodes}) == len(graph.nodes)
    return graph if whole and once else Draft.of(graph).finished()


def joined(edge: Edge, source: str, target: str, *, kind: str = "", key: str = "") -> Edge:
    """The edge between other ends (or of another kind) with the statement that it rests on; `key` is what it was read as."""
    given = kind or edge.kind
    made = edge_id(given, source, target, edge.id.rsplit("|", 1)[1])
    properties = dict(edge.properties)
    if READ_AS in schema().edges[given].properties and key:
        properties.pop(READ_AS, None)
        properties |= {READ_AS: key} if key != made else {}
    return replace(edge, kind=given, id=made, source=source, target=target, properties=properties)


def decided(properties: Mapping[str, Value], decisions: Iterable[Decision]) -> dict[str, Value]:
    """The properties with a note of the decisions that made them what they are."""
    known = properties.get(DECIDED, ())
    noted = (*(known if isinstance(known, tuple) else ()), *(decision.id for decision in decisions))
    return {**properties, DECIDED: noted}


def read_as(edge: Edge) -> str:
    """The id of the edge as it was read."""
    return str(edge.properties.get(READ_AS, edge.id))
