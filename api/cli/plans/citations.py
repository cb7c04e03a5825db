"""`respgraph citations`: what cites what, and the acts that plans name and nobody loaded."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from api.cli.options import AsJson, StoreUrl, Today, day_of, viewed, with_facets
from api.cli.output import print_json, print_table
from graph.facets.facets import PLAN_FACETS


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command()(with_facets(*PLAN_FACETS)(citations))


def citations(
    given: Mapping[str, Sequence[str]],
    plan: Annotated[str, typer.Option("--plan", metavar="PLAN", help="What this plan cites.")] = "",
    act: Annotated[str, typer.Option("--act", metavar="PLAN", help="What cites this act.")] = "",
    how: Annotated[
        list[str] | None,
        typer.Option("--how", metavar="ROLE", help="As what: basis, implements, mention, repeals, revises."),
    ] = None,
    missing: Annotated[bool, typer.Option("--missing", help="Only acts that are not loaded.")] = False,
    each: Annotated[
        bool, typer.Option("--each", help="Every citation with its words, not the acts by how many name them.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most lines.")] = 100,
    today: Today = "",
    store: StoreUrl = "",
    as_json: AsJson = False,
) -> None:
    """Acts that plans name, those that most plans name first; of a plan or an act every citation."""
    from api.answers import plans as answers_plans
    from api.facets.asked import facets_of
    from graph.errors import BadRequestError
    from graph.questions.plans.citations import ROLES, act_id, cited_acts
    from graph.questions.plans.citations import citations as find_citations
    from graph.questions.plans.plans import plan_id

    roles = tuple(role for role in ROLES if role in (how or ()))
    if unknown := next((role for role in how or () if role not in ROLES), ""):
        raise BadRequestError(f"no act is named as {unknown!r}", hint=", ".join(ROLES))
    loaded = False if missing else None
    with viewed(store) as view:
        facets = facets_of(view, given, day_of(today))
        if plan or act or each:
            found = answers_plans.citations(
                find_citations(
                    view,
                    plan=plan_id(view, plan),
                    act=act_id(view, act),
                    how=roles,
                    loaded=loaded,
                    facets=facets,
                    limit=limit,
                )
            )
            if as_json:
                return print_json(found)
            return print_table(
                ("plan", "act", "number", "as", "loaded", "words"),
                [
                    (
                        c.plan.number or c.plan.title, c.act.title, c.act.number, c.how, "yes" if c.loaded else "no",
                        c.evidence.statement.quote if c.evidence.statement else "",
                    )
                    for c in found.items
                ],
                title=f"{found.total} citations",
            )  # fmt: skip
        acts = answers_plans.cited_acts(cited_acts(view, loaded=loaded, how=roles, facets=facets, limit=limit))
        if as_json:
            return print_json(acts)
        return print_table(
            ("act", "number", "plans", "as", "loaded"),
            [
                (
                    c.act.title, c.act.number, c.plans, ", ".join(f"{how} {n}" for how, n in c.counts.items()),
                    "yes" if c.loaded else "no",
                )
                for c in acts.items
            ],
            title=f"{acts.total} acts are named",
        )  # fmt: skip
