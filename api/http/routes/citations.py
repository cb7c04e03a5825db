"""/api/citations, /api/cited: what cites what and as what; acts that plans name, loaded or not."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.answers import plans as answers_plans
from api.http.dependencies import PagingDep, ViewDep
from api.wire import plans as wire_plans
from graph.questions.plans.citations import CitedAs, citations, cited_acts
from graph.questions.plans.plans import plan_id

router = APIRouter(tags=["plans"])

Loaded = Annotated[bool | None, Query(description="True: only acts that are loaded; false: only those that are not")]
How = Annotated[
    list[CitedAs] | None,
    Query(description="As what the act is named: basis, implements, mention, repeals, revises; none: all"),
]


@router.get("/citations")
def list_citations(
    view: ViewDep,
    paging: PagingDep,
    plan: Annotated[str, Query(description="The citing plan, by number, title or id")] = "",
    act: Annotated[str, Query(description="The act that is named, by number, title or id")] = "",
    how: How = None,
    loaded: Loaded = None,
) -> wire_plans.CitationsOut:
    """What cites what, with the words; a citation means the loaded plan wherever there is one."""
    found = citations(
        view,
        plan=plan_id(view, plan),
        act=plan_id(view, act),
        how=how or (),
        loaded=loaded,
        offset=paging.offset,
        limit=paging.limit,
    )
    return answers_plans.citations(found)


@router.get("/cited")
def list_cited(view: ViewDep, paging: PagingDep, how: How = None, loaded: Loaded = None) -> wire_plans.CitedActsOut:
    """Acts that plans name, those that most plans name first: with `loaded=false` what should be loaded next."""
    return answers_plans.cited_acts(
        cited_acts(view, loaded=loaded, how=how or (), offset=paging.offset, limit=paging.limit)
    )
