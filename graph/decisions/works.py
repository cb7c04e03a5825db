"""Decisions about measures, goals, targets and plans, applied to a plan: what they say otherwise, and one that is missing."""

from collections.abc import Mapping
from dataclasses import replace

from graph.decisions.draft import Draft, decided, joined
from graph.decisions.kinds import STATES_TARGET
from graph.ids import edge_id
from graph.model import Decision, Edge, Node, Value
from graph.schema import schema

WORK, KIND = "work", "kind"
"""What states a target; which kind of node is added."""

CORRECTABLE: Mapping[str, tuple[str, ...]] = {
    "Measure": ("title", "deadline"),
    "Goal": ("title",),
    "SubTarget": ("metric", "comparator", "value", "unit", "baseline", "deadline", WORK),
    "Plan": ("title", "issuer", "valid_from", "valid_until"),
}
"""What a person may set of a kind; what a plan is known by (number, place, date) is the load's business."""

_HOLDS = {"Measure": "HAS_MEASURE", "SubTarget": STATES_TARGET}
_UNDER = {"Goal": "SERVES", "Measure": "PART_OF"}


def correct(draft: Draft, decision: Decision) -> bool:
    """A node says otherwise, where it was read as the person saw it."""
    read, node = draft.read.get(decision.subject), draft.nodes.get(decision.subject)
    if read is None or node is None or not reads_alike(decision, read):
        return False
    given = {name: value for name, value in decision.values.items() if name != WORK}
    if WORK in decision.values and not _held_by(draft, decision, str(decision.values[WORK])):
        return False
    kept = {name: value for name, value in node.properties.items() if name not in given}
    changed = with_number(node.kind, kept | {name: value for name, value in given.items() if value != ""}, given)
    draft.nodes[node.id] = replace(node, properties=decided(changed, [decision]))
    return True


def reads_alike(decision: Decision, read: Node) -> bool:
    """Whether the text says of what was corrected what it said then; a target also in the very same sentence."""
    seen = decision.node
    same = all(read.properties.get(name, "") == value for name, value in decision.before.items() if name != WORK)
    return same and (seen is None or read.kind != "SubTarget" or read.text("text") == seen.text("text"))


def with_number(kind: str, properties: Mapping[str, Value], given: Mapping[str, Value]) -> dict[str, Value]:
    """The properties with the number that a corrected value is, or without one."""
    result = dict(properties)
    if kind == "SubTarget" and "value" in given:
        result.pop("number", None)
        if (number := number_of(str(given["value"]))) is not None:
            result["number"] = number
    return result


def number_of(words: str) -> float | None:
    """A value as a number: 14.5, 1,200; None for others."""
    try:
        return float(words.replace(",", ""))
    except ValueError:
        return None


def _held_by(draft: Draft, decision: Decision, work: str) -> bool:
    """The target is stated by another work."""
    there = draft.nodes.get(work)
    if there is None or there.kind not in schema().edges[STATES_TARGET].sources:
        return False
    for key, edge in list(draft.edges.items()):
        if edge.kind == STATES_TARGET and edge.target == decision.subject:
            moved = joined(edge, work, edge.target, key=key)
            draft.edges[key] = replace(moved, properties=decided(moved.properties, [decision]))
    return True


def add(draft: Draft, decision: Decision) -> bool:
    """A measure or target that no rule read; once the plan is read to say it, the reading holds."""
    node, edge = decision.node, decision.edge
    if node is None or edge is None or node.plan != draft.graph.plan or node.id in draft.nodes:
        return False
    under = draft.nodes.get(decision.subject)
    if under is None:
        return False
    made = replace(node, properties=decided(node.properties, [decision]))
    draft.nodes[node.id], draft.read[node.id] = made, made
    for held in holding(edge, draft.graph.plan, under):
        draft.edges[held.id] = held
    return True


def holding(edge: Edge, plan: str, under: Node) -> tuple[Edge, ...]:
    """The edges that give an added node its place: what holds it, and of a measure also what it is a part of."""
    if edge.kind == STATES_TARGET or under.kind == "Plan":
        return (edge,)
    kind = _UNDER[under.kind]
    mark = edge.id.rsplit("|", 1)[1]
    inside = replace(
        edge, kind=kind, id=edge_id(kind, edge.target, under.id, mark), source=edge.target, target=under.id, plan=plan
    )
    return edge, inside


def holder_kind(kind: str) -> str:
    """The kind of edge that holds an added node."""
    return _HOLDS[kind]
