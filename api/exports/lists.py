"""Lists by name, as the pages show them but whole: what the export routes and the export verb write."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from api.answers import departments as answers_departments
from api.answers import graph as answers_graph
from api.answers import measures as answers_measures
from api.answers import plans as answers_plans
from api.answers import references as answers
from api.answers.department_duties import PAGED, ROLES, deadlines, narrowed
from api.decisions.notes import every_note
from api.exports import bottleneck_lists, duty_rows, name_rows
from api.exports import rows as tables
from api.exports.due_lists import due_calendar, due_sheet, due_table
from api.exports.list_requests import ListName, Wanted, heeding, plain
from api.exports.papers.annexes import finding_paper
from api.exports.papers.briefs import brief
from api.exports.papers.reminders import reminder_letter, reminder_sheet
from api.exports.papers.sources import source_sheet
from api.exports.task_facts import department_facts, holders, latest_progress, plan_facts
from api.exports.task_marks import Marks
from api.exports.task_tables import department_tasks, plan_tasks
from api.wire import departments as wire_departments
from api.wire import plans as wire_plans
from api.wire import references as wire
from api.wire.namesakes import namesakes, renamed, told_apart
from graph.errors import BadRequestError
from graph.model import Node
from graph.questions.departments import duties as duty_questions
from graph.questions.departments.duties_across import every_duty
from graph.questions.departments.finding import find_department
from graph.questions.departments.partners import partners
from graph.questions.departments.workload import all_workloads
from graph.questions.parameters import LOAD_SORTS, PLAN_SORTS, checked_sort
from graph.questions.plans.measure_list import kept_measures
from graph.questions.plans.measures import work
from graph.questions.plans.plans import find_plan, named_plan, outline, plan_id, plan_line, plans
from graph.questions.plans.search import EVERYTHING, search
from graph.questions.plans.targets import targets
from graph.schema import Language
from graph.store import View
from viz.office.briefs import brief_document
from viz.office.meeting_papers import paper_document
from viz.office.reminder_letters import reminder_document
from viz.office.sheets import Sheet, csv_text, xlsx
from viz.office.task_sheets import task_workbook
from viz.office.task_tables import TaskTable, task_document

WORKBOOK: tuple[ListName, ...] = ("plans", "measures", "departments", "duties", "targets", "not-read")
"""Sheets of a workbook of everything."""

GROUPS: Mapping[ListName, tuple[ListName, ...]] = {
    "figures": ("profiles", "concentration", "places", "losses", "covers", "between"),
    "what-if": ("what-if-measures", "what-if-findings", "what-if-loads"),
}
"""Several lists that one page shows together: one workbook."""

TASKS: tuple[ListName, ...] = ("tasks", "duties", "measures")
"""Lists that as a Word document are a task table."""


@heeding
def xlsx_file(view: View, name: ListName | None, wanted: Wanted, language: Language) -> bytes:
    """A list, a task table, a group of lists, or a workbook of everything."""
    if name == "tasks":
        made = source_sheet(view, name, wanted, language)
        return task_workbook([table for table, _ in task_tables(view, wanted, language)], language, made)
    names = (name,) if name else WORKBOOK
    listed = [sheet for each in names for sheet in sheets(view, each, wanted, language)]
    return xlsx([*listed, source_sheet(view, name, wanted, language)])


@heeding
def csv_file(view: View, name: ListName | None, wanted: Wanted, language: Language) -> bytes:
    """One list. BadRequestError for none, for several, and for a task table: csv can't hide what tells its rows apart."""
    if name == "tasks":
        raise BadRequestError("a task table is no csv", hint="ask for xlsx or docx, or for the list measures as csv")
    if name is None or name in GROUPS:
        hint = f"one of {', '.join(GROUPS[name])}" if name else "name it in `list`, or ask for xlsx"
        raise BadRequestError("csv holds one list", hint=hint)
    return csv_text(sheets(view, name, wanted, language)[0])


@heeding
def docx_file(view: View, name: ListName | None, wanted: Wanted, language: Language, spoken: str) -> bytes:
    """A task table, or the findings as a paper for a meeting; `spoken` is the language's code. BadRequestError for others."""
    if name == "findings":
        found = bottleneck_lists.found(view, wanted)
        return paper_document(finding_paper(found, wanted, language), language=spoken)
    if name in ("meeting", "meeting-annex"):
        found = bottleneck_lists.of_one_plan(view, wanted)
        annex = finding_paper(found, wanted, language) if name == "meeting-annex" else None
        return brief_document(brief(found, language, annexed=annex is not None), annex, language=spoken)
    if name == "reminders":
        return reminder_document([reminder_letter(view, wanted, language)], language=spoken)
    if name == "due":
        return task_document([due_table(view, wanted, language)], language=spoken)
    if name is not None and name not in TASKS:
        names = ", ".join((*TASKS, "due", "reminders", "findings", "meeting", "meeting-annex"))
        raise BadRequestError(
            f"the list {name!r} has no Word document", hint=f"docx is for {names}; ask for xlsx or csv"
        )
    return task_document([table for table, _ in task_tables(view, wanted, language)], language=spoken)


