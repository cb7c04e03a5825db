"""Answers as task tables 任务分解表: a plan's measures under their chapters, or a department's duties.

Every row carries what it was made from (api/exports/task_marks.py), so that an edited table can be read back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from api.exports.cells import listed, quote, targets_said
from api.exports.task_marks import (
    MarkedDue,
    MarkedParty,
    MarkedPlan,
    MarkedRow,
    MarkedTarget,
    Marks,
    mark_lines,
    row_code,
    said_in,
)
from api.wire import departments as wire_departments
from api.wire import measures as wire_measures
from api.wire import plans as wire_plans
from api.wire import references as wire
from graph.model import Value
from graph.schema import Language
from viz.office.task_tables import Chapter, Task, TaskTable
from viz.site.catalogue_words import words
from viz.site.deadlines import dues
from viz.site.spoken import said_date

CELLS = (
    "task", "task_targets", "task_leads", "task_others", "task_due", "task_basis", "task_state", "task_value",
    "task_date", "task_note_cell", "task_contact",
)  # fmt: skip
"""Heads of what a row says, in the order of Task.cells."""

NUMBER, CODE = "task_number", "task_code"
HEADS = (NUMBER, *CELLS, CODE)
STATES = ("not-started", "under-way", "done", "stopped")
WEAKER = ("support", "guide", "supervise")
"""Roles that stand with their name before them in the cell of the responsible."""

Progress = Mapping[str, Mapping[str, Value]]
"""Duty, target or measure (id) → what is known last of how it goes."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a table is made of beside the answer: how things go, its plans, and the edges between measure, role and department."""

    progress: Progress
    plans: tuple[MarkedPlan, ...]
    edges: Mapping[tuple[str, str, str], Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """A row and what it was made from."""

    row: Task | Chapter
    marked: MarkedRow


def plan_tasks(outline: wire_plans.OutlineOut, facts: Facts, language: Language) -> tuple[TaskTable, Marks]:
    """Every measure that names somebody, and every goal's heading above its measures; targets stand with what states them.

    A measure that names nobody stays out, unless it states a target: it is no task of anybody's.
    """
    rows: list[Told] = []
    for item in outline.items:
        if item.work.kind == "Goal" and not item.parties and not item.work.targets:
            rows.append(_chapter(item.work, outline.plan.id))
        elif item.parties or item.work.targets:
            parties = [_marked_party(party.role, party.department.name, party.evidence.edge) for party in item.parties]
            task = _task(item.work, item.parties, outline.plan, facts.progress, language)
            own = [party.evidence.edge for party in item.parties]
            rows.append(_told(task, item.work, outline.plan.id, (parties, own), language))
    return _table(outline.plan.title, _without_empty(rows), facts.plans, "", language)


def department_tasks(
    department: wire_departments.DepartmentOut,
    duties: Sequence[wire_departments.DutyOut],
    facts: Facts,
    language: Language,
) -> tuple[TaskTable, Marks]:
    """A department's duties, a measure once, under the plans that state them.

    What it has by way of a collective or a predecessor stands for no edge of its own: it is corrected where it is said.
    """
    rows: list[Told] = []
    every: dict[str, list[wire_departments.DutyOut]] = {}
    for duty in duties:
        every.setdefault(duty.measure.id, []).append(duty)
    plan = ""
    for duty, *further in every.values():
        if duty.plan.id != plan:
            plan = duty.plan.id
            rows.append(_plan_heading(duty.plan))
        same = (duty, *further)
        own = [wire.PartnerOut(role=each.role, department=_short(department)) for each in same]
        mine = [each.evidence.edge for each in same if not each.predecessor and not each.through]
        held = [
            MarkedParty(role=each.role, name=department.name, edges=[e for e in mine if e == each.evidence.edge])
            for each in same
        ]
        for partner in duty.partners:
            between = facts.edges.get((duty.measure.id, partner.role, partner.department.id), ())
            held.append(MarkedParty(role=partner.role, name=partner.department.name, edges=list(between)))
        named = [*own, *duty.partners]
        task = Task(
            work=f"{duty.measure.label}{duty.measure.title}",
            targets=targets_said(duty.measure.targets, language),
            leads=_names(named, "lead", language),
            others=_others(named, language),
            due=_due(duty.measure, language),
            basis=_cited(duty.plan, [each.evidence for each in same], language),
            **_progress(duty.measure, facts.progress, language),
        )
        rows.append(_told(task, duty.measure, duty.plan.id, (held, mine), language))
    return _table(department.name, rows, facts.plans, department.id, language)


def _plan_heading(plan: wire.PlanRef) -> Told:
    """A plan above its duties; its code is not that of a row about the whole plan."""
    title, code = f"{plan.title} {plan.number}".strip(), row_code(f"{plan.id}/")
    marked = MarkedRow(
        code=code, work=plan.id, kind="Plan", plan=plan.id, label="", title=title, chapter=True, cells={"task": title}
    )
    return Told(Chapter(title, code), marked)


def _chapter(work: wire.WorkRef, plan: str) -> Told:
    title, code = f"{work.label}{work.title}", row_code(work.id)
    marked = MarkedRow(
        code=code, work=work.id, kind=work.kind, plan=plan, label=work.label, title=work.title, chapter=True,
        cells={"task": title},
    )  # fmt: skip
    return Told(Chapter(title, code), marked)


def _told(
    task: Task, work: wire.WorkRef, plan: str, held: tuple[list[MarkedParty], list[str]], language: Language
) -> Told:
    """The row with its code, and what it was made from."""
    parties, own = held
    code = row_code(work.id)
    marked = MarkedRow(
        code=code, work=work.id, kind=work.kind, plan=plan, label=work.label, title=work.title,
        cells={head: cell for head, cell in zip(CELLS, task.cells(), strict=True) if head != "task_basis"},
        basis=said_in(task.basis),
        parties=_joined(parties), own=own,
        targets=[
            MarkedTarget(target=target.id, said=targets_said([target], language), metric=target.metric, unit=target.unit)
            for target in work.targets
        ],
        dues=[
            MarkedDue(node=node, date=date, said=said_date(date, language))
            for date in dues(work)
            for node in ([work.id] if work.deadline else [t.id for t in work.targets if t.deadline == date])
        ],
    )  # fmt: skip
    return Told(replace(task, code=code), marked)


def _marked_party(role: str, name: str, edge: str) -> MarkedParty:
    return MarkedParty(role=role, name=name, edges=[edge])


def _joined(parties: Iterable[MarkedParty]) -> list[MarkedParty]:
    """Each name once a role, as the cells show it, with all its edges."""
    found: dict[tuple[str, str], list[str]] = {}
    for party in parties:
        held = found.setdefault((party.role, party.name), [])
        held += [edge for edge in party.edges if edge not in held]
    return [MarkedParty(role=role, name=name, edges=edges) for (role, name), edges in found.items()]


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
    work: wire.WorkRef,
    parties: Sequence[wire.PartyOut],
    plan: wire_plans.PlanOut,
    progress: Progress,
    language: Language,
) -> Task:
    """A row; what is stated of the targets themselves is quoted where nobody is named."""
    open_roles = {party.role for party in parties if party.open_list}
    return Task(
        work=f"{work.label}{work.title}",
        targets=targets_said(work.targets, language),
        leads=_names(parties, "lead", language) + (words("and_others", language) if "lead" in open_roles else ""),
        others=_others(parties, language, open_roles),
        due=_due(work, language),
        basis=_cited(plan, [party.evidence for party in parties], language) or _stated(plan, work, language),
        **_progress(work, progress, language),
    )


