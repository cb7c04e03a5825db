"""names became, names moved: reforms that a person states."""

from typing import Annotated

import typer

from api.cli.decided import One, Other, Place, Why, decided
from api.cli.options import StoreUrl

Since = Annotated[str, typer.Option("--from", metavar="DATE", help="From when: YYYY, YYYY-MM or YYYY-MM-DD.")]
New = Annotated[bool, typer.Option("--new", help="The department after is one that nobody knows yet: make it.")]


def became(
    units: Annotated[list[str], typer.Argument(metavar="BEFORE… AFTER", help="Departments by id or any name.")],
    since: Since,
    new: New = False,
    why: Why = "",
    jurisdiction: Place = "",
    store: StoreUrl = "",
) -> None:
    """From a date on BEFORE is AFTER; several BEFOREs became AFTER together."""
    from api.wire.names import DecisionIn
    from graph.errors import BadRequestError

    *before, after = units
    if not before:
        raise BadRequestError("a reform needs a department before and one after", hint="names became A B --from DATE")
    for number, unit in enumerate(before):
        ends = {"name": after} if new and number == 0 else {"object": after}
        asked = DecisionIn(kind="reform", subject=unit, since=since, why=why, jurisdiction=jurisdiction, **ends)
        decided(store, asked)


def split(
    units: Annotated[list[str], typer.Argument(metavar="BEFORE AFTER…", help="Departments by id or any name.")],
    since: Since,
    why: Why = "",
    jurisdiction: Place = "",
    store: StoreUrl = "",
) -> None:
    """From a date on the duties of BEFORE are those of several; nobody knows which went where, so each has them."""
    from api.wire.names import DecisionIn
    from graph.errors import BadRequestError

    before, *heirs = units
    if not heirs:
        raise BadRequestError("a reform needs a department before and one after", hint="names split A B C --from DATE")
    for after in heirs:
        decided(
            store,
            DecisionIn(kind="reform", subject=before, object=after, since=since, why=why, jurisdiction=jurisdiction),
        )


def moved(
    one: One,
    part: Annotated[str, typer.Argument(metavar="PART", help="Words of the duties that went over.")],
    other: Other,
    since: Since,
    new: New = False,
    why: Why = "",
    jurisdiction: Place = "",
    store: StoreUrl = "",
) -> None:
    """From a date on the PART of A's duties is B's; A keeps the others."""
    from api.wire.names import DecisionIn

    ends = {"name": other} if new else {"object": other}
    decided(
        store,
        DecisionIn(kind="reform", subject=one, since=since, part=part, why=why, jurisdiction=jurisdiction, **ends),
    )
