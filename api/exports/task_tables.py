"""Answers as task tables 任务分解表: a plan's measures under their chapters, or a department's duties.

Every row carries what it was made from (api/exports/task_marks.py), so that an edited table can be read back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from api.exports.cells import listed, targets_said
from api.exports.task_cells import (
    Progress,
    cited,
    due_marked,
    names_said,
    others_said,
    passed_said,
    progress_said,
    stated,
    without_mark,
)
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
from graph.decisions.progress import STATES
from graph.schema import Language
from viz.office.task_tables import Chapter, Task, TaskTable
from viz.site.catalogue_words import words
from viz.site.deadlines import dues
from viz.site.spoken import said_date

CELLS = (
    "task", "task_text", "task_targets", "task_leads", "task_others", "task_due", "task_basis", "task_state", "task_value",
    "task_date", "task_note_cell", "task_contact",
)  # fmt: skip
"""Heads of what a row says, in the order of Task.cells."""

QUOTED = ("task_text", "task_basis")
"""Heads of what quotes the plan."""

NUMBER, OWN, CODE = "task_number", "task_own", "task_code"
HEADS = (NUMBER, *CELLS, CODE)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a table is made of beside the answer: how things go, its plans, and the edges between measure, role and department.

    `texts` are the plan's own words on each work (id), `holders` works that others are parts of.
    `today` (YYYY-MM-DD): the day from which a deadline has passed; empty: none is marked.
    """

    progress: Progress
    plans: tuple[MarkedPlan, ...]
    edges: Mapping[tuple[str, str, str], Sequence[str]] = field(default_factory=dict)
    today: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    holders: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Told:
    """A row and what it was made from."""

    row: Task | Chapter
    marked: MarkedRow


def plan_tasks(outline: wire_plans.OutlineOut, facts: Facts, language: Language) -> tuple[TaskTable, Marks]:
    """Every measure, and every goal's heading above its measures; targets stand with what states them.

    A measure that names nobody has empty cells for names. One of which others are parts is their heading, unless it names somebody or states a target.
    """
    rows: list[Told] = []
    for item in outline.items:
        heads = item.work.kind == "Goal" or item.work.id in facts.holders
        if heads and not item.parties and not item.work.targets:
            rows.append(_chapter(item.work, outline.plan.id))
        else:
            parties = [_marked_party(party.role, party.department.name, party.evidence.edge) for party in item.parties]
            task = _task(item.work, item.parties, outline.plan, facts, language)
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
        mine = [each.evidence.edge for each in same if not each.predecessor and not each.through]
        held = [
            MarkedParty(role=each.role, name=department.name, edges=[e for e in mine if e == each.evidence.edge])
            for each in same
        ]
        for partner in duty.partners:
            between = facts.edges.get((duty.measure.id, partner.role, partner.department.id), ())
            held.append(MarkedParty(role=partner.role, name=partner.department.name, edges=list(between)))
        named = _as_in_text([*(_partner(each, department) for each in same), *duty.partners])
        task = Task(
            work=f"{duty.measure.label}{duty.measure.title}",
            text=facts.texts.get(duty.measure.id, ""),
            targets=targets_said(duty.measure.targets, language),
            leads=names_said(named, "lead", language),
            others=others_said(named, language),
            due=due_marked(duty.measure, facts.progress, language, facts.today),
            basis=cited(duty.plan, [each.evidence for each in same], language),
            own=listed(dict.fromkeys(words(each.role, language) for each in same), language),
            **progress_said(duty.measure, facts.progress, language),
        )
        rows.append(_told(task, duty.measure, duty.plan.id, (held, mine), language))
    return _table(department.name, rows, facts.plans, department.id, language)


def _partner(duty: wire_departments.DutyOut, department: wire_departments.DepartmentOut) -> wire.PartnerOut:
    """The department of the table among its partners."""
    said = duty.evidence.statement
    return wire.PartnerOut(
        role=duty.role,
        department=_short(department),
        order=duty.order,
        open_list=duty.open_list,
        start=said.start if said else None,
    )


def _as_in_text(parties: Iterable[wire.PartnerOut]) -> list[wire.PartnerOut]:
    """Parties in the order of the words that name them, which is their rank; those that people added come last."""
    return sorted(parties, key=lambda party: (party.start is None, party.start or 0, party.order))


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
        cells={head: cell for head, cell in zip(CELLS, replace(task, due=without_mark(task.due)).cells(), strict=True) if head not in QUOTED},
        basis=said_in(task.basis), text=said_in(task.text),
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


def due_tasks(items: Sequence[wire_measures.DueOut], language: Language, today: str = "") -> TaskTable:
    """What is due, in its order, under the plans that state it; a list to look at, which does not come back."""
    rows: list[Told] = []
    plan = ""
    for item in items:
        if item.plan.id != plan:
            plan = item.plan.id
            rows.append(_plan_heading(item.plan))
        task = Task(
            work=f"{item.measure.label}{item.measure.title}",
            targets=targets_said([item.target], language) if item.target else "",
            leads=names_said(item.parties, "lead", language),
            others=others_said(item.parties, language),
            due=passed_said(item.deadline, language, today),
            basis=cited(item.plan, [item.evidence], language),
        )
        rows.append(_told(task, item.measure, item.plan.id, ([], []), language))
    table, _ = _table(words("due_all", language), rows, (), "", language)
    return replace(table, marks=())


def _task(
    work: wire.WorkRef,
    parties: Sequence[wire.PartyOut],
    plan: wire_plans.PlanOut,
    facts: Facts,
    language: Language,
) -> Task:
    """A row."""
    return Task(
        work=f"{work.label}{work.title}",
        text=facts.texts.get(work.id, ""),
        targets=targets_said(work.targets, language),
        leads=names_said(parties, "lead", language),
        others=others_said(parties, language),
        due=due_marked(work, facts.progress, language, facts.today),
        basis=cited(plan, [party.evidence for party in parties], language) or stated(plan, work),
        **progress_said(work, facts.progress, language),
    )


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
        own=words(OWN, language) if department else "",
        marks=mark_lines(marks),
        states=tuple(words(f"state_{state}", language) for state in STATES),
    )
    return table, marks


def _short(department: wire_departments.DepartmentOut) -> wire.DepartmentRef:
    return wire.DepartmentRef(
        id=department.id, name=department.name, name_en=department.name_en, kind=department.kind,
        jurisdiction=department.jurisdiction,
    )  # fmt: skip
