"""Home, plans, departments, targets, search: the pages that list."""

from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api import answers, answers_departments, answers_graph, answers_plans, answers_works
from api.deps import MemoryDep, ViewDep
from api.pages import blocks
from api.pages.page import PAGE_SIZE, page, twin
from graph.questions.attention import unassigned
from graph.questions.plans import find_plan, plans
from graph.questions.targets import targets
from graph.questions.workload import all_workloads
from graph.store import Page

router = APIRouter(include_in_schema=False)

HOME_DEPARTMENTS = 15
HOME_PLANS = 20

Offset = Annotated[int, Query(ge=0, le=2**31)]


@router.get("/")
def home(request: Request, view: ViewDep, memory: MemoryDep) -> HTMLResponse:
    """Search, plans, what needs attention, departments by load."""
    listed = plans(view, limit=HOME_PLANS)
    shown = answers_plans.plans(listed)
    return page(
        request,
        "home.html",
        plans=shown,
        jams=blocks.of_plans(view, memory, shown.items),
        loads=answers_departments.workloads(all_workloads(view, limit=HOME_DEPARTMENTS)),
        unowned=targets(view, unowned=True, limit=0).page.total,
        unassigned=[
            (answers.plan_ref(line.plan), line.count) for line in unassigned(view, [line.plan for line in listed.items])
        ],
    )


@router.get("/plans")
def plan_list(request: Request, view: ViewDep, offset: Offset = 0) -> HTMLResponse:
    """All plans that were read."""
    found = answers_plans.plans(plans(view, offset=offset, limit=PAGE_SIZE))
    return page(request, "plans.html", plans=found, twin=twin(request, limit=str(PAGE_SIZE)))


@router.get("/departments")
def department_list(request: Request, view: ViewDep, offset: Offset = 0) -> HTMLResponse:
    """All departments by load."""
    found = answers_departments.workloads(all_workloads(view, offset=offset, limit=PAGE_SIZE))
    return page(request, "departments.html", loads=found, twin=f"/api/workload?offset={offset}&limit={PAGE_SIZE}")


@router.get("/targets")
def target_list(
    request: Request,
    view: ViewDep,
    plan: str = "",
    unowned: bool | None = None,
    milestones: bool = False,
    offset: Offset = 0,
) -> HTMLResponse:
    """Sub-targets with their owners, by when they are due."""
    chosen = find_plan(view, plan) if plan else None
    found = targets(
        view,
        plan=chosen.id if chosen else "",
        unowned=unowned,
        milestones=milestones,
        by_deadline=True,
        offset=offset,
        limit=PAGE_SIZE,
    )
    listed = answers_works.targets(found)
    return page(
        request,
        "targets.html",
        targets=listed,
        years=[(year, list(items)) for year, items in groupby(listed.items, key=lambda target: target.deadline)],
        plan=answers.plan_ref(chosen) if chosen else None,
        unowned=unowned,
        milestones=milestones,
        twin=twin(request, by_deadline="true", limit=str(PAGE_SIZE)),
    )


@router.get("/search")
def search(
    request: Request, view: ViewDep, q: Annotated[str, Query(max_length=200)] = "", offset: Offset = 0
) -> HTMLResponse:
    """What contains the words."""
    found = view.search(q, offset=offset, limit=PAGE_SIZE) if q.strip() else Page((), 0, 0)
    return page(
        request, "search.html", found=answers_graph.search(found), words=q, twin=twin(request, limit=str(PAGE_SIZE))
    )
