"""By what lists can be sorted: a column's name, with a minus before it from the largest down."""

from collections.abc import Callable, Sequence
from typing import Literal, TypeVar, get_args

from graph.errors import BadRequestError

LoadSort = Literal[
    "name", "-name", "lead", "-lead", "lead_alone", "-lead_alone", "lead_shared", "-lead_shared", "responsible",
    "-responsible", "support", "-support", "total", "-total", "own_share", "-own_share", "seats", "-seats",
]  # fmt: skip
"""Columns of departments."""

PlanSort = Literal[
    "title", "-title", "number", "-number", "date", "-date", "edition", "-edition", "duties", "-duties", "targets",
    "-targets", "not_read", "-not_read",
]  # fmt: skip
"""Columns of plans."""

LOAD_SORTS: tuple[LoadSort, ...] = get_args(LoadSort)
PLAN_SORTS: tuple[PlanSort, ...] = get_args(PlanSort)

S = TypeVar("S", bound=str)
T = TypeVar("T")


def checked_sort(sort: str, known: Sequence[S]) -> S | None:
    """The column, or None where none is asked for; BadRequestError for one that the list does not have."""
    if not sort:
        return None
    found = next((name for name in known if name == sort), None)
    if found is None:
        raise BadRequestError(f"no column is called {sort!r}", where="sort", hint="one of " + ", ".join(known))
    return found


def ordered(items: Sequence[T], value: Callable[[T], str | int], *, down: bool) -> list[T]:
    """Items by value; equals keep their order, and what has no value ("") comes last either way."""
    with_value = sorted((item for item in items if value(item) != ""), key=value, reverse=down)
    return with_value + [item for item in items if value(item) == ""]
