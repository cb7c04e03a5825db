"""The one reader of schema.yaml: the kinds, their properties, and the check of a graph against them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from graph.data_files import data_of
from graph.errors import ModelError
from graph.model import Edge, Node, Passage, PlanGraph, Value

PropertyType = Literal["string", "text", "integer", "number", "boolean", "date", "strings"]
Language = Literal["zh", "en"]
Label = Mapping[str, str]

SCHEMA_VERSION = 6
"""Raised when a store written by an older version can't be read as it is: it is upgraded then (graph/stores/upgrading.py)."""

FORMAL_FORMS = frozenset({"bracket", "field", "table", "heading", "decision"})
"""Forms of a statement that counts, workload and default answers use (design §1); a person's decision counts too."""

MOST_SHAPES = 10_000
"""Of so many different sets of properties it is remembered that they fit."""

_PYTHON_TYPES: Mapping[PropertyType, type | tuple[type, ...]] = {
    "string": str,
    "text": str,
    "date": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "strings": tuple,
}


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a kind: its type, whether it must be there, the values it may have, its unit and what it means."""

    name: str
    type: PropertyType
    required: bool
    enum: tuple[str, ...]
    unit: str
    note: str


@dataclass(frozen=True, slots=True)
class NodeKind:
    """A kind of node; `shared` ones belong to no single plan, several plans contribute to them."""

    name: str
    label: Label
    plural: Label
    note: str
    caption: str
    shared: bool
    properties: Mapping[str, Property]


@dataclass(frozen=True, slots=True)
class EdgeKind:
    """A kind of edge with the label of its reverse; `role` is set for the five that give a duty."""

    name: str
    label: Label
    reverse: Label
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    same_kind: bool
    evidence: str
    role: str
    properties: Mapping[str, Property]


@dataclass(frozen=True, slots=True)
class Schema:
    """All kinds, in the order of the file."""

    nodes: Mapping[str, NodeKind]
    edges: Mapping[str, EdgeKind]
    _fitting: dict[tuple[object, ...], tuple[tuple[str, frozenset[str]], ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """Kinds (of an edge also those of its ends and the basis) with names and types of properties that were found to fit:
    which of them are words of a closed list."""

    @property
    def roles(self) -> Mapping[str, str]:
        """Role word → kind of edge, strongest first: lead → LEADS, responsible → RESPONSIBLE_FOR, …."""
        return {kind.role: kind.name for kind in self.edges.values() if kind.role}

    @property
    def role_of(self) -> Mapping[str, str]:
        """The other way round: LEADS → lead, RESPONSIBLE_FOR → responsible, …."""
        return {kind.name: kind.role for kind in self.edges.values() if kind.role}

    def caption(self, node: Node) -> str:
        """The words that stand for a node in lists."""
        return str(node.properties.get(self.nodes[node.kind].caption, node.id))

    def check(self, graph: PlanGraph, text: str) -> None:
        """Raise ModelError on the first thing in `graph` that breaks the schema; `text` is its document's stored text."""
        kinds: dict[str, str] = {}
        for node in graph.nodes:
            self._check_node(node)
            if node.id in kinds:
                raise ModelError("two nodes have one id", where=node.id)
            kinds[node.id] = node.kind
        known = self._fitting
        find = kinds.get
        for edge in graph.edges:
            given, evidence = edge.properties, edge.evidence
            types = map(type, given.values())
            shape = (edge.kind, find(edge.source), find(edge.target), evidence.basis, *given, *types)
            closed = known.get(shape)
            if closed is None:
                self._check_edge(edge, kinds)
            else:
                for name, words in closed:
                    if given[name] not in words:
                        self._check_edge(edge, kinds)
            said, party = evidence.statement, evidence.party
            if (
                evidence.governing
                or said is None
                or text[said.start : said.end] != said.quote
                or (party is not None and text[party.start : party.end] != party.quote)
            ):
                check_evidence(edge, text)
        if len({edge.id for edge in graph.edges}) < len(graph.edges):
            (twice, _), *_ = Counter([edge.id for edge in graph.edges]).most_common(1)
            raise ModelError("two edges have one id", where=twice)

    def _check_node(self, node: Node) -> None:
        kind = self.nodes.get(node.kind)
        if kind is None:
            raise ModelError(f"unknown kind of node {node.kind!r}", where=node.id)
        given = node.properties
        closed = self._fitting.get((node.kind, *given, *map(type, given.values())))
        if closed is None or any(given[name] not in words for name, words in closed):
            _check_properties(node.id, kind.properties, given)
            self._remember((), kind, given)

    def _check_edge(self, edge: Edge, kinds: Mapping[str, str]) -> None:
        kind = self.edges.get(edge.kind)
        if kind is None:
            raise ModelError(f"unknown kind of edge {edge.kind!r}", where=edge.id)
        for end, allowed in ((edge.source, kind.sources), (edge.target, kind.targets)):
            if end not in kinds:
                raise ModelError(
                    f"{edge.kind} from {edge.source} to {edge.target}: {end} is not in the graph", where=edge.id
                )
            if kinds[end] not in allowed:
                raise ModelError(f"{edge.kind} can't end at a {kinds[end]}", where=edge.id)
        if kind.same_kind and kinds[edge.source] != kinds[edge.target]:
            raise ModelError(f"{edge.kind} joins two of one kind only", where=edge.id)
        if edge.evidence.basis not in (kind.evidence, "decision"):
            raise ModelError(f"{edge.kind} needs evidence of basis {kind.evidence}", where=edge.id)
        _check_properties(edge.id, kind.properties, edge.properties)
        self._remember((kinds[edge.source], kinds[edge.target], edge.evidence.basis), kind, edge.properties)

    def _remember(self, ends: Sequence[str], kind: NodeKind | EdgeKind, given: Mapping[str, Value]) -> None:
        """What holds of names and types is looked at once for all things that have the same."""
        if len(self._fitting) < MOST_SHAPES:
            closed = {name: kind.properties[name].enum for name in given}
            shape = (kind.name, *ends, *given, *map(type, given.values()))
            self._fitting[shape] = tuple((name, frozenset(words)) for name, words in closed.items() if words)