@heeding
def ics_file(view: View, name: ListName | None, wanted: Wanted, language: Language) -> bytes:
    """What is due as a calendar. BadRequestError for any other list."""
    if name not in (None, "due"):
        raise BadRequestError(f"the list {name!r} has no calendar", hint="ics is for due; ask for xlsx or csv")
    _plan(view, wanted)
    return due_calendar(view, wanted, language)


def sheets(view: View, name: ListName, wanted: Wanted, language: Language) -> Sequence[Sheet]:
    """One list whole; further sheets explain it. Raises UnknownIdError, AmbiguousNameError, BadRequestError."""
    asked = plain(wanted)  # also where the list does not look at them: who misspells one learns that first
    _plan(view, asked)
    if asked.department:
        find_department(view, asked.department, rosters=asked.rosters)
    if name in GROUPS:
        return [sheet for each in GROUPS[name] for sheet in sheets(view, each, wanted, language)]
    if name in _BUILDERS:
        return [_BUILDERS[name](view, wanted, language)]
    return bottleneck_lists.sheets(view, name, wanted, language)


def task_tables(view: View, wanted: Wanted, language: Language) -> list[tuple[TaskTable, Marks]]:
    """The task table of a department, of a plan, or of each plan, with what it was made from."""
    progress = latest_progress(view)
    today = wanted.today.isoformat() if wanted.today else ""
    if wanted.department:
        node = find_department(view, wanted.department, rosters=wanted.rosters)
        own = told_apart(_own(view, node, wanted), language)
        facts = department_facts(view, own, progress, today)
        return [department_tasks(answers_departments.department(node), own, facts, language)]
    return [
        plan_tasks(told_apart(each, language), plan_facts(view, each, progress, today), language)
        for each in _outlines(view, wanted)
    ]


def _departments(view: View, wanted: Wanted, language: Language) -> Sheet:
    plan = _plan(view, wanted)
    loads = all_workloads(
        view, plans=[plan] if plan else (), words=wanted.words, sort=checked_sort(wanted.sort, LOAD_SORTS)
    )
    return tables.department_sheet(answers_departments.workloads(loads).items, language)


def _duties(view: View, wanted: Wanted, language: Language) -> Sheet:
    notes = every_note(view, _plan(view, wanted))
    return duty_rows.duty_sheet(_every_duty(view, wanted, language), language, notes=notes)


def _every_duty(
    view: View, wanted: Wanted, language: Language
) -> Iterator[tuple[wire.DepartmentRef, wire_departments.DutyOut]]:
    """The duties of one department as its page lists them, else of all by name, each once; names told apart by places."""
    if wanted.department:
        node = find_department(view, wanted.department, rosters=wanted.rosters)
        yield from told_apart([(answers.department_ref(node), duty) for duty in _own(view, node, wanted)], language)
        return
    every = [(node.id, node.text("name"), node.text("jurisdiction")) for node in view.list_nodes("Department").items]
    shared = namesakes(every)
    roles = wanted.roles or ROLES.get(wanted.show, ())
    for node, duty in every_duty(
        view, roles=roles, plan=_plan(view, wanted), due_before=wanted.due_before, facets=wanted.facets
    ):
        yield renamed((answers.department_ref(node), answers_departments.duty(duty)), shared, language)


def _own(view: View, node: Node, wanted: Wanted) -> list[wire_departments.DutyOut]:
    """The duties that the department's page lists; `show`, `partner` and `plan` narrow them to what a number counts."""
    shown = bool(wanted.show or wanted.partner)
    found = _asked(view, node, wanted, own=shown or bool(wanted.plan))
    if not shown:
        return [*found.items, *found.plan_wide]
    if wanted.show in PAGED and not wanted.partner:
        return list(found.items)
    return narrowed(found.items, wanted.show, wanted.partner)


def _asked(view: View, node: Node, wanted: Wanted, *, own: bool) -> wire_departments.DutiesOut:
    roles = wanted.roles or ROLES.get(wanted.show, ())
    found = duty_questions.duties(
        view, node, roles=roles, facets=wanted.facets, plan=_plan(view, wanted), due_before=wanted.due_before,
        own=own, rosters=wanted.rosters,
    )  # fmt: skip
    return answers_departments.duties(found)


def _mentions(view: View, wanted: Wanted, language: Language) -> Sheet:
    node = find_department(view, wanted.needs(wanted.department, "mentions", "a department"), rosters=wanted.rosters)
    found = told_apart(_asked(view, node, wanted, own=False).also_mentioned, language)
    return duty_rows.duty_sheet(((answers.department_ref(node), duty) for duty in found), language, title="mentions")


