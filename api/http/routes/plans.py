"""/api/plans: the list, one plan, its text, outline and load report."""

from typing import Annotated

from fastapi import Query

from api.answers import plans as answers_plans
from api.http.delivery.router import Router
from api.http.dependencies import Key, PagingDep, ViewDep
from api.http.filters.facet_parameters import FacetsDep
from api.wire import plans as wire_plans
from graph.questions.bottlenecks.unled import plans_having
from graph.questions.parameters import Having, PlanSort
from graph.questions.plans.plans import find_plan, outline, plan_facets, plan_line, plans
from graph.questions.plans.replacements import replacements

router = Router(prefix="/plans", tags=["plans"])


@router.get("")
def list_plans(
    view: ViewDep,
    paging: PagingDep,
    facets: FacetsDep,
    cited: Annotated[bool, Query(description="Also plans that are only cited")] = False,
    sort: Annotated[PlanSort, Query(description="A column, with a minus from the largest down")] = "date",
    having: Annotated[
        Having | None, Query(description="Only plans with places that were not read, or with measures that name nobody")
    ] = None,
) -> wire_plans.PlansOut:
    """Plans by date and id, or by another column; those that have nothing in it come last."""
    found = plans(
        view,
        cited=cited,
        sort=sort,
        facets=facets,
        only=plans_having(view, having),
        offset=paging.offset,
        limit=paging.limit,
    )
    return answers_plans.plans(view, found, plan_facets(view, facets))


@router.get("/{key:path}/text")
def plan_text(
    view: ViewDep,
    key: Key,
    start: Annotated[
        int | None, Query(ge=0, le=2**31, description="First character (code points); none: the plan's own")
    ] = None,
    end: Annotated[int | None, Query(ge=0, le=2**31, description="End, exclusive; none: the plan's own")] = None,
) -> wire_plans.TextOut:
    """The stored text of a plan, or a slice of its document."""
    return answers_plans.plan_text(view, key, start, end)


@router.get("/{key:path}/outline")
def plan_outline(view: ViewDep, key: Key) -> wire_plans.OutlineOut:
    """Goals and measures in text order with their parties and targets."""
    node = find_plan(view, key)
    return answers_plans.outline(outline(view, node), plan_line(view, node), replacements(view, node))


@router.get("/{key:path}/report")
def plan_report(view: ViewDep, key: Key) -> wire_plans.ReportOut:
    """The load report: what was read, and each place that was not."""
    return answers_plans.told_report(view, key)


@router.get("/{key:path}")
def one_plan(view: ViewDep, key: Key) -> wire_plans.PlanOut:
    """A plan by number, id or title."""
    return answers_plans.one_plan(view, find_plan(view, key))