def check_evidence(edge: Edge, text: str) -> None:
    """A fact without evidence is not loaded: every passage must quote the text at its span."""
    evidence = edge.evidence
    statement, party = evidence.statement, evidence.party
    if evidence.document:
        if statement is None:
            raise ModelError("the edge quotes no words", where=edge.id)
    elif evidence.basis not in ("dictionary", "decision"):
        raise ModelError("the edge has no evidence", where=edge.id)
    if statement is not None and text[statement.start : statement.end] != statement.quote:
        raise _misquoted(edge, statement)
    if party is not None and text[party.start : party.end] != party.quote:
        raise _misquoted(edge, party)
    for passage in evidence.governing:
        if text[passage.start : passage.end] != passage.quote:
            raise _misquoted(edge, passage)


def _misquoted(edge: Edge, passage: Passage) -> ModelError:
    return ModelError(f"the quote is not what stands at {passage.start}-{passage.end}", where=edge.id)


def _check_properties(where: str, declared: Mapping[str, Property], given: Mapping[str, Value]) -> None:
    for name, value in given.items():
        prop = declared.get(name)
        if prop is None:
            raise ModelError(f"unknown property {name!r}", where=where)
        if not isinstance(value, _PYTHON_TYPES[prop.type]) or (prop.type != "boolean" and isinstance(value, bool)):
            raise ModelError(f"{name} must be {prop.type}, not {value!r}", where=where)
        if prop.enum and value not in prop.enum:
            raise ModelError(f"{name} can't be {value!r}", where=where, hint="one of " + ", ".join(prop.enum))
    for name, prop in declared.items():
        if prop.required and name not in given:
            raise ModelError(f"{name} is missing", where=where)


@cache
def schema() -> Schema:
    """Read schema.yaml once."""
    data = data_of("graph", "schema")
    return Schema(
        nodes={name: _node_kind(name, entry) for name, entry in data["nodes"].items()},
        edges={name: _edge_kind(name, entry) for name, entry in data["edges"].items()},
    )


def _node_kind(name: str, entry: Mapping[str, Any]) -> NodeKind:
    return NodeKind(
        name=name,
        label=entry["label"],
        plural=entry["plural"],
        note=entry["note"],
        caption=entry["caption"],
        shared=entry.get("shared", False),
        properties=_properties(entry["properties"]),
    )


def _edge_kind(name: str, entry: Mapping[str, Any]) -> EdgeKind:
    return EdgeKind(
        name=name,
        label=entry["label"],
        reverse=entry["reverse"],
        sources=tuple(entry["from"]),
        targets=tuple(entry["to"]),
        same_kind=entry.get("same_kind", False),
        evidence=entry["evidence"],
        role=entry.get("role", ""),
        properties=_properties(entry["properties"]),
    )


def _properties(entries: Mapping[str, Mapping[str, Any]]) -> dict[str, Property]:
    return {
        name: Property(
            name=name,
            type=entry["type"],
            required=entry.get("required", False),
            enum=tuple(entry.get("enum", ())),
            unit=entry.get("unit", ""),
            note=entry.get("note", ""),
        )
        for name, entry in entries.items()
    }
