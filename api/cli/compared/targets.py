"""`respgraph compare targets`: metrics, and the targets of one of them on one scale."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from api.cli.options import AsJson, StoreUrl, Today, day_of, viewed
from api.cli.output import out, print_json, print_table


def targets(
    given: Mapping[str, Sequence[str]],
    metric: Annotated[
        str, typer.Argument(metavar="[METRIC]", help="Its key or words, as in PM2.5; none lists all.")
    ] = "",
    axis: Annotated[
        str, typer.Option("--axis", metavar="ID", help="One of its scales; by default that of most plans.")
    ] = "",
    words: Annotated[
        str, typer.Option("--query", metavar="WORDS", help="Of the list: metrics whose name has these.")
    ] = "",
    shared: Annotated[
        bool, typer.Option("--shared", help="Of the list: only those that two plans or more state.")
    ] = False,
    today: Today = "",
    store: StoreUrl = "",
    as_json: AsJson = False,
) -> None:
    """The targets of one metric over all places, years and plans on one scale, and why others cannot stand there."""
    from api.answers.compared import targets as answers
    from api.facets.asked import facets_of
    from graph.errors import BadRequestError, FilterError
    from graph.questions.comparing.metrics import metrics
    from graph.questions.comparing.targets import compared_targets

    if metric and (words or shared):
        raise BadRequestError("--query and --shared narrow the list of metrics", hint="give no METRIC with them")
    if axis and not metric:
        raise BadRequestError("--axis is a scale of a metric", hint="give METRIC")
    if not metric and (chosen := [name for name, values in given.items() if values]):
        raise FilterError(
            f"the filter {chosen[0]!r} does not apply here",
            hint="facets narrow the targets of one METRIC",
            applicable=("query", "shared"),
        )
    with viewed(store) as view:
        facets = facets_of(view, given, day_of(today))
        listed = None if metric else answers.metrics(metrics(view, words=words, shared=shared))
        found = answers.compared_targets(compared_targets(view, metric, axis=axis, facets=facets)) if metric else None
    if as_json:
        print_json(listed or found)
    elif listed:
        print_table(
            ("metric", "key", "plans", "on one scale", "targets"),
            [(line.label, line.key, line.plans, line.comparable, line.targets) for line in listed.items],
        )
        out.print(
            f"{listed.metrics} metrics of {listed.targets} targets; {listed.shared} stand in two plans or more; "
            f"{listed.unnamed_total} targets do not say by their words alone what they count"
        )
    elif found:
        unit = found.axis.unit if found.axis else ""
        print_table(
            ("place", "year", "is", "number", "unit", "as written", "plan"),
            [
                (
                    point.place, point.year, point.target.comparator, _number(point.low, point.high), unit,
                    point.target.text, point.plan.title,
                )
                for point in found.items
            ],
            title=found.metric.label,
        )  # fmt: skip
        if found.apart:
            print_table(
                ("not on this scale", "why", "number", "unit", "plan"),
                [
                    (each.target.text, each.reason, _number(each.low, each.high), each.unit, each.plan.title)
                    for each in found.apart
                ],
            )
        if len(found.axes) > 1:
            out.print(
                "scales: " + ", ".join(f"{a.id} ({a.form} {a.scope} {a.unit}, {a.plans} plans)" for a in found.axes)
            )


def _number(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return ""
    return f"{low:.10g}" if low == high else f"{low:.10g}-{high:.10g}"
