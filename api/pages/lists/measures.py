"""/measures: the measures of all plans with who must do them, narrowed by any facet."""

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.answers import measures as answers_measures
from api.answers import references as answers
from api.decisions.notes import notes
from api.http.delivery.router import Router
from api.http.dependencies import Offset, ViewDep
from api.http.filters.facet_parameters import FacetsDep
from api.http.pages import PAGE_SIZE, page, page_path
from graph.questions.plans.measure_list import measure_list
from graph.questions.plans.plans import named_plan
from graph.schema import schema

router = Router(include_in_schema=False)


@router.get("/measures")
def measures_page(
    request: Request, view: ViewDep, facets: FacetsDep, plan: str = "", offset: Offset = 0
) -> HTMLResponse:
    """A page of measures in order of plan and text, with the parties of each."""
    chosen = named_plan(view, plan) if plan.strip() else None
    key = chosen.id if chosen else ""
    found = answers_measures.measures(measure_list(view, plan=key, facets=facets, offset=offset, limit=PAGE_SIZE))
    return page(
        request,
        "measures.html",
        found=found,
        plan=answers.plan_ref(chosen) if chosen else None,
        roles=tuple(schema().roles),
        notes=notes(view, found),
        chosen=facets.chosen(),
        twin="/api" + page_path("measures", plan=key, offset=str(offset), limit=str(PAGE_SIZE), **facets.chosen()),
    )