def _deadlines(view: View, wanted: Wanted, language: Language) -> Sheet:
    node = find_department(view, wanted.needs(wanted.department, "deadlines", "a department"), rosters=wanted.rosters)
    listed = told_apart(_asked(view, node, wanted, own=False).items, language)
    return duty_rows.deadline_sheet(deadlines(listed), language)


def _partners(view: View, wanted: Wanted, language: Language) -> Sheet:
    node = find_department(view, wanted.needs(wanted.department, "partners", "a department"), rosters=wanted.rosters)
    found = answers_departments.partners(partners(view, node, plan=_plan(view, wanted)))
    return tables.partner_sheet(told_apart(found, language), language)


def _targets(view: View, wanted: Wanted, language: Language) -> Sheet:
    found = targets(
        view,
        plan=_plan(view, wanted),
        unowned=wanted.unowned,
        milestones=wanted.milestones,
        due_before=wanted.due_before,
        by_deadline=True,
        facets=wanted.facets,
    )
    return tables.target_sheet(
        told_apart(answers_measures.targets(found).items, language),
        language,
        notes=every_note(view, _plan(view, wanted)),
    )


def _plans(view: View, wanted: Wanted, language: Language) -> Sheet:
    plan = _plan(view, wanted)
    listed = answers_plans.plans(
        view, plans(view, sort=checked_sort(wanted.sort, PLAN_SORTS) or "date", facets=wanted.facets)
    )
    return tables.plan_sheet([p for p in listed.items if plan in ("", p.id)], language)


def _measures(view: View, wanted: Wanted, language: Language) -> Sheet:
    notes = every_note(view, _plan(view, wanted))
    return tables.measure_sheet(told_apart(list(_outlines(view, wanted)), language), language, notes=notes)


def _parties(view: View, wanted: Wanted, language: Language) -> Sheet:
    """The parties of a measure, or of the measures of a goal."""
    key = wanted.needs(wanted.work, "parties", "a measure or goal (`work`)")
    kind = next((node.kind for node in view.nodes([key])), "Measure")
    found = answers_measures.work(work(view, key, "Goal" if kind == "Goal" else "Measure"))
    wanted_ids = {found.id, *(line.measure.id for line in found.measures)}
    whole = _outline(view, find_plan(view, found.plan.id))
    items = [item for item in whole.items if item.work.id in wanted_ids]
    return tables.party_sheet(found.plan, told_apart(items, language), language)


def _not_read(view: View, wanted: Wanted, language: Language) -> Sheet:
    plan = _plan(view, wanted)
    records = [(each.plan, view.load_record(each.plan.id)) for each in plans(view).items if plan in ("", each.plan.id)]
    reports = [answers_plans.told_record(view, node, record) for node, record in records if record]
    return tables.problem_sheet(reports, language)


def _search(view: View, wanted: Wanted, language: Language) -> Sheet:
    if not wanted.words.strip():
        raise BadRequestError("the search has no words", hint="give at least one character")
    found = search(view, wanted.words, literal=wanted.literal, facets=wanted.facets, limit=EVERYTHING)
    return tables.found_sheet(answers_graph.search(found, {}), language)


def _outline(view: View, plan: Node) -> wire_plans.OutlineOut:
    return answers_plans.outline(outline(view, plan), plan_line(view, plan))


def _outlines(view: View, wanted: Wanted) -> Iterator[wire_plans.OutlineOut]:
    """Outlines of the plan or of all; with facets only measures that have them, with `show` = nobody only those of nobody."""
    kept = kept_measures(view, wanted.facets) if wanted.facets else None
    chosen = [named_plan(view, wanted.plan)] if wanted.plan else [line.plan for line in plans(view).items]
    for node in chosen:
        found = _outline(view, node)
        if kept is not None:
            found = found.model_copy(update={"items": [item for item in found.items if item.work.id in kept]})
        if wanted.show == "nobody":
            holding = holders(view, [i.work.id for i in found.items])
            items = [i for i in found.items if i.work.kind == "Measure" and not i.parties and i.work.id not in holding]
            found = found.model_copy(update={"items": items})
        yield found


def _plan(view: View, wanted: Wanted) -> str:
    return plan_id(view, wanted.plan)


_BUILDERS: Mapping[ListName, Callable[[View, Wanted, Language], Sheet]] = {
    "departments": _departments, "duties": _duties, "mentions": _mentions, "deadlines": _deadlines, "due": due_sheet, "reminders": reminder_sheet,
    "partners": _partners, "targets": _targets, "plans": _plans, "measures": _measures, "parties": _parties,
    "not-read": _not_read, "search": _search, "citations": name_rows.citation_sheet, "cited": name_rows.cited_sheet, "evidence": name_rows.evidence_sheet, "names": name_rows.open_names, "decisions": name_rows.every_decision,
}  # fmt: skip
