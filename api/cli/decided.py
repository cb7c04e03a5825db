"""Decisions on the command line: the departments that a verb names, and a decision made, stored and told in one line."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import opened, signed_by
from api.cli.output import escape, out

if TYPE_CHECKING:
    from api.wire.names import DecisionIn, DecisionOut

One = Annotated[str, typer.Argument(metavar="A", help="A department by id or any name.")]
Other = Annotated[str, typer.Argument(metavar="B", help="The other department, by id or any name.")]
Why = Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, kept with the decision.")]
Place = Annotated[str, typer.Option("--jurisdiction", help="A place, where several departments have the name.")]
Mention = Annotated[
    str, typer.Option("--mention", metavar="EDGE", help="Only the mention that this edge rests on; else all of them.")
]


def told(decision: "DecisionOut") -> str:
    """A decision in one line."""
    return f"{decision.id}  {what(decision)}, by {decision.by}"


def what(decision: "DecisionOut") -> str:
    """What it says of whom."""
    subject = decision.subject.name or decision.subject.id
    other = decision.object.name or decision.object.id
    if decision.kind == "reform" and decision.edge:
        properties = decision.edge.properties
        part = f" (only {properties['part']})" if properties.get("part") else ""
        return f"{subject} is {other} from {properties['date']}{part}"
    if decision.values:
        sets = ", ".join(f"{name}={value}" for name, value in decision.values.items())
        return f"{subject} {decision.kind} {sets}"
    only = f" (only {decision.words.quote!r} at {decision.words.start})" if decision.words and not decision.edge else ""
    return f"{subject} {decision.kind} {other}".rstrip() + only


def decided(store: str, asked: "DecisionIn") -> None:
    """Make the decision, store it, tell it."""
    from api.answers.names import decision as shape
    from api.decisions.requests import decide

    with opened(store) as opened_store:
        made = shape(decide(opened_store, asked, signed_by()))
    out.print(escape(told(made)))
