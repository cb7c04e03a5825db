"""edges: a duty that is not so, a duty that the rules did not read."""

from typing import Annotated

import typer

from api.cli.decided import decided
from api.cli.options import StoreUrl


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    edges = typer.Typer(help="Reject or add a duty; `names undo` takes either back.", no_args_is_help=True)
    edges.command()(reject)
    edges.command()(add)
    app.add_typer(edges, name="edges")


def reject(
    edge: Annotated[str, typer.Argument(metavar="ID", help="Id of the edge, as answers and evidence pages give it.")],
    why: Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, kept with the decision.")],
    store: StoreUrl = "",
) -> None:
    """The edge is not so: it goes from every answer, and stays in the reading."""
    from api.wire.names import DecisionIn

    decided(store, DecisionIn(kind="reject-edge", subject=edge, why=why))


def add(
    unit: Annotated[str, typer.Argument(metavar="UNIT", help="A department by id or any name.")],
    role: Annotated[str, typer.Argument(metavar="ROLE", help="lead, responsible, support, guide or supervise.")],
    work: Annotated[str, typer.Argument(metavar="WORK", help="Id of a measure, goal or plan.")],
    why: Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, kept with the decision.")],
    words: Annotated[
        str, typer.Option("--words", metavar="WORDS", help="Words of the work that say so, if any; exactly as written.")
    ] = "",
    jurisdiction: Annotated[str, typer.Option(help="A place, where several departments have the name.")] = "",
    store: StoreUrl = "",
) -> None:
    """The department has the duty, though no rule read it."""
    from api.wire.names import DecisionIn

    asked = DecisionIn(
        kind="add-edge", subject=unit, role=role, object=work, words=words, jurisdiction=jurisdiction, why=why
    )
    decided(store, asked)
