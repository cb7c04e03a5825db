"""/api/departments: finding departments, and what one is on the hook for."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from api.answers import departments as answers_departments
from api.decisions.notes import explained
from api.http.delivery.router import Router
from api.http.dependencies import DateWords, Key, PagingDep, TodayDep, ViewDep, get_rosters
from api.http.filters.facet_parameters import BorneFacetsDep
from api.http.narrowing import SoonBefore
from api.http.pages import api_path, moved_permanently
from api.wire import departments as wire_departments
from graph.model import Node
from graph.questions.departments.duties import duties
from graph.questions.departments.finding import find_department, merged_into, moved_to
from graph.questions.departments.partners import partners
from graph.questions.departments.reminders import day_before, reminders
from graph.questions.departments.workload import workload
from graph.questions.plans.plans import plan_id
from graph.questions.plans.search import search
from graph.roster import Roster
from graph.store import Page, View
from loaders.departments.town_rosters import gazetteer_rosters

router = Router(prefix="/departments", tags=["departments"])

Plan = Annotated[str, Query(description="Number, title or id of a plan, to narrow the answer to it")]
Jurisdiction = Annotated[
    str, Query(description="A place, or the end of its path, that tells departments of one name apart")
]


@router.get("")
def list_departments(
    view: ViewDep,
    paging: PagingDep,
    q: Annotated[
        str, Query(description="Words that a name holds, or its pinyin or initials; none: all departments by name")
    ] = "",
) -> wire_departments.DepartmentsOut:
    """Departments whose name contains the words, or all."""
    if q.strip():
        answer = search(view, q, kinds=("Department",), offset=paging.offset, limit=paging.limit).found
        found: Page[Node] = Page(answer.items, answer.offset, answer.total)
    else:
        found = view.list_nodes("Department", offset=paging.offset, limit=paging.limit)
    return answers_departments.departments(found)


@router.get("/{key:path}/duties", response_model=wire_departments.DutiesOut)
def department_duties(
    request: Request,
    view: ViewDep,
    paging: PagingDep,
    key: Key,
    facets: BorneFacetsDep,
    plan: Plan = "",
    due_before: Annotated[
        DateWords | None, Query(description="Only what is due before YYYY, YYYY-MM or YYYY-MM-DD")
    ] = None,
    jurisdiction: Jurisdiction = "",
    own: Annotated[bool, Query(description="Without those of predecessors and of collectives")] = False,
    gazetteer: Annotated[
        bool, Query(description="With those of collectives of places to which the gazetteer counts it, marked")
    ] = False,
) -> wire_departments.DutiesOut | Response:
    """Everything a department leads, is responsible for, supports, guides or supervises, with the words."""
    rosters = (*get_rosters(request), *(gazetteer_rosters(view) if gazetteer else ()))
    node = find_or_redirect(request, view, key, jurisdiction, rosters)
    if isinstance(node, Response):
        return node
    found = duties(
        view,
        node,
        facets=facets,
        plan=plan_id(view, plan),
        due_before=due_before or "",
        own=own,
        rosters=rosters,
        offset=paging.offset,
        limit=paging.limit,
    )
    return explained(view, answers_departments.duties(found))


@router.get("/{key:path}/reminders", response_model=wire_departments.RemindersOut)
def department_reminders(
    request: Request,
    view: ViewDep,
    today: TodayDep,
    paging: PagingDep,
    key: Key,
    plan: Plan = "",
    due_before: SoonBefore = None,
    jurisdiction: Jurisdiction = "",
    own: Annotated[bool, Query(description="Without those of predecessors and of collectives")] = False,
) -> wire_departments.RemindersOut | Response:
    """What a department has to be reminded of: overdue, due soon, and never reported on; what is done is left out."""
    node = find_or_redirect(request, view, key, jurisdiction)
    if isinstance(node, Response):
        return node
    found = reminders(
        view,
        node,
        today,
        before=day_before(due_before),
        plan=plan_id(view, plan),
        own=own,
        rosters=get_rosters(request),
    )
    return answers_departments.reminders(found, paging.offset, paging.limit)


@router.get("/{key:path}/workload", response_model=wire_departments.WorkloadOut)
def department_workload(
    request: Request, view: ViewDep, key: Key, plan: Plan = "", jurisdiction: Jurisdiction = ""
) -> wire_departments.WorkloadOut | Response:
    """How much a department carries, in units that can be compared."""
    node = find_or_redirect(request, view, key, jurisdiction)
    return (
        node
        if isinstance(node, Response)
        else answers_departments.workload(workload(view, node, plan=plan_id(view, plan)))
    )


@router.get("/{key:path}/partners", response_model=wire_departments.PartnersOut)
def department_partners(
    request: Request, view: ViewDep, paging: PagingDep, key: Key, plan: Plan = "", jurisdiction: Jurisdiction = ""
) -> wire_departments.PartnersOut | Response:
    """With whom a department works, the most frequent first."""
    node = find_or_redirect(request, view, key, jurisdiction)
    if isinstance(node, Response):
        return node
    return answers_departments.partners(
        partners(view, node, plan=plan_id(view, plan), offset=paging.offset, limit=paging.limit)
    )


@router.get("/{key:path}", response_model=wire_departments.DepartmentOut)
def one_department(
    request: Request, view: ViewDep, key: Key, jurisdiction: Jurisdiction = ""
) -> wire_departments.DepartmentOut | Response:
    """A department by id, name, alias or English name."""
    node = find_or_redirect(request, view, key, jurisdiction)
    if isinstance(node, Response):
        return node
    answer = answers_departments.department(node)
    if (
        moved_to(view, key) == node.id
    ):  # an old name: the way to the survivor, with the survivor for who asks no further
        return moved_permanently(api_path("departments", node.id, quoted=True), answer.model_dump_json())
    return answer


def find_or_redirect(
    request: Request, view: View, key: str, jurisdiction: str, rosters: Sequence[Roster] = ()
) -> Node | Response:
    """The department, or the way to the one that a decision merged it into (308); old names find that one itself."""
    target = merged_into(view, key)
    if target:
        rest = request.url.path.removeprefix(api_path("departments", key))
        query = f"?{request.url.query}" if request.url.query else ""
        return moved_permanently(api_path("departments", target, quoted=True) + rest + query)
    return find_department(view, key, jurisdiction=jurisdiction, rosters=rosters or get_rosters(request))
