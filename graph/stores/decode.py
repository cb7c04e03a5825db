"""Stored rows back into the model's types; the reverse of what rows.py and graph/serial.py write."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from graph.model import Decision, Edge, Node, Origin, Problem
from graph.schema import schema
from graph.serial import decision_from_json, properties_from_json
from graph.store import LoadRecord
from graph.stores.damage import decoder
from graph.stores.rows import edge_place, edge_start, evidence, expanded


@decoder("a node")
def node(row: Sequence[Any]) -> Node:
    """A node of (kind, id, properties as JSON, plan)."""
    kind, node_id, properties, plan = row
    return Node(kind, node_id, properties_from_json(json.loads(properties)), plan)


@decoder("an edge")
def edge(row: Sequence[Any]) -> Edge:
    """An edge of (kind, id, source, target, plan, properties and evidence as JSON)."""
    kind, edge_id, source, target, plan, content = row
    properties, said = json.loads(content)
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
    return tuple(Origin(*run) for run in json.loads(expanded(packed)))


@decoder("the report of a load")
def load_record(row: Sequence[Any]) -> LoadRecord:
    """A load record of (plan, document, loaded_at, ruleset, figures as JSON, problems as JSON)."""
    plan, document, loaded_at, ruleset, figures, problems = row
    found = tuple(Problem(**problem) for problem in json.loads(problems))
    return LoadRecord(plan, document, loaded_at, ruleset, {**json.loads(figures)}, found)


@decoder("a decision")
def decision(content: str) -> Decision:
    """A decision of its JSON."""
    return decision_from_json(json.loads(content))
