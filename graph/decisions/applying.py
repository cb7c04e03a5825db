"""The effective graph: what was read, with people's decisions applied. A pure function, so that it survives every reload."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph.decisions import departments, duties, works
from graph.decisions.departments import reform_date
from graph.decisions.draft import Draft, as_read
from graph.decisions.kinds import ADD_EDGE, ADD_NODE, CORRECT_DUTY, CORRECT_NODE, MOVES, REFORM, REJECT, RETARGETS
from graph.model import Decision, PlanGraph

_APPLY: Mapping[str, Callable[[Draft, Decision], bool]] = {
    **dict.fromkeys(RETARGETS, departments.retarget),
    REFORM: departments.reform,
    REJECT: duties.reject,
    ADD_EDGE: duties.add,
    CORRECT_DUTY: duties.correct,
    CORRECT_NODE: works.correct,
    ADD_NODE: works.add,
}
"""What each kind does to a plan; it tells whether it found what it is about. Kinds that are not here change no graph."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A plan's effective graph and the ids of the decisions that changed it."""

    graph: PlanGraph
    acted: frozenset[str]


def effective(graph: PlanGraph, decisions: Iterable[Decision]) -> PlanGraph:
    """The plan's graph with the decisions in force, in their order; the same nodes where none applies."""
    return applied(graph, decisions).graph


def applied(graph: PlanGraph, decisions: Iterable[Decision]) -> Applied:
    """The same, with the decisions that acted."""
    standing = [decision for decision in decisions if not decision.undone]
    if not any(decision.kind in _APPLY for decision in standing):
        return Applied(as_read(graph), frozenset())
    draft = Draft.of(graph)
    for decision in _in_order(standing):
        apply = _APPLY.get(decision.kind)
        if apply is not None and apply(draft, decision):
            draft.acted.add(decision.id)
    return Applied(draft.finished(), frozenset(draft.acted))


def _in_order(standing: list[Decision]) -> list[Decision]:
    """The decisions by their times; reforms among themselves by the dates from which they hold."""
    reforms = iter(sorted((d for d in standing if d.kind == REFORM), key=lambda d: (reform_date(d), d.at, d.id)))
    return [next(reforms) if decision.kind == REFORM else decision for decision in standing]


def may_make(decision: Decision) -> tuple[str, str] | None:
    """The department (id) that the decision, in force or not, could make of another one: (before, after)."""
    if decision.kind in MOVES and decision.node is not None:
        return decision.subject, decision.node.id
    return None


def department_added(decision: Decision, plan: str) -> str:
    """The department (id) that the decision brings into the plan; empty for none."""
    if decision.kind in (ADD_EDGE, CORRECT_DUTY) and decision.node is not None and decision.edge is not None:
        return decision.node.id if decision.edge.plan == plan else ""
    return ""
