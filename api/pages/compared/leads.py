"""/compare/leads: who leads what where, over places and years."""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse

from api.answers.compared import leads as answers
from api.facets.counted import facets_out
from api.http.delivery.router import Router
from api.http.dependencies import Offset, ViewDep
from api.http.filters.facet_parameters import FacetsDep
from api.http.pages import page, page_path
from graph.questions.comparing.leads import lead_choices, leads

router = Router(include_in_schema=False)

ROWS = 7
"""Plans on a page; each names several departments."""


@router.get("/compare/leads")
def compare_leads(
    request: Request,
    view: ViewDep,
    facets: FacetsDep,
    q: Annotated[str, Query(max_length=200)] = "",
    offset: Offset = 0,
) -> HTMLResponse:
    """Who leads the measures that are asked for; without words or a filter, the form alone."""
    asked = bool(q.strip() or facets)
    found = answers.leads(leads(view, words=q, facets=facets, offset=offset, limit=ROWS)) if asked else None
    return page(
        request,
        "compare_leads.html",
        found=found,
        q=q,
        chosen=facets.chosen(),
        facets=found.facets if found else facets_out(lead_choices(view, facets)),
        years=sorted({year for line in found.functions for year in line.years}) if found else [],
        twin="/api" + page_path("compare", "leads", q=q, offset=str(offset), limit=str(ROWS), **facets.chosen())
        if found
        else "",
    )
