"""Decisions in force that change nothing as things stand: their plan is not loaded, or an edit took their words away."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Literal

from graph.decisions import ACTING, ADD_NODE, JUDGE, PROGRESS, REJECT, RETARGETS, applied, plan_of, read_as, rejects
from graph.decisions.judgements import work_of
from graph.ids import document_id
from graph.ledger.ledger import Ledger
from graph.model import Decision, PlanGraph, quote_of
from graph.store import View

Rest = Literal["", "plan-not-loaded", "words-gone", "words-changed", "said-now"]
"""`words-changed`: a report of progress whose duty or target is worded otherwise now; `said-now`: the plan says by itself
what was added."""


def resting(view: View, decisions: Iterable[Decision]) -> dict[str, Rest]:
    """Id of a decision → why it rests; those that act are left out, and those that wait for whatever names their subject.

    One read of each plan that a decision is about.
    """
    ledger = view.ledger()
    plans_of = ledger.once("plans of documents", lambda: _plans_of(ledger))
    by_plan: dict[str, list[Decision]] = defaultdict(list)
    found: dict[str, Rest] = {}
    acted: set[str] = set()
    mentions: list[Decision] = []
    for decision in decisions:
        if decision.undone:
            continue
        if plan := plan_of(decision):
            by_plan[plan].append(decision)
        elif decision.kind in RETARGETS and decision.anchor is not None:
            mentions.append(decision)
            for plan in plans_of.get(document_id(decision.anchor.sha256), []):
                by_plan[plan].append(decision)
    standing = view.decisions(kinds=ACTING) if by_plan else []
    for plan, group in by_plan.items():
        graph = view.reading(plan)
        if graph is None:
            found |= {decision.id: "plan-not-loaded" for decision in group}
            continue
        result = applied(graph, standing)
        acted |= result.acted
        acted |= {decision.id for decision in group if _stands_on(decision, graph)}
        found |= {decision.id: _why(decision, result.graph, result.acted) for decision in group}
    found |= {decision.id: "words-gone" for decision in mentions}
    return {key: why for key, why in found.items() if why and key not in acted}


def _why(decision: Decision, graph: PlanGraph, acted: Collection[str]) -> Rest:
    """Why a decision about this plan rests; empty for one that acts."""
    if decision.kind == PROGRESS:
        return _report_rests(decision, graph)
    if decision.kind == JUDGE:
        work = work_of(decision.subject, decision.object)
        stands = work == decision.object or any(node.id == work for node in graph.nodes)
        return "" if stands else "words-gone"
    if decision.id in acted:
        return ""
    if decision.kind == ADD_NODE and decision.node and any(node.id == decision.node.id for node in graph.nodes):
        return "said-now"
    return "words-gone"


def _stands_on(decision: Decision, graph: PlanGraph) -> bool:
    """Whether the reading holds the words of a decision about one duty or mention, which another decision may have moved."""
    if decision.kind == REJECT:
        return any(rejects(decision, edge) for edge in graph.edges)
    anchor = decision.anchor if decision.kind in RETARGETS else None
    parties = (edge.evidence.party for edge in graph.edges if anchor is not None)
    return any(
        party is not None and anchor and (party.start, party.end) == (anchor.start, anchor.end) for party in parties
    )


def _report_rests(decision: Decision, graph: PlanGraph) -> Rest:
    said = {read_as(edge): quote_of(edge.evidence.statement) for edge in graph.edges}
    said |= {node.id: node.text("text") for node in graph.nodes}
    words = said.get(decision.subject)
    if words is None:
        return "words-gone"
    return "" if decision.anchor is None or decision.anchor.quote == words else "words-changed"


def _plans_of(ledger: Ledger) -> dict[str, list[str]]:
    """Document → the plans that were read from it."""
    found: dict[str, list[str]] = defaultdict(list)
    for plan, entry in ledger.entries.items():
        found[entry.record.document].append(plan)
    return dict(found)
