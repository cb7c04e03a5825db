"""`respgraph compare …`: what stands beside what over plans, places and years."""

import typer

from api.cli.compared import leads, targets
from api.cli.options import with_facets
from graph.facets.facets import FACETS

COMPARING = typer.Typer(
    help="Targets on one scale, who leads what where, and what of one plan stands in another.", no_args_is_help=True
)


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    COMPARING.command()(with_facets(*FACETS)(targets.targets))
    COMPARING.command()(with_facets(*FACETS)(leads.leads))
    COMPARING.command()(leads.plans)
    app.add_typer(COMPARING, name="compare")
