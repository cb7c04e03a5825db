"""/ and /about: the first page, and what the explorer is, what it holds, what its words and marks mean."""

from http import HTTPStatus
from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api.answers import departments as answers_departments
from api.answers import plans as answers_plans
from api.answers.about import explained
from api.http.access.origins import OwnOrigin
from api.http.delivery.router import Router
from api.http.dependencies import MemoryDep, Offset, TodayDep, ViewDep
from api.http.filters.facet_parameters import FacetsDep
from api.http.pages import PAGE_SIZE, YEAR, page, page_language, page_path, twin
from api.pages.shown import attention, charts, desk
from api.pages.shown.namesakes import every_name, told_apart
from graph.questions.bottlenecks.unled import plans_having
from graph.questions.departments.workload import all_workloads
from graph.questions.parameters import Having, PlanSort
from graph.questions.plans.deadlines import due_counts
from graph.questions.plans.plans import plan_facets, plans
from graph.questions.plans.targets import count_unowned
from viz.site.catalogue_words import accuracy

router = Router(include_in_schema=False)

HOME_DEPARTMENTS = 15
HOME_PLANS = 20
NEWEST: PlanSort = "-date"
"""The order of plans where no other is asked for; those without a date come last."""


@router.get("/")
def home(request: Request, view: ViewDep, memory: MemoryDep, today: TodayDep) -> HTMLResponse:
    """What is due, what nobody owns, what may jam, what was not read, one's own department; plans, departments by load."""
    listed = plans(view, sort=NEWEST, limit=HOME_PLANS)
    loads = answers_departments.workloads(all_workloads(view, limit=HOME_DEPARTMENTS))
    where = told_apart(view, [load.department for load in loads.items], page_language(request), borne=every_name(view))
    return page(
        request,
        "home.html",
        plans=answers_plans.plans(view, listed),
        own=desk.own(view, desk.remembered(request.cookies), today),
        lately=desk.lately(view),
        due=due_counts(view, today),
        jams=attention.jams(view, memory),
        followed=attention.followed(view),
        unassigned=attention.nobody_named(view),
        unread=attention.unread(view),
        loads=loads,
        chart=charts.loads(loads.items, page_language(request), where),
        where=where,
        unowned=count_unowned(view),
    )


@router.post("/mine")
def remember(
    _own: OwnOrigin, department: Annotated[str, Form(max_length=500)], forget: Annotated[bool, Form()] = False
) -> RedirectResponse:
    """Remember one's own department in this browser, or forget it; then its page again."""
    answer = RedirectResponse(page_path("departments", department), status_code=HTTPStatus.SEE_OTHER)
    if forget:
        answer.delete_cookie(desk.MINE)
    else:
        answer.set_cookie(desk.MINE, desk.as_cookie(department), max_age=YEAR, samesite="lax", httponly=True)
    return answer


@router.get("/plans")
def plan_list(
    request: Request,
    view: ViewDep,
    facets: FacetsDep,
    offset: Offset = 0,
    sort: PlanSort = NEWEST,
    having: Having | None = None,
) -> HTMLResponse:
    """All plans that were read, the newest first, or by a column; `having` keeps those that a number of the first page counts."""
    listed = plans(view, sort=sort, facets=facets, only=plans_having(view, having), offset=offset, limit=PAGE_SIZE)
    found = answers_plans.plans(view, listed, plan_facets(view, facets))
    return page(
        request,
        "plans.html",
        plans=found,
        sort=sort,
        having=having,
        chosen=facets.chosen(),
        twin=twin(request, limit=str(PAGE_SIZE), sort=sort),
    )


@router.get("/about")
def about_page(request: Request, view: ViewDep) -> HTMLResponse:
    """Help."""
    return page(request, "about.html", about=explained(view), accuracy=accuracy(), twin=twin(request))