def _progress(work: wire.WorkRef, progress: Progress, language: Language) -> dict[str, str]:
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
        "state": words(f"task_going_{state}", language) if state in STATES else state,
        "value": "\n".join(lines),
        "date": said_date(str(said.get("date", "")), language),
        "note": str(said.get("note", "")),
        "contact": str(said.get("contact", "")),
    }


def _names(parties: Iterable[wire.PartyOut | wire.PartnerOut], role: str, language: Language) -> str:
    return listed(dict.fromkeys(party.department.name for party in parties if party.role == role), language)


def _others(
    parties: Sequence[wire.PartyOut | wire.PartnerOut], language: Language, open_roles: Iterable[str] = ()
) -> str:
    """Responsible parties as they are, weaker roles with their name before them, a line each."""
    lines = []
    for role in ("responsible", *WEAKER):
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


def _without_empty(rows: Sequence[Told]) -> list[Told]:
    """Chapters that have a task before the next chapter ends them."""
    kept: list[Told] = []
    waiting: list[Told] = []
    for told in rows:
        if isinstance(told.row, Chapter):
            waiting = [*waiting[-1:], told]  # a chapter and the one above it
        else:
            kept += [*waiting, told]
            waiting = []
    return kept


def _table(
    name: str, rows: Sequence[Told], plans: Sequence[MarkedPlan], department: str, language: Language
) -> tuple[TaskTable, Marks]:
    count = sum(isinstance(told.row, Task) for told in rows)
    title = words("task_title", language, name=name)
    marks = Marks(
        title=title, language=language, department=department, plans=list(plans), rows=[told.marked for told in rows]
    )
    table = TaskTable(
        title=title,
        note=words("task_note", language, n=count) + words("task_readback", language),
        heads=tuple(words(head, language) for head in HEADS),
        rows=tuple(told.row for told in rows),
        marks=mark_lines(marks),
        states=tuple(words(f"task_going_{state}", language) for state in STATES),
    )
    return table, marks


def _short(department: wire_departments.DepartmentOut) -> wire.DepartmentRef:
    return wire.DepartmentRef(
        id=department.id, name=department.name, name_en=department.name_en, kind=department.kind,
        jurisdiction=department.jurisdiction,
    )  # fmt: skip
