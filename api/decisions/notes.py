"""What people decided and reported of the things that an answer shows: which corrections made them so, how far they have come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

from api.wire import measures as wire_measures
from api.wire import plans as wire_plans
from api.wire import references as wire
from api.wire.parts import parts_in
from graph.decisions import ADD_EDGE, ADD_NODE, CORRECT_DUTY, CORRECT_NODE
from graph.decisions.duties import DEPARTMENT, WORK
from graph.decisions.progress import Progress
from graph.model import Decision, Value
from graph.questions.plans.progress import progress_in, progress_of
from graph.schema import schema
from graph.store import View

W = TypeVar("W", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Notes:
    """Corrections by the id of the decision, progress by the id of what it is reported of (a duty's as it was read)."""

    corrected: Mapping[str, wire.CorrectedOut]
    progress: Mapping[str, wire.ProgressOut]


_REPORTED = (wire.TargetRef, wire.WorkRef, wire_measures.WorkOut, wire_plans.PlanOut)
"""What progress may be reported of, beside duties."""

NOTHING = Notes({}, {})
"""No notes."""


def notes(view: View, *shown: object) -> Notes:
    """The notes on answers: at most three reads, one where nobody has decided or reported anything yet."""
    if not view.last_decided():
        return NOTHING
    decisions: dict[str, None] = {}
    subjects: dict[str, None] = {}
    roles = schema().role_of
    for part in parts_in(shown, wire.EvidenceOut, *_REPORTED):
        if isinstance(part, wire.EvidenceOut):
            decisions |= dict.fromkeys(part.decisions)
            if part.edge.partition("|")[0] in roles:
                subjects[part.read_as] = None
        elif isinstance(part, _REPORTED):
            decisions |= dict.fromkeys(part.decisions)
            subjects[part.id] = None
    made = view.decisions(ids=list(decisions)) if decisions else []
    called = names_in(view, made)
    found = progress_of(view, list(subjects)) if subjects else {}
    return Notes(
        {decision.id: corrected(decision, called) for decision in made},
        {subject: progress(subject, told) for subject, told in found.items()},
    )


def every_note(view: View, plan: str = "") -> Notes:
    """All notes of a plan (none: of all plans): two reads, one more where anything was measured."""
    plans = [plan] if plan else []
    made = view.decisions(kinds=[CORRECT_DUTY, CORRECT_NODE, ADD_NODE, ADD_EDGE], plans=plans)
    called, found = names_in(view, made), progress_in(view, plan)
    return Notes(
        {decision.id: corrected(decision, called) for decision in made},
        {subject: progress(subject, told) for subject, told in found.items()},
    )


def explained(view: View, shown: W) -> W:
    """The answer with its notes in the fine print."""
    said = notes(view, shown)
    if not (said.corrected or said.progress):
        return shown
    about: wire.AboutOut = shown.about  # type: ignore[attr-defined]  # answers with a fine print
    told = {"corrected": list(said.corrected.values()), "progress": list(said.progress.values())}
    return shown.model_copy(update={"about": about.model_copy(update=told)})


def corrected(decision: Decision, names: Mapping[str, str]) -> wire.CorrectedOut:
    """A correction in short."""
    return wire.CorrectedOut(
        decision=decision.id,
        kind=decision.kind,
        said=decision.subject_name or decision.subject,
        values=values_said(decision.values),
        before=values_said(decision.before),
        names=names_of(decision, names),
        by=decision.by,
        at=decision.at,
        why=decision.why,
    )


def progress(subject: str, found: Progress) -> wire.ProgressOut:
    """How far a thing has come."""
    fields: dict[str, Any] = {name: getattr(found, name) for name in ("state", "value", "date", "note", "contact")}
    return wire.ProgressOut(
        subject=subject,
        **fields,
        verdict=found.verdict,
        reports=[
            wire.ProgressReportOut(decision=report.id, values=values_said(report.values), by=report.by, at=report.at)
            for report in found.reports
        ],
    )


def names_in(view: View, decisions: Iterable[Decision]) -> dict[str, str]:
    """What the departments and works among the values are called: one read, none where there are none."""
    listed = list(decisions)
    ids = sorted({key for decision in listed for key in _ids(decision)})
    found = {node.id: node.text("label") + schema().caption(node) for node in view.nodes(ids)} if ids else {}
    for decision in listed:
        if decision.node is not None:
            found.setdefault(decision.node.id, schema().caption(decision.node))
    return found


def names_of(decision: Decision, names: Mapping[str, str]) -> dict[str, str]:
    """What the ids among the values of a decision are called; those that nobody knows any more are left out."""
    return {key: names[key] for key in _ids(decision) if key in names}


def _ids(decision: Decision) -> set[str]:
    return {
        str(said[name]) for said in (decision.values, decision.before) for name in (DEPARTMENT, WORK) if said.get(name)
    }


def values_said(values: Mapping[str, Value]) -> dict[str, str]:
    """Values as words; lists joined by commas."""
    return {name: ", ".join(value) if isinstance(value, tuple) else str(value) for name, value in values.items()}
