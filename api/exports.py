"""Lists by name, as the pages show them but whole: what the export routes and the export verb write."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from api import answers, tables, wire
from api.tasks import department_tasks, plan_tasks
from graph.errors import BadRequestError
from graph.questions.departments import find_department
from graph.questions.duties import duties
from graph.questions.partners import partners
from graph.questions.plans import find_plan, outline, plans
from graph.questions.targets import targets
from graph.questions.workload import all_workloads
from graph.schema import Language
from graph.store import View
from viz.sheets import Sheet
from viz.tasks import TaskTable

ListName = Literal["departments", "duties", "targets", "plans", "measures", "partners", "not-read", "search"]
LISTS: tuple[ListName, ...] = (
    "departments",
    "duties",
    "targets",
    "plans",
    "measures",
    "partners",
    "not-read",
    "search",
)
WORKBOOK: tuple[ListName, ...] = ("plans", "measures", "departments", "duties", "targets", "not-read")
"""Sheets of a workbook of everything."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What narrows a list; each list looks at what concerns it. `department` and `plan` are any name."""

    plan: str = ""
    department: str = ""
    roles: tuple[str, ...] = ()
    unowned: bool | None = None
    milestones: bool = False
    due_before: str = ""
    words: str = ""


def sheet(view: View, name: ListName, wanted: Wanted, language: Language) -> Sheet:
    """One list whole. Raises UnknownIdError, AmbiguousNameError, BadRequestError."""
    return _BUILDERS[name](view, wanted, language)


def workbook(view: View, wanted: Wanted, language: Language) -> list[Sheet]:
    """All lists of a plan, or of the store."""
    return [sheet(view, name, wanted, language) for name in WORKBOOK]


def task_tables(view: View, wanted: Wanted, language: Language) -> list[TaskTable]:
    """The task table of a department, of a plan, or of each plan."""
    if wanted.department:
        node = find_department(view, wanted.department)
        found = answers.duties(duties(view, node, roles=wanted.roles, plan=_plan(view, wanted), own=True))
        return [department_tasks(found.department, found.items, language)]
    return [plan_tasks(each, language) for each in _outlines(view, wanted)]


def _departments(view: View, wanted: Wanted, language: Language) -> Sheet:
    plan = _plan(view, wanted)
    return tables.department_sheet(answers.workloads(all_workloads(view, plans=[plan] if plan else ())).items, language)


def _duties(view: View, wanted: Wanted, language: Language) -> Sheet:
    return tables.duty_sheet(_every_duty(view, wanted), language)


def _every_duty(view: View, wanted: Wanted) -> Iterator[tuple[str, wire.DutyOut]]:
    """The duties of one department, else of all by name."""
    plan = _plan(view, wanted)
    one = [find_department(view, wanted.department)] if wanted.department else view.list_nodes("Department").items
    for node in one:
        found = duties(view, node, roles=wanted.roles, plan=plan, due_before=wanted.due_before, own=True)
        for item in (*found.page.items, *found.plan_wide):
            yield str(node.properties["name"]), answers.duty(item)


def _targets(view: View, wanted: Wanted, language: Language) -> Sheet:
    found = targets(
        view,
        plan=_plan(view, wanted),
        unowned=wanted.unowned,
        milestones=wanted.milestones,
        due_before=wanted.due_before,
    )
    return tables.target_sheet(answers.targets(found).items, language)


def _plans(view: View, wanted: Wanted, language: Language) -> Sheet:
    plan = _plan(view, wanted)
    return tables.plan_sheet([p for p in answers.plans(plans(view)).items if plan in ("", p.id)], language)


def _measures(view: View, wanted: Wanted, language: Language) -> Sheet:
    return tables.measure_sheet(_outlines(view, wanted), language)


def _partners(view: View, wanted: Wanted, language: Language) -> Sheet:
    if not wanted.department:
        raise BadRequestError("partners are those of a department", hint="name the department")
    node = find_department(view, wanted.department)
    return tables.partner_sheet(answers.partners(partners(view, node, plan=_plan(view, wanted))), language)


def _not_read(view: View, wanted: Wanted, language: Language) -> Sheet:
    plan = _plan(view, wanted)
    lines = [line for line in plans(view).items if plan in ("", line.plan.id)]
    records = [(line.plan, view.load_record(line.plan.id)) for line in lines]
    return tables.problem_sheet([answers.report(node, record) for node, record in records if record], language)


def _search(view: View, wanted: Wanted, language: Language) -> Sheet:
    if not wanted.words.strip():
        raise BadRequestError("the search has no words", hint="give at least one character")
    return tables.found_sheet(answers.search(view.search(wanted.words, limit=MOST_FOUND)), language)


def _outlines(view: View, wanted: Wanted) -> Iterator[wire.OutlineOut]:
    chosen = [find_plan(view, wanted.plan)] if wanted.plan else [line.plan for line in plans(view).items]
    for node in chosen:
        yield answers.outline(outline(view, node), view.load_record(node.id))


def _plan(view: View, wanted: Wanted) -> str:
    return find_plan(view, wanted.plan).id if wanted.plan else ""


MOST_FOUND = 5_000
"""Hits of a search that are taken away; a page shows them all by turns."""

_BUILDERS: Mapping[ListName, Callable[[View, Wanted, Language], Sheet]] = {
    "departments": _departments, "duties": _duties, "targets": _targets, "plans": _plans, "measures": _measures,
    "partners": _partners, "not-read": _not_read, "search": _search,
}  # fmt: skip
