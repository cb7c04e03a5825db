"""One plan's graph, documents and decisions as JSON and back, without loss: raw readings in stores, jsonl, copies."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import orjson

from graph.model import Anchor, Decision, Edge, Evidence, Followed, Node, Passage, PlanGraph, Problem, Value

Json = dict[str, Any]


_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":"))
_SORTED = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME


def dumps(data: object) -> str:
    """Compact JSON with sorted keys, so that equal facts are equal strings; tuples become lists."""
    try:
        return str(orjson.dumps(data, option=_SORTED), "utf-8")
    except TypeError:  # a number of more than 64 bits, half a surrogate pair, a named tuple
        return _ENCODER.encode(data)


def loads(text: str | bytes) -> Any:  # noqa: ANN401 - JSON
    """The reverse of dumps; ValueError for what is no JSON."""
    return orjson.loads(text)


def properties_to_json(properties: Mapping[str, Value]) -> Json:
    """Properties with lists in place of tuples, by name."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in sorted(properties.items())}


def properties_from_json(data: Mapping[str, Any]) -> dict[str, Value]:
    """Properties with tuples in place of lists."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}


def node_to_json(node: Node) -> Json:
    """A node as kind, id, plan, properties."""
    return {"kind": node.kind, "id": node.id, "plan": node.plan, "properties": properties_to_json(node.properties)}


def node_text(node: Node, properties: str = "") -> str:
    """What `dumps` makes of node_to_json, in one step; `properties` is what it makes of these, where that is at hand."""
    if properties:
        return f'{{"id":{dumps(node.id)},"kind":"{node.kind}","plan":{dumps(node.plan)},"properties":{properties}}}'
    return dumps({"kind": node.kind, "id": node.id, "plan": node.plan, "properties": {**node.properties}})


def node_from_json(data: Mapping[str, Any]) -> Node:
    """The reverse of node_to_json."""
    return Node(data["kind"], data["id"], properties_from_json(data["properties"]), data["plan"])


def evidence_to_json(evidence: Evidence) -> Json:
    """Evidence; passages are [start, end, quote], parts that are not there are null."""
    return {
        "basis": evidence.basis,
        "rule": evidence.rule,
        "ruleset": evidence.ruleset,
        "document": evidence.document,
        "section": evidence.section,
        "statement": _passage_to_json(evidence.statement),
        "party": _passage_to_json(evidence.party),
        "governing": [_passage_to_json(passage) for passage in evidence.governing],
    }


def evidence_from_json(data: Mapping[str, Any]) -> Evidence:
    """The reverse of evidence_to_json."""
    return Evidence(
        basis=data["basis"],
        rule=data["rule"],
        ruleset=data["ruleset"],
        document=data["document"],
        section=data["section"],
        statement=_passage_from_json(data["statement"]),
        party=_passage_from_json(data["party"]),
        governing=tuple(Passage(*passage) for passage in data["governing"]),
    )


def edge_to_json(edge: Edge) -> Json:
    """An edge with its evidence."""
    return {
        "kind": edge.kind,
        "id": edge.id,
        "source": edge.source,
        "target": edge.target,
        "plan": edge.plan,
        "properties": properties_to_json(edge.properties),
        "evidence": evidence_to_json(edge.evidence),
    }


def edge_from_json(data: Mapping[str, Any]) -> Edge:
    """The reverse of edge_to_json."""
    return Edge(
        kind=data["kind"],
        id=data["id"],
        source=data["source"],
        target=data["target"],
        plan=data["plan"],
        properties=properties_from_json(data["properties"]),
        evidence=evidence_from_json(data["evidence"]),
    )


def graph_to_json(graph: PlanGraph) -> Json:
    """A plan's graph as it was read."""
    return {
        "plan": graph.plan,
        "date": graph.date,
        "document": graph.document,
        "ruleset": graph.ruleset,
        "nodes": [node_to_json(node) for node in graph.nodes],
        "edges": [edge_to_json(edge) for edge in graph.edges],
        "problems": [problem_to_json(problem) for problem in graph.problems],
        "figures": dict(graph.figures),
    }


def graph_from_json(data: Mapping[str, Any]) -> PlanGraph:
    """The reverse of graph_to_json."""
    return PlanGraph(
        plan=data["plan"],
        date=data["date"],
        document=data["document"],
        ruleset=data["ruleset"],
        nodes=tuple(node_from_json(node) for node in data["nodes"]),
        edges=tuple(edge_from_json(edge) for edge in data["edges"]),
        problems=tuple(Problem(**problem) for problem in data["problems"]),
        figures=data["figures"],
    )


def problem_to_json(problem: Problem) -> Json:
    """A line of the load report."""
    return {name: getattr(problem, name) for name in ("code", "message", "start", "end", "quote", "section")}


def decision_to_json(decision: Decision) -> Json:
    """A decision with its anchor, node and edge; what it sets and what stood there only where it sets anything."""
    anchor = decision.anchor
    set_values = {name: properties_to_json(given) for name, given in _values_of(decision).items() if given}
    return {
        **set_values,
        "id": decision.id,
        "kind": decision.kind,
        "subject": decision.subject,
        "object": decision.object,
        "by": decision.by,
        "at": decision.at,
        "undone": decision.undone,
        "why": decision.why,
        "subject_name": decision.subject_name,
        "object_name": decision.object_name,
        "followed": [asdict(note) for note in decision.followed],
        "anchor": anchor and {"sha256": anchor.sha256, "start": anchor.start, "end": anchor.end, "quote": anchor.quote},
        "node": decision.node and node_to_json(decision.node),
        "edge": decision.edge and edge_to_json(decision.edge),
    }


def _values_of(decision: Decision) -> dict[str, Mapping[str, Value]]:
    return {"values": decision.values, "before": decision.before}


def decision_from_json(data: Mapping[str, Any]) -> Decision:
    """The reverse of decision_to_json."""
    return Decision(
        id=data["id"],
        kind=data["kind"],
        subject=data["subject"],
        object=data["object"],
        by=data["by"],
        at=data["at"],
        undone=data["undone"],
        why=data.get("why", ""),
        subject_name=data.get("subject_name", ""),
        object_name=data.get("object_name", ""),
        followed=tuple(Followed(**note) for note in data.get("followed", ())),
        values=properties_from_json(data.get("values", {})),
        before=properties_from_json(data.get("before", {})),
        anchor=Anchor(**data["anchor"]) if data["anchor"] else None,
        node=node_from_json(data["node"]) if data["node"] else None,
        edge=edge_from_json(data["edge"]) if data["edge"] else None,
    )


def _passage_to_json(passage: Passage | None) -> list[Any] | None:
    return [passage.start, passage.end, passage.quote] if passage else None


def _passage_from_json(data: list[Any] | None) -> Passage | None:
    return Passage(*data) if data else None
