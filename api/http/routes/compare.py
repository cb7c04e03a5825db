"""/api/metrics, /api/compare/…: metrics and targets on one scale, who leads what where, what of one plan stands in another."""

from typing import Annotated

from fastapi import Query

from api.answers.compared import cover as answers_cover
from api.answers.compared import leads as answers_leads
from api.answers.compared import targets as answers_targets
from api.decisions.notes import explained
from api.http.delivery.router import Router
from api.http.dependencies import PagingDep, ViewDep
from api.http.filters.facet_parameters import FacetsDep
from api.wire.compared import cover as wire_cover
from api.wire.compared import leads as wire_leads
from api.wire.compared import targets as wire_targets
from graph.questions.comparing.cover import cover
from graph.questions.comparing.leads import leads
from graph.questions.comparing.metrics import metrics
from graph.questions.comparing.targets import compared_targets

router = Router(tags=["compare"])


@router.get("/metrics")
def list_metrics(
    view: ViewDep,
    paging: PagingDep,
    q: Annotated[str, Query(max_length=200, description="Words of its name, or as a plan states it; none: all")] = "",
    shared: Annotated[bool, Query(description="Only those that two plans or more state on one scale")] = False,
) -> wire_targets.MetricsOut:
    """The metrics of all targets, those that most plans state first, and the targets whose words name none."""
    return answers_targets.metrics(metrics(view, words=q, shared=shared, offset=paging.offset, limit=paging.limit))


@router.get("/compare/targets")
def compare_targets(
    view: ViewDep,
    paging: PagingDep,
    facets: FacetsDep,
    metric: Annotated[str, Query(min_length=1, max_length=200, description="Key of a metric, or its words: PM2.5")],
    axis: Annotated[str, Query(max_length=20, description="Id of one of its scales; none: that of most plans")] = "",
) -> wire_targets.ComparedTargetsOut:
    """The targets of one metric over places, years and plans on one scale, and those that cannot stand there, with the reason."""
    found = compared_targets(view, metric, axis=axis, facets=facets, offset=paging.offset, limit=paging.limit)
    return explained(view, answers_targets.compared_targets(found))


@router.get("/compare/leads")
def compare_leads(
    view: ViewDep,
    paging: PagingDep,
    facets: FacetsDep,
    q: Annotated[str, Query(max_length=200, description="Words of the measures, as in a search")] = "",
) -> wire_leads.LeadsOut:
    """Who leads the measures of some words, a topic or a function, by place and year: alone, jointly, with whom."""
    return answers_leads.leads(leads(view, words=q, facets=facets, offset=paging.offset, limit=paging.limit))


Side = Annotated[
    str, Query(min_length=1, max_length=500, description="A plan by number, title or id; an edition: PLAN@NUMBER")
]


@router.get("/compare/plans")
def compare_plans(view: ViewDep, one: Side, other: Side) -> wire_cover.PlanCoverOut:
    """What of one plan stands in another, with how sure that is, targets of one metric, and who gained and lost leads."""
    return explained(view, answers_cover.cover(cover(view, one, other)))
