"""/compare/targets: all metrics, or the targets of one on one scale, as a chart and as a table."""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse

from api.answers.compared import targets as answers
from api.decisions.notes import notes
from api.http.delivery.router import Router
from api.http.dependencies import Offset, ViewDep
from api.http.filters.facet_parameters import FacetsDep
from api.http.pages import PAGE_SIZE, LanguageDep, page, page_path
from api.wire.compared.targets import ComparedTargetsOut, PointOut
from graph.errors import BadRequestError
from graph.place_words import place_words
from graph.questions.comparing.metrics import metrics
from graph.questions.comparing.targets import compared_targets
from graph.schema import Language
from viz.charts.points import Mark, Row, points
from viz.site.catalogue_words import words
from viz.site.shown_words import cut
from viz.site.site import required_words
from viz.site.spoken import said_number

LONGEST_NAME = 24
"""Characters of a plan's title in the chart; the table has the whole."""

router = Router(include_in_schema=False)

MARKS: dict[str, Mark] = {">=": "floor", "<=": "ceiling"}
SIGNS = {">=": "≥ ", "<=": "≤ "}
"""In front of a bound, in the chart and in the table."""


@router.get("/compare/targets")
def compare_targets(
    request: Request,
    view: ViewDep,
    language: LanguageDep,
    facets: FacetsDep,
    metric: Annotated[str, Query(max_length=200)] = "",
    axis: Annotated[str, Query(max_length=20)] = "",
    q: Annotated[str, Query(max_length=200)] = "",
    shared: bool = False,
    offset: Offset = 0,
) -> HTMLResponse:
    """The list of metrics, or with `metric` its targets."""
    if not metric.strip():
        if facets:
            raise BadRequestError("filters narrow the targets of one metric", hint="choose a metric")
        listed = answers.metrics(metrics(view, words=q, shared=shared, offset=offset, limit=PAGE_SIZE))
        return page(
            request,
            "metrics.html",
            found=listed,
            q=q,
            shared=shared,
            twin="/api"
            + page_path("metrics", q=q, shared="true" if shared else "", offset=str(offset), limit=str(PAGE_SIZE)),
        )
    found = answers.compared_targets(
        compared_targets(view, metric, axis=axis, facets=facets, offset=offset, limit=PAGE_SIZE)
    )
    return page(
        request,
        "compare_targets.html",
        found=found,
        name=found.metric.label if language == "zh" else found.metric.label_en,
        chart=_chart(found, language),
        signs=SIGNS,
        notes=notes(view, found),
        twin="/api"
        + page_path(
            "compare", "targets", metric=metric, axis=axis, offset=str(offset), limit=str(PAGE_SIZE), **facets.chosen()
        ),
    )


def _chart(found: ComparedTargetsOut, language: Language) -> str:
    axis = found.axis
    if axis is None:
        return ""
    name = found.metric.label if language == "zh" else found.metric.label_en
    return points(
        [_row(point, place, language) for place, point in enumerate(found.items, start=1)],
        title=words("chart_of", language, name=name),
        note=words("chart_note", language, n=len(found.items), unit=axis.unit),
        unit=axis.unit,
    )


def _row(point: PointOut, number_of_row: int, language: Language) -> Row:
    """A point leads to its row in the table, where its words stand."""
    low, high = point.low or 0.0, point.high or 0.0
    number = (
        said_number(f"{low:.10g}") if low == high else f"{said_number(f'{low:.10g}')}–{said_number(f'{high:.10g}')}"
    )
    sign = SIGNS.get(point.target.comparator, "")
    place = place_words(point.place, language)
    return Row(
        name=" · ".join(
            part for part in (place, point.year, cut(point.plan.number or point.plan.title, LONGEST_NAME)) if part
        ),
        said=f"{sign}{number} {point.unit}" if point.unit else required_words(point.target, language),
        link=f"#point-{number_of_row}",
        low=low,
        high=high,
        mark="range" if low != high else MARKS.get(point.target.comparator, "at"),
    )
