"""/api/progress: what was reported of how far work has come, and what is due and silent. Reports are made at /api/decisions."""

from typing import Annotated

from fastapi import Query

from api.answers.measures import reported as shaped
from api.http.delivery.router import Router
from api.http.dependencies import DAY_PATTERN, PagingDep, TodayDep, ViewDep
from api.wire.measures import ReportedOut
from graph.deadlines.periods import day
from graph.questions.departments.finding import find_department
from graph.questions.plans.plans import plan_id
from graph.questions.plans.progress import Said, reported

router = Router(tags=["progress"])


@router.get("/progress")
def progress(
    view: ViewDep,
    now: TodayDep,
    paging: PagingDep,
    said: Annotated[Said, Query(description="A state, a verdict, or silent: due and nothing heard")] = "all",
    plan: Annotated[str, Query(description="A plan by number, title or id; none: all")] = "",
    department: Annotated[str, Query(description="A department by id or any name; none: all")] = "",
    today: Annotated[
        str,
        Query(
            description="The day from which it is seen, YYYY-MM-DD; none: today",
            max_length=10,
            json_schema_extra={"pattern": DAY_PATTERN},
        ),
    ] = "",
) -> ReportedOut:
    """What was reported, the latest first, with counts of states and verdicts."""
    found = reported(
        view,
        said,
        day(today) if today else now,
        plan=plan_id(view, plan),
        department=find_department(view, department).id if department else "",
        offset=paging.offset,
        limit=paging.limit,
    )
    return shaped(found)
