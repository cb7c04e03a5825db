"""When a deadline falls due: the interval of days that it leaves, or that it recurs or has no end (docs/deadlines.md).

A deadline is a date of the graph (YYYY, YYYY-MM, YYYY-MM-DD) or the words of a plan for one without a fixed end. A date says
until when: 2025 leaves until 2025-12-31, 2025-06 until 2025-06-30.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, Literal, get_args

from graph.data_files import data_of
from graph.errors import BadRequestError
from graph.shadow import shadow

Kind = Literal["dated", "recurring", "open-ended"]
KINDS: tuple[Kind, ...] = get_args(Kind)

WITHOUT = ""
"""The place in the order of what has no deadline; it comes last all the same."""

_WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Due:
    """What a deadline means: its first and last day, YYYY-MM-DD; empty where it recurs or has no end. `words` are its own."""

    kind: Kind
    words: str
    first: str = ""
    last: str = ""

    @property
    def place(self) -> str:
        """What deadlines are ordered by: the last day, then the shorter interval, then what recurs or has no end."""
        if self.kind != "dated":
            return self.kind
        return (
            f"{self.last} {date.fromisoformat(self.last).toordinal() - date.fromisoformat(self.first).toordinal():03}"
        )


@lru_cache(maxsize=8192)
def due(deadline: str) -> Due | None:
    """What a deadline means; None for none, and for words that are no deadline."""
    days = interval(deadline)
    if days is not None:
        return Due("dated", deadline, *days)
    kind = kind_without_end(deadline) if deadline else None
    return Due(kind, deadline) if kind else None


def interval(written: str) -> tuple[str, str] | None:
    """The first and last day of YYYY, YYYY-MM or YYYY-MM-DD; None for anything else and for days that no calendar has."""
    found = _WRITTEN.fullmatch(written)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        last = first if day else date(first.year, month or _DECEMBER, monthrange(first.year, month or _DECEMBER)[1])
    except ValueError:
        return None
    return first.isoformat(), last.isoformat()


def kind_without_end(words: str) -> Literal["recurring", "open-ended"] | None:
    """Whether the words say that work recurs or goes on, wholly and nothing else."""
    said = "".join(shadow(words).split())
    for kind in ("recurring", "open-ended"):
        if any(pattern.fullmatch(said) for pattern in _patterns()[kind]):
            return "recurring" if kind == "recurring" else "open-ended"
    return None


@lru_cache(maxsize=8192)
def place(deadline: str) -> str:
    """The place of a deadline among others; WITHOUT for none."""
    found = due(deadline)
    return found.place if found else WITHOUT


def in_order(deadline: str) -> tuple[bool, str, str]:
    """A key to sort by: the earliest last day first, what recurs or has no end behind, what has no deadline last."""
    found = place(deadline)
    return (found == WITHOUT, found, deadline)


def last_day(deadline: str) -> str:
    """The last day that a dated deadline leaves, else nothing."""
    found = due(deadline)
    return found.last if found else ""


def falls_within(deadline: str, since: str = "", before: str = "") -> bool:
    """Whether a dated deadline's last day is on or after the first day of `since` and before the first day of `before`.

    Both are YYYY, YYYY-MM or YYYY-MM-DD; an empty one does not narrow. What has no fixed end falls nowhere.
    """
    last = last_day(deadline)
    return bool(last) and last >= first_day(since) and (not before or last < first_day(before))


def has_passed(deadline: str, today: str) -> bool:
    """Whether a dated deadline's last day is before today (YYYY-MM-DD)."""
    return falls_within(deadline, before=today)


def first_day(written: str) -> str:
    """The first day of YYYY, YYYY-MM or YYYY-MM-DD; empty for empty. BadRequestError for anything else."""
    if not written:
        return ""
    days = interval(written)
    if days is None:
        raise BadRequestError(f"{written!r} is no date", hint="write YYYY, YYYY-MM or YYYY-MM-DD")
    return days[0]


def of_work(own: str, targets: Iterable[str]) -> str:
    """When a piece of work is due: its own deadline, else the first of its targets'; empty where none is stated."""
    if own:
        return own
    return min((deadline for deadline in targets if deadline), key=in_order, default="")


def checked_deadline(words: str) -> str:
    """The words where they are a deadline, or empty; BadRequestError for anything else."""
    said = words.strip()
    if said and due(said) is None:
        raise BadRequestError(
            f"{words!r} is no deadline",
            hint="write YYYY, YYYY-MM or YYYY-MM-DD, or words such as those in docs/deadlines.md",
        )
    return said


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    data: Mapping[str, Any] = data_of("graph.deadlines", "words")
    return {kind: tuple(re.compile(entry["pattern"]) for entry in entries.values()) for kind, entries in data.items()}
