"""Answers as task tables 任务分解表: a plan's measures under their chapters, or a department's duties."""

from collections.abc import Iterable, Sequence

from api.exports.cells import listed, quote, targets_said
from api.wire import departments as wire_departments
from api.wire import measures as wire_measures
from api.wire import plans as wire_plans
from api.wire import references as wire
from graph.schema import Language
from viz.office.task_tables import Chapter, Task, TaskTable
from viz.site.catalogue_words import words
from viz.site.deadlines import dues
from viz.site.spoken import said_date

HEADS = ("task_number", "task", "task_targets", "task_leads", "task_others", "task_due", "task_basis")


def plan_tasks(outline: wire_plans.OutlineOut, language: Language) -> TaskTable:
    """Every measure that names somebody, and every goal's heading above its measures; targets stand with what states them.

    A measure that names nobody stays out, unless it states a target: it is no task of anybody's.
    """
    rows: list[Task | Chapter] = []
    for item in outline.items:
        title = f"{item.work.label}{item.work.title}"
        if item.work.kind == "Goal" and not item.parties and not item.work.targets:
            rows.append(Chapter(title))
        elif item.parties or item.work.targets:
            rows.append(_task(title, item.work, item.parties, outline.plan, language))
    return _table(outline.plan.title, _without_empty(rows), language)


def department_tasks(
    department: wire_departments.DepartmentOut, duties: Sequence[wire_departments.DutyOut], language: Language
) -> TaskTable:
    """A department's duties, a measure once, under the plans that state them."""
    rows: list[Task | Chapter] = []
    seen: set[str] = set()
    plan = ""
    for duty in duties:
        if duty.measure.id in seen:
            continue
        seen.add(duty.measure.id)
        if duty.plan.id != plan:
            plan = duty.plan.id
            rows.append(Chapter(f"{duty.plan.title} {duty.plan.number}".strip()))
        own = wire.PartnerOut(role=duty.role, department=_short(department))
        rows.append(
            Task(
                work=f"{duty.measure.label}{duty.measure.title}",
                targets=targets_said(duty.measure.targets, language),
                leads=_names([own, *duty.partners], "lead", language),
                others=_others([own, *duty.partners], language),
                due=_due(duty.measure, language),
                basis=_cited(duty.plan, [duty.evidence], language),
            )
        )
    return _table(department.name, rows, language)


def due_tasks(items: Sequence[wire_measures.DueOut], language: Language) -> TaskTable:
    """What is due, in its order, under the plans that state it."""
    rows: list[Task | Chapter] = []
    plan = ""
    for item in items:
        if item.plan.id != plan:
            plan = item.plan.id
            rows.append(Chapter(f"{item.plan.title} {item.plan.number}".strip()))
        rows.append(
            Task(
                work=f"{item.measure.label}{item.measure.title}",
                targets=targets_said([item.target], language) if item.target else "",
                leads=_names(item.parties, "lead", language),
                others=_others(item.parties, language),
                due=said_date(item.deadline, language),
                basis=_cited(item.plan, [item.evidence], language),
            )
        )
    return _table(words("due_all", language), rows, language)


def _task(
    title: str, work: wire.WorkRef, parties: Sequence[wire.PartyOut], plan: wire_plans.PlanOut, language: Language
) -> Task:
    """A row; what is stated of the targets themselves is quoted where nobody is named."""
    open_roles = {party.role for party in parties if party.open_list}
    return Task(
        work=title,
        targets=targets_said(work.targets, language),
        leads=_names(parties, "lead", language) + (words("and_others", language) if "lead" in open_roles else ""),
        others=_others(parties, language, open_roles),
        due=_due(work, language),
        basis=_cited(plan, [party.evidence for party in parties], language) or _stated(plan, work, language),
    )


def _names(parties: Iterable[wire.PartyOut | wire.PartnerOut], role: str, language: Language) -> str:
    return listed(dict.fromkeys(party.department.name for party in parties if party.role == role), language)


def _others(
    parties: Sequence[wire.PartyOut | wire.PartnerOut], language: Language, open_roles: Iterable[str] = ()
) -> str:
    """Responsible parties as they are, weaker roles with their name before them, a line each."""
    lines = []
    for role in ("responsible", "support", "guide", "supervise"):
        names = _names(parties, role, language)
        if names:
            names += words("and_others", language) if role in open_roles else ""
            plain = role == "responsible"
            lines.append(names if plain else words("task_role", language, role=words(role, language), names=names))
    return "\n".join(lines)


def _due(work: wire.WorkRef, language: Language) -> str:
    """The measure's own deadline, else those of its targets."""
    return "\n".join(said_date(at, language) for at in dues(work))


def _cited(plan: wire.PlanRef, evidence: Iterable[wire.EvidenceOut], language: Language) -> str:
    """Each statement once, with its plan and the heading that it stands under."""
    found = dict.fromkeys((e.section, e.statement.quote) for e in evidence if e.statement)
    return "\n".join(_citation(plan, section, said, language) for section, said in found)


def _stated(plan: wire.PlanRef, work: wire.WorkRef, language: Language) -> str:
    """The words that state the targets of a measure or goal that names nobody."""
    said = dict.fromkeys(target.text for target in work.targets)
    return "\n".join(_citation(plan, f"{work.label}{work.title}", text, language) for text in said)


def _citation(plan: wire.PlanRef, section: str, said: str, language: Language) -> str:
    return words("task_citation", language, plan=plan.number or plan.title, section=section, quote=quote(said))


def _without_empty(rows: Sequence[Task | Chapter]) -> list[Task | Chapter]:
    """Chapters that have a task before the next chapter ends them."""
    kept: list[Task | Chapter] = []
    waiting: list[Task | Chapter] = []
    for row in rows:
        if isinstance(row, Chapter):
            waiting = [*waiting[-1:], row]  # a chapter and the one above it
        else:
            kept += [*waiting, row]
            waiting = []
    return kept


def _table(name: str, rows: Sequence[Task | Chapter], language: Language) -> TaskTable:
    count = sum(isinstance(row, Task) for row in rows)
    return TaskTable(
        title=words("task_title", language, name=name),
        note=words("task_note", language, n=count),
        heads=tuple(words(head, language) for head in HEADS),
        rows=tuple(rows),
    )


def _short(department: wire_departments.DepartmentOut) -> wire.DepartmentRef:
    return wire.DepartmentRef(
        id=department.id, name=department.name, name_en=department.name_en, kind=department.kind,
        jurisdiction=department.jurisdiction,
    )  # fmt: skip
