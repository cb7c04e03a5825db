"""The columns of networks: those of the full graph from schema.yaml, the others from projections.yaml, one type each."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from graph.data_files import data_of
from graph.deadlines.due import due
from graph.model import Edge, Node, Value, quote_of
from graph.networks.network import Column, ColumnType
from graph.schema import EdgeKind, NodeKind, PropertyType, schema

_TYPES: Mapping[PropertyType, ColumnType] = {
    "string": "string",
    "text": "string",
    "date": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "strings": "strings",
}

_OURS = frozenset(
    {"id", "label", "kind", "plan", "source", "target", "weight", "size", "document", "statement", "rule"}
)
"""Names that every network has in a meaning of its own, so that a property so called takes its kind's in front."""

_SAID_BETTER = {"start": "text_start", "end": "text_end"}
"""Where words stand in a text; tools for networks take `start` and `end` for times."""

_EMPTY: tuple[Value, ...] = ("", ())


def projections() -> Mapping[str, Any]:
    """The entries of projections.yaml."""
    entries: Mapping[str, Any] = data_of("graph.networks", "projections")
    return entries


def declared(*groups: str) -> tuple[Column, ...]:
    """The columns of groups of projections.yaml, in order."""
    entries = projections()["columns"]
    return tuple(
        Column(name, entry["type"], entry["note"]) for group in groups for name, entry in entries[group].items()
    )


KIND = Column("kind", "string", "Kind of the graph: docs/model.md")
PLAN = Column("plan", "string", "Id of the plan that it belongs to or that states it")


@cache
def _names(*, nodes: bool) -> Mapping[tuple[str, str], str]:
    """(kind, property) → column: its own name, or with the kind's in front where kinds disagree or the name is ours."""
    kinds: Iterable[NodeKind | EdgeKind] = schema().nodes.values() if nodes else schema().edges.values()
    types: dict[str, set[ColumnType]] = {}
    listed = [(kind.name, prop) for kind in kinds for prop in kind.properties.values()]
    for _, prop in listed:
        types.setdefault(prop.name, set()).add(_TYPES[prop.type])
    clear = {name for name, found in types.items() if len(found) == 1} - _OURS
    roles = set(schema().role_of)

    def called(kind: str, name: str) -> str:
        if name in _SAID_BETTER:
            return _SAID_BETTER[name]
        return name if name in clear else f"{'role' if kind in roles else kind.lower()}_{name}"

    return {(kind, prop.name): called(kind, prop.name) for kind, prop in listed}


@cache
def graph_columns(*, nodes: bool) -> tuple[Column, ...]:
    """The columns of the full graph's nodes or links: our own first, then properties in the order of the schema."""
    kinds: Iterable[NodeKind | EdgeKind] = schema().nodes.values() if nodes else schema().edges.values()
    ours = (KIND, PLAN, *declared("context"), *(declared("due") if nodes else declared("evidence")))
    found = {column.name: column for column in ours}
    names = _names(nodes=nodes)
    for kind in kinds:
        for prop in kind.properties.values():
            name = names[kind.name, prop.name]
            note = prop.note or f"{prop.name} of a {kind.name}"
            found.setdefault(name, Column(name, _TYPES[prop.type], f"{note} ({prop.unit})" if prop.unit else note))
    return tuple(found.values())


def node_values(node: Node, plan: Node | None) -> dict[str, Value]:
    """The values of a node; `plan` is the plan that it belongs to, a plan's own for a plan."""
    names = _names(nodes=True)
    values: dict[str, Value] = {"kind": node.kind, **context(plan)}
    if node.plan:
        values["plan"] = node.plan
    values |= {names[node.kind, name]: value for name, value in node.properties.items() if value not in _EMPTY}
    return values | due_days(node.text("deadline"))


def edge_values(edge: Edge, plan: Node | None) -> dict[str, Value]:
    """The values of an edge with the words behind it."""
    names = _names(nodes=False)
    values: dict[str, Value] = {"kind": edge.kind, **context(plan), **evidence_values(edge)}
    if edge.plan:
        values["plan"] = edge.plan
    return values | {names[edge.kind, name]: value for name, value in edge.properties.items() if value not in _EMPTY}


def evidence_values(edge: Edge) -> dict[str, Value]:
    """Where an edge comes from."""
    said = edge.evidence
    found: dict[str, Value] = {
        "section": said.section,
        "statement": quote_of(said.statement),
        "party": quote_of(said.party),
        "document": digest(said.document),
        "basis": said.basis,
        "rule": said.rule,
    }
    if said.statement:
        found |= {"statement_start": said.statement.start, "statement_end": said.statement.end}
    return {name: value for name, value in found.items() if value != ""}


def context(plan: Node | None) -> dict[str, Value]:
    """Number, date and place of a plan."""
    if plan is None:
        return {}
    found = {"plan_number": "number", "plan_date": "date", "plan_place": "jurisdiction"}
    return {column: plan.text(name) for column, name in found.items() if plan.text(name)}


def due_days(deadline: str) -> dict[str, Value]:
    """The first and last day of a dated deadline."""
    found = due(deadline)
    return {"due_first": found.first, "due_last": found.last} if found and found.kind == "dated" else {}


def digest(document: str) -> str:
    """The SHA-256 digest that a document's id says."""
    return document.removeprefix("sha256:")
