"""Stored rows back into the model's types; the reverse of what rows.py and graph/serial.py write."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.ledger.arrays import np
from graph.ledger.ledger import LoadRecord
from graph.model import Decision, Edge, Node, Origin, Problem
from graph.schema import schema
from graph.serial import decision_from_json, loads, properties_from_json
from graph.store import Incidence
from graph.stores.compression import expanded
from graph.stores.damage import decoder
from graph.stores.rows import edge_place, edge_start, evidence


@decoder("a node")
def node(row: Sequence[Any]) -> Node:
    """A node of (kind, id, properties as JSON, plan)."""
    kind, node_id, properties, plan = row
    return Node(kind, node_id, properties_from_json(loads(properties)), plan)


@decoder("an edge")
def edge(row: Sequence[Any]) -> Edge:
    """An edge of (kind, id, source, target, plan, properties and evidence as JSON)."""
    kind, edge_id, source, target, plan, content = row
    properties, said = loads(content)
    return Edge(kind, edge_id, source, target, evidence(said), properties_from_json(properties), plan)


def in_order(edges: Iterable[Edge]) -> list[Edge]:
    """Each edge once, in the order that View.edges promises."""
    place_of = {kind: place for place, kind in enumerate(schema().edges)}
    once = {edge.id: edge for edge in edges}
    return sorted(
        once.values(), key=lambda edge: (place_of[edge.kind], edge.plan, edge_start(edge), edge_place(edge), edge.id)
    )


@decoder("the origins of a text")
def origins(packed: bytes) -> tuple[Origin, ...]:
    """The reverse of rows.pack_origins."""
    return tuple(Origin(*run) for run in loads(expanded(packed)))


@decoder("the report of a load")
def load_record(row: Sequence[Any]) -> LoadRecord:
    """A load record of (plan, document, loaded_at, ruleset, figures as JSON, problems as JSON)."""
    plan, document, loaded_at, ruleset, figures, problems = row
    found = tuple(Problem(**problem) for problem in loads(problems))
    return LoadRecord(plan, document, loaded_at, ruleset, {**loads(figures)}, found)


@decoder("a decision")
def decision(content: str) -> Decision:
    """A decision of its JSON."""
    return decision_from_json(loads(content))


def incidence(
    measures: Sequence[Sequence[Any]],
    duties: Sequence[Sequence[Any]],
    targets: Mapping[Any, int],
    departments: Sequence[Sequence[Any]],
) -> Incidence:
    """Arrays of rows; entries are ordered by measure, role, place in the list, edge id.

    measures: (key, id, plan, open list) in order; duties: (department key, measure key, kind, place, edge id) in any
    order; targets: how many stand in a measure, by its key; departments: (key, id) in order.
    """
    column_of = {measure[0]: column for column, measure in enumerate(measures)}
    row_of = {department[0]: row for row, department in enumerate(departments)}
    role_of = {kind: role for role, kind in enumerate(schema().roles.values())}
    entries = sorted(
        (column_of[measure], role_of[kind], place, edge_id, row_of[department])
        for department, measure, kind, place, edge_id in duties
    )
    return Incidence(
        departments=tuple(department[1] for department in departments),
        measures=tuple(measure[1] for measure in measures),
        plans=tuple(measure[2] for measure in measures),
        rows=np.array([entry[4] for entry in entries], dtype=np.int64),
        columns=np.array([entry[0] for entry in entries], dtype=np.int64),
        roles=np.array([entry[1] for entry in entries], dtype=np.int8),
        open_lists=np.array([bool(measure[3]) for measure in measures], dtype=np.bool_),
        targets=np.array([targets.get(measure[0], 0) for measure in measures], dtype=np.int64),
    )
