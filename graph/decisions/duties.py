"""Decisions about one duty (or target's place), applied to a plan: it is not so, it is missing, it is another's."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from graph.decisions.departments import merged_into
from graph.decisions.draft import Draft, decided, joined
from graph.decisions.kinds import REJECT, STATES_TARGET
from graph.model import Decision, Edge, quote_of
from graph.schema import schema

ROLE, DEPARTMENT, WORK = "role", "department", "work"
"""What a correction of a duty may set."""


def reject(draft: Draft, decision: Decision) -> bool:
    """The edge goes."""
    found = [(key, edge) for key, edge in draft.called(decision.subject) if rests_on(decision, edge)]
    for key, edge in found:
        draft.rejected.append(edge)
        del draft.edges[key]
    return bool(found)


def add(draft: Draft, decision: Decision) -> bool:
    """A duty that a person added, as long as its work is there."""
    edge = decision.edge
    if edge is None or edge.plan != draft.graph.plan:
        return False
    ends = {decision.node.id: decision.node} if decision.node is not None else {}
    if not {edge.source, edge.target} <= draft.nodes.keys() | ends.keys():  # a reload lost an end
        return False
    draft.edges[edge.id] = edge
    draft.nodes = ends | draft.nodes
    return True


def correct(draft: Draft, decision: Decision) -> bool:
    """A duty has another role, department or work; its words stay what they are."""
    found = [(key, edge) for key, edge in draft.called(decision.subject) if rests_on(decision, edge)]
    given = decision.values
    acted = False
    for key, edge in found:
        kind = schema().roles.get(str(given.get(ROLE, "")), edge.kind)
        source, target = str(given.get(DEPARTMENT, edge.source)), str(given.get(WORK, edge.target))
        ends = {decision.node.id: decision.node} if decision.node is not None else {}
        there = draft.nodes.get(target)
        if there is None or there.kind not in schema().edges[kind].targets or source not in draft.nodes | ends:
            continue
        draft.nodes = ends | draft.nodes
        moved = joined(edge, source, target, kind=kind, key=key)
        properties = decided(moved.properties, [decision])
        if kind != edge.kind:
            properties.pop("lead_rule", None)
        if WORK in given:
            properties["scope"] = "document" if there.kind == "Plan" else "measure"
        draft.edges[key] = replace(moved, properties=properties)
        acted = True
    return acted


def rests_on(decision: Decision, edge: Edge) -> bool:
    """Whether the edge rests on the words that the person saw, who decided about it.

    After an edit of the text another duty may have the id; nobody has judged that one, so it stands, and the decision is
    listed as one that fits no more.
    """
    seen = decision.edge.evidence if decision.edge else None
    return seen is None or quote_of(seen.statement) == quote_of(edge.evidence.statement)


def rejects(decision: Decision, edge: Edge) -> bool:
    """Whether a reject-edge means this edge: its id, and the words that the person saw."""
    return edge.id == decision.subject and rests_on(decision, edge)


def rejections(decisions: Iterable[Decision], touching: Collection[str], plans: Collection[str] = ()) -> list[Decision]:
    """The decisions in force that rejected an edge of any of these nodes, or a target of any of these plans."""
    known = list(decisions)
    return [
        decision
        for decision in known
        if decision.kind == REJECT
        and not decision.undone
        and (edge := decision.edge) is not None
        and (
            not {edge.source, merged_into(known, edge.source), edge.target}.isdisjoint(touching)
            or (edge.kind == STATES_TARGET and edge.plan in plans)
        )
    ]
