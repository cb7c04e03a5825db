"""What a question may be asked with: a day, and a column to sort by."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal, TypeVar, get_args

from graph.errors import BadRequestError

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def checked_date(words: str) -> str:
    """The words where they are a date, or empty; BadRequestError for anything else."""
    written = _WRITTEN.fullmatch(words)
    if words and (written is None or not _is_real(*(int(part or 1) for part in written.groups()))):
        raise BadRequestError(f"{words!r} is no date", hint="write YYYY, YYYY-MM or YYYY-MM-DD")
    return words


def _is_real(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


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

Having = Literal["not-read", "nobody"]
"""Plans that have places which were not read, or measures that name nobody."""

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
