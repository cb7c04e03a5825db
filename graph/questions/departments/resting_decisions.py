"""Decisions in force that change nothing as things stand: their plan is not loaded, or an edit took their words away."""

from collections.abc import Iterable
from functools import cache
from typing import Literal

from graph.decisions import REFORM, RETARGETS, rejects
from graph.ids import document_id
from graph.model import Anchor, Decision, PlanGraph
from graph.store import View

Rest = Literal["", "plan-not-loaded", "words-gone"]


def resting(view: View, decisions: Iterable[Decision]) -> dict[str, Rest]:
    """Id of a decision → why it rests; those that act are left out, and those that wait for whatever names their subject.

    One read of each plan that a decision is about.
    """
    reading = cache(view.reading)
    plans_of: dict[str, list[str]] = {}
    for record in view.load_records():
        plans_of.setdefault(record.document, []).append(record.plan)
    found: dict[str, Rest] = {}
    for decision in decisions:
        why: Rest = ""
        if decision.undone:
            continue
        if decision.edge is not None and decision.kind != REFORM:
            why = _edge_rests(decision, reading(decision.edge.plan))
        elif decision.kind in RETARGETS and decision.anchor is not None:
            plans = plans_of.get(document_id(decision.anchor.sha256), [])
            named = any(_names(graph, decision.anchor) for plan in plans if (graph := reading(plan)))
            why = "" if named else "words-gone"
        if why:
            found[decision.id] = why
    return found


def _edge_rests(decision: Decision, graph: PlanGraph | None) -> Rest:
    """For a duty that is rejected or added."""
    if graph is None:
        return "plan-not-loaded"
    if decision.kind == "reject-edge":
        return "" if any(rejects(decision, edge) for edge in graph.edges) else "words-gone"
    target = decision.edge.target if decision.edge else ""
    return "" if any(node.id == target for node in graph.nodes) else "words-gone"


def _names(graph: PlanGraph, anchor: Anchor) -> bool:
    """Whether the reading holds a party at the anchored words."""
    place = (anchor.start, anchor.end)
    parties = (edge.evidence.party for edge in graph.edges)
    return any(party is not None and (party.start, party.end) == place for party in parties)
