"""/progress: what was said of how far work has come, over all plans, and what is due without anybody saying anything."""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse

from api.answers.measures import reported as shaped
from api.answers.references import department_ref, plan_ref
from api.http.delivery.router import Router
from api.http.dependencies import Offset, TodayDep, ViewDep
from api.http.pages import page, page_language, page_path
from api.pages.shown import charts
from graph.deadlines.periods import day
from graph.questions.departments.finding import find_department
from graph.questions.plans.plans import named_plan
from graph.questions.plans.progress import Said, reported

router = Router(include_in_schema=False)

A_PAGE = 50


@router.get("/progress")
def progress_page(
    request: Request,
    view: ViewDep,
    now: TodayDep,
    said: Said = "all",
    plan: str = "",
    department: str = "",
    today: Annotated[str, Query(max_length=10)] = "",
    offset: Offset = 0,
) -> HTMLResponse:
    """The latest reports first; `said` keeps those of a state or verdict, or what is due and silent."""
    chosen = named_plan(view, plan) if plan else None
    unit = find_department(view, department) if department else None
    found = reported(
        view,
        said,
        day(today) if today else now,
        plan=chosen.id if chosen else "",
        department=unit.id if unit else "",
        offset=offset,
        limit=A_PAGE,
    )
    return page(
        request,
        "progress.html",
        found=shaped(found),
        chart=charts.states(
            found.states,
            page_language(request),
            lambda key: page_path("progress", said=key, plan=plan, department=department, today=today),
        ),
        said=said,
        plan=plan_ref(chosen) if chosen else None,
        department=department_ref(unit) if unit else None,
        step=A_PAGE,
        twin="/api"
        + page_path(
            "progress", said=said, plan=plan, department=department, today=today, offset=str(offset), limit=str(A_PAGE)
        ),
    )
