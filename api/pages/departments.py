"""/departments: all of them by load, and what one is on the hook for."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, NamedTuple

from fastapi import Query, Request
from fastapi.responses import HTMLResponse, Response

from api.answers import departments as answers_departments
from api.answers import names as answers_names
from api.answers import references as answers
from api.answers.department_duties import PAGED, ROLES, deadlines, narrowed
from api.decisions.notes import notes
from api.http.delivery.router import Router
from api.http.dependencies import MemoryDep, Offset, ViewDep, get_rosters, get_today
from api.http.pages import PAGE_SIZE, moved_permanently, page, page_language, page_path
from api.pages.shown import charts
from api.pages.shown import quoted_findings as blocks
from api.pages.shown.desk import remembered
from api.pages.shown.namesakes import every_name, places_of, told_apart
from api.wire import departments as wire_departments
from api.wire import references as wire
from graph.deadlines.due import last_day
from graph.deadlines.periods import quarter
from graph.questions.departments.duties import GROUPS, Duties, duties
from graph.questions.departments.finding import find_department, moved_to
from graph.questions.departments.partners import partners
from graph.questions.departments.succession import lineage
from graph.questions.departments.workload import all_workloads, workload
from graph.questions.parameters import LoadSort
from graph.questions.plans.plans import named_plan
from graph.questions.plans.progress import reported
from graph.schema import Language

router = Router(include_in_schema=False)

MOST_PARTNERS = 30


@router.get("/departments")
def department_list(
    request: Request,
    view: ViewDep,
    q: Annotated[str, Query(max_length=200)] = "",
    sort: LoadSort | None = None,
    offset: Offset = 0,
) -> HTMLResponse:
    """All departments by load or by a column; `q` keeps those one of whose names contains the words."""
    found = answers_departments.workloads(all_workloads(view, words=q, sort=sort, offset=offset, limit=PAGE_SIZE))
    where = told_apart(view, [load.department for load in found.items], page_language(request), borne=every_name(view))
    return page(
        request,
        "departments.html",
        loads=found,
        chart=charts.loads(found.items, page_language(request), where),
        q=q.strip(),
        sort=sort or "-lead",
        where=where,
        twin=f"/api{page_path('workload', q=q.strip(), sort=sort or '', offset=str(offset), limit=str(PAGE_SIZE))}",
    )


@router.get("/departments/{key:path}", response_model=None)
def department_page(
    request: Request,
    view: ViewDep,
    memory: MemoryDep,
    key: str,
    offset: Offset = 0,
    jurisdiction: str = "",
    show: str = "",
    partner: str = "",
    plan: str = "",
) -> Response:
    """What are we on the hook for; `show`, `partner` and `plan` narrow it to what a number counts."""
    if target := moved_to(view, key):
        return moved_permanently(page_path("departments", target))
    rosters = get_rosters(request)
    node = find_department(view, key, jurisdiction=jurisdiction, rosters=rosters)
    within = named_plan(view, plan) if plan else None
    plan_id = within.id if within else ""
    together = find_department(view, partner) if partner else None
    show = show if show in ROLES else ""
    paged = show in PAGED and not together
    asked = duties(
        view,
        node,
        roles=ROLES.get(show, ()),
        plan=plan_id,
        own=bool(show or together or plan),  # the numbers that lead here count its own duties only
        rosters=rosters,
        grouped=True,
        offset=offset if paged else 0,
        limit=PAGE_SIZE if paged else None,
    )
    found = answers_departments.duties(asked)
    if not paged:
        items = narrowed(found.items, show, together.id if together else "")
        found = found.model_copy(update={"items": items, "total": len(items)})
    load = answers_departments.workload(workload(view, node, plan=plan_id))
    met = answers_departments.partners(partners(view, node, limit=MOST_PARTNERS))
    due_list = deadlines(found.items)
    return page(
        request,
        "department.html",
        duties=found,
        notes=notes(view, found),
        groups=list(_groups(asked, found, paged=paged)),
        load=load,
        is_mine=remembered(request.cookies) == node.id,
        said=reported(view, "all", get_today(request), plan=plan_id, department=node.id, limit=0),
        findings=blocks.of_department(view, memory, node, load.by_plan) if not (show or together or plan) else None,
        history=answers_names.history(lineage(view, node)),
        partners=met,
        show=show,
        within=answers.plan_ref(within) if within else None,
        with_partner=answers_departments.department(together) if together else None,
        deadlines=due_list,
        due_chart=_due_chart(due_list, get_today(request), page_language(request)),
        year_chart=charts.years(
            charts.by_year(load.by_plan), page_language(request), "chart_duties", lambda _: "#plans"
        ),
        place=places_of(view, [found.department], page_language(request)).get(node.id, ""),
        where=told_apart(view, [*_named(found), *(line.department for line in met.items)], page_language(request)),
        twin=f"/api{page_path('departments', node.id, 'duties', plan=plan_id)}",
    )


class Group(NamedTuple):
    """The duties of a group on the page; `total` of the whole list, `offset` of the page on which the group begins."""

    key: str
    duties: list[wire_departments.DutyOut]
    total: int
    offset: int


def _groups(asked: Duties, found: wire_departments.DutiesOut, *, paged: bool) -> Iterator[Group]:
    """The groups that have any duties, in the order of the list."""
    here: dict[str, list[wire_departments.DutyOut]] = {name: [] for name in GROUPS}
    for duty in found.items:
        here[_group(duty)].append(duty)
    begins = 0
    for name in GROUPS:
        total = asked.groups.get(name, 0) if paged else len(here[name])
        if total:
            yield Group(name, here[name], total, begins // PAGE_SIZE * PAGE_SIZE)
        begins += total


def _due_chart(
    due_list: Sequence[tuple[str, Sequence[wire_departments.DutyOut]]], today: date, language: Language
) -> str:
    """What of the list is due by quarter; a column leads to where its quarter begins in the list."""
    counts: Counter[str] = Counter()
    begins: dict[str, str] = {}
    for due, works in due_list:
        if last := last_day(due):
            counts[quarter(last)] += len(works)
            begins.setdefault(quarter(last), due)
    dated = sorted(begins)
    links = {**begins, "passed": begins[dated[0]], "later": begins[dated[-1]]} if dated else {}
    return charts.dues(counts, today, language, lambda key: f"#due-{links[key]}")


def _group(duty: wire_departments.DutyOut) -> str:
    if duty.role == "lead":
        return "leads_jointly" if any(partner.role == "lead" for partner in duty.partners) else "leads_alone"
    return "is_responsible" if duty.role == "responsible" else "supports"


def _named(found: wire_departments.DutiesOut) -> list[wire.DepartmentRef]:
    return [partner.department for duty in found.items for partner in duty.partners]
