"""What the cells of a task table say: parties by role, deadlines, the plan's words, how a task goes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from api.exports.cells import listed, quote
from api.wire import references as wire
from graph.deadlines.due import has_passed
from graph.decisions.progress import STATES
from graph.schema import Language
from viz.site.catalogue_words import words
from viz.site.deadlines import dues
from viz.site.spoken import said_date

WEAKER = ("support", "guide", "supervise")
"""Roles that stand with their name before them in the cell of the responsible."""

PASSED = "task_passed"
"""Key of the mark behind a deadline that has passed."""

Progress = Mapping[str, Mapping[str, str]]
"""Duty, target or measure (id) → what is known last of how it goes."""


def progress_said(work: wire.WorkRef, progress: Progress, language: Language) -> dict[str, str]:
    """How it goes: what is known of the work itself, the values measured of its targets a line each."""
    own = progress.get(work.id, {})
    only = progress.get(work.targets[0].id, {}) if work.kind == "Goal" and len(work.targets) == 1 else {}
    said = {**own, **only}
    state = str(said.get("state", ""))
    measured = [str(progress.get(target.id, {}).get("value", "")) for target in work.targets]
    if len(measured) > 1:
        lines = [f"{t.metric} {value}" for t, value in zip(work.targets, measured, strict=True) if value]
    else:
        lines = [value for value in (measured or [str(said.get("value", ""))]) if value]
    return {
        "state": words(f"state_{state}", language) if state in STATES else state,
        "value": "\n".join(lines),
        "date": said_date(str(said.get("date", "")), language),
        "note": str(said.get("note", "")),
        "contact": str(said.get("contact", "")),
    }


def names_said(parties: Iterable[wire.PartyOut | wire.PartnerOut], role: str, language: Language) -> str:
    """The departments of a role, each once, in their order; more may be meant where the list is open."""
    held = [party for party in parties if party.role == role]
    names = listed(dict.fromkeys(party.department.name for party in held), language)
    return names + (words("and_others", language) if any(party.open_list for party in held) else "")


def others_said(parties: Sequence[wire.PartyOut | wire.PartnerOut], language: Language) -> str:
    """Responsible parties as they are, weaker roles with their name before them, a line each."""
    lines = []
    for role in ("responsible", *WEAKER):
        names = names_said(parties, role, language)
        if names:
            plain = role == "responsible"
            lines.append(names if plain else words("task_role", language, role=words(role, language), names=names))
    return "\n".join(lines)


def due_said(work: wire.WorkRef, language: Language) -> str:
    """The measure's own deadline, else those of its targets."""
    return "\n".join(said_date(at, language) for at in dues(work))


def due_marked(work: wire.WorkRef, progress: Progress, language: Language, today: str) -> str:
    """The same as people read it: with a mark where the day has passed, unless the work is done or has no `today`."""
    going = [progress.get(key, {}) for key in (work.id, *(target.id for target in work.targets))]
    if not today or any(said.get("state") == "done" for said in going):
        return due_said(work, language)
    return "\n".join(passed_said(at, language, today) for at in dues(work))


def passed_said(at: str, language: Language, today: str) -> str:
    """A deadline, marked where its last day lies before `today` (YYYY-MM-DD; empty for no mark)."""
    passed = bool(today) and has_passed(at, today)
    return said_date(at, language) + (words(PASSED, language) if passed else "")


def without_mark(cell: str) -> str:
    """The words of a cell of deadlines without the marks of those that have passed."""
    for language in get_args(Language):
        cell = cell.replace(words(PASSED, language), "")
    return cell


def cited(plan: wire.PlanRef, evidence: Iterable[wire.EvidenceOut], language: Language) -> str:
    """Each statement once, with its plan and the heading that it stands under."""
    found = dict.fromkeys((e.section, e.statement.quote) for e in evidence if e.statement)
    return "\n".join(_citation(plan, section, said, language) for section, said in found)


def stated(plan: wire.PlanRef, work: wire.WorkRef) -> str:
    """Where a measure or goal that names nobody stands; its words have a cell of their own."""
    return f"{plan.number or plan.title} {work.label}{work.title}"


def _citation(plan: wire.PlanRef, section: str, said: str, language: Language) -> str:
    return words("task_citation", language, plan=plan.number or plan.title, section=section, quote=quote(said))
