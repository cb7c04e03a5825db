"""`respgraph measures`: the measures of all plans with who must do them, narrowed by any facet."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from api.cli.options import AsJson, PlanKey, StoreUrl, Today, day_of, viewed, with_facets
from api.cli.output import print_json, print_table
from graph.facets.facets import FACETS


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command()(with_facets(*FACETS)(measures))


def measures(
    given: Mapping[str, Sequence[str]],
    plan: PlanKey = "",
    offset: Annotated[int, typer.Option("--offset", min=0, help="Measures to pass over.")] = 0,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most measures to list.")] = 100,
    today: Today = "",
    store: StoreUrl = "",
    as_json: AsJson = False,
) -> None:
    """Measures in order of plan and text, with who must do them."""
    from api.answers import measures as answers_measures
    from api.facets.asked import facets_of
    from graph.questions.plans.measure_list import measure_list
    from graph.questions.plans.plans import plan_id

    with viewed(store) as view:
        facets = facets_of(view, given, day_of(today))
        found = measure_list(view, plan=plan_id(view, plan), facets=facets, offset=offset, limit=limit)
        answer = answers_measures.measures(found)
    if as_json:
        print_json(answer)
        return
    print_table(
        ("measure", "due", "plan", "parties"),
        [
            (
                f"{line.measure.label}{line.measure.title}", line.measure.deadline, line.plan.number or line.plan.title,
                ", ".join(f"{each.role} {each.department.name}" for each in line.parties),
            )
            for line in answer.items
        ],
        title=f"{answer.total} measures",
    )  # fmt: skip
