"""Whether a decision made elsewhere or earlier still fits what is stored: what an import refuses, in words."""

from collections.abc import Callable, Mapping

from graph.decisions import (
    ACTING,
    ADD_EDGE,
    ADD_NODE,
    CORRECT_DUTY,
    CORRECT_NODE,
    JUDGE,
    PROGRESS,
    REFORM,
    REJECT,
    RETARGETS,
    SUCCEEDS,
    applied,
    contradiction,
    merged_into,
    rejects,
    repetition,
)
from graph.decisions.judgements import wrong_judgement
from graph.decisions.progress import wrong_values
from graph.errors import ModelError
from graph.ids import document_id
from graph.model import Decision, Node, PlanGraph
from graph.questions.departments.resting_decisions import resting
from graph.schema import schema
from graph.store import View


def misfit(view: View, decision: Decision) -> str:
    """Why a decision cannot be taken over; empty where it can. A handful of reads."""
    standing = view.decisions(kinds=ACTING)
    return _remade(standing, decision) or _contradicted(standing, decision) or _own_misfit(view, decision)


def _remade(standing: list[Decision], decision: Decision) -> str:
    ends = (decision.object, decision.subject) if decision.kind in RETARGETS else ()
    return next((f"{end} was made {after} here" for end in ends if (after := merged_into(standing, end))), "")


def _contradicted(standing: list[Decision], decision: Decision) -> str:
    against = contradiction(standing, decision)
    if against:
        return f"it contradicts {against.id}: {against.kind}, by {against.by}"
    known = repetition(standing, decision)
    return f"it says what {known.id} says, by {known.by}" if known else ""


def _own_misfit(view: View, decision: Decision) -> str:
    """What the plans that are loaded here lack."""
    misfits = _MISFITS.get(decision.kind)
    return misfits(view, decision) if misfits else ""


def _difference_misfit(view: View, decision: Decision) -> str:
    known = {node.id for node in view.nodes([decision.subject, decision.object])}
    return "" if known else f"no loaded plan names {decision.subject} or {decision.object}"


def _correction_misfit(view: View, decision: Decision) -> str:
    """A correction fits where it acts on the plan as it is here, and leaves it well formed."""
    graph = view.reading(decision.object)
    if graph is None:
        return f"the plan {decision.object} is not loaded"
    if decision.kind == JUDGE:
        return "; ".join(wrong_judgement(decision.values)) or resting(view, [decision]).get(decision.id, "")
    if decision.kind == PROGRESS:
        return "; ".join(wrong_values(decision.values)) or resting(view, [decision]).get(decision.id, "")
    result = applied(graph, [*view.decisions(kinds=ACTING), decision])
    if decision.id not in result.acted:
        return f"nothing here says what it is about: {decision.subject}"
    try:
        schema().check(PlanGraph("", "", "", "", tuple(n for n in result.graph.nodes if n.plan == graph.plan), ()), "")
    except ModelError as error:
        return str(error)
    return ""


def _rejection_misfit(view: View, decision: Decision) -> str:
    edge = view.edge(decision.subject)
    if edge is None:
        return f"there is no edge {decision.subject}"
    return "" if rejects(decision, edge) else f"the edge {decision.subject} rests on other words here"


def _retarget_misfit(view: View, decision: Decision) -> str:
    if decision.node is None or decision.node.id != decision.object:
        return "it does not say what the department becomes"
    if words := _department_misfit(decision.node):
        return words
    if not view.nodes([decision.subject]):
        return f"no loaded plan names {decision.subject}"
    return _anchor_misfit(view, decision) or _mention_misfit(view, decision)


def _reform_misfit(view: View, decision: Decision) -> str:
    edge, node = decision.edge, decision.node
    if edge is None or node is None or (edge.source, edge.target) != (decision.object, decision.subject):
        return "it does not say what the department becomes"
    if node.id != decision.object or edge.kind != SUCCEEDS or not edge.properties.get("date"):
        return "it does not say what the department becomes, and from when"
    known = view.nodes([decision.subject])
    return _department_misfit(node) or ("" if known else f"no loaded plan names {decision.subject}")


def _mention_misfit(view: View, decision: Decision) -> str:
    if decision.anchor is None:
        return ""
    place = (document_id(decision.anchor.sha256), decision.anchor.start, decision.anchor.end)
    kinds = list(schema().roles.values())
    for edge in view.edges([decision.subject], kinds=kinds, direction="out"):
        party = edge.evidence.party
        if party is not None and (edge.evidence.document, party.start, party.end) == place:
            return ""
    return f"the words {decision.anchor.quote!r} do not name {decision.subject} here"


def _addition_misfit(view: View, decision: Decision) -> str:
    edge = decision.edge
    if edge is None or decision.node is None or decision.node.id != edge.source:
        return "it does not hold the edge and its department"
    if words := _department_misfit(decision.node):
        return words
    if view.load_record(edge.plan) is None:
        return f"the plan {edge.plan} is not loaded"
    if not view.nodes([edge.target]):
        return f"there is no {edge.target}"
    return _anchor_misfit(view, decision)


def _department_misfit(node: Node) -> str:
    if node.kind != "Department" or node.plan:
        return f"{node.id} is not a department"
    try:
        schema().check(PlanGraph("", "", "", "", (node,), ()), "")
    except ModelError as error:
        return str(error)
    return ""


def _anchor_misfit(view: View, decision: Decision) -> str:
    anchor = decision.anchor
    if anchor is None:
        return ""
    text = view.text(document_id(anchor.sha256), anchor.start, anchor.end)
    if text == anchor.quote:
        return ""
    where = f"characters {anchor.start} to {anchor.end} of sha256:{anchor.sha256[:12]}…"
    return f"{where} are {text!r}, not {anchor.quote!r}" if text else f"{where}: the document is not loaded"


_MISFITS: Mapping[str, Callable[[View, Decision], str]] = {
    **dict.fromkeys(RETARGETS, _retarget_misfit),
    REFORM: _reform_misfit,
    "different": _difference_misfit,
    REJECT: _rejection_misfit,
    ADD_EDGE: _addition_misfit,
    **dict.fromkeys((CORRECT_DUTY, CORRECT_NODE, ADD_NODE, PROGRESS, JUDGE), _correction_misfit),
}
