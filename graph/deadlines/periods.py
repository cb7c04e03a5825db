"""Months and quarters around a day, and what a list of deadlines may be narrowed to: this month, this quarter, passed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from graph.errors import BadRequestError

When = Literal["month", "quarter", "later", "passed", "recurring", "open-ended", "undated", "all"]
WHENS: tuple[When, ...] = get_args(When)
"""Due this month, this quarter, after it; those whose last day has passed; recurring; no end; no deadline; all with a date."""

_MONTHS_OF_QUARTER = 3
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Days:
    """From `since` on and before `before`, YYYY-MM-DD; an empty one is open."""

    since: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which measures and targets a store lists by when they are due.

    `dated` ones by their last day, within `days`; `undated` are measures with a formal duty of which neither they nor their
    targets have a deadline. Plans, where `nodes` names them, by the last day on which they hold. `plans` (which own the
    node) and `items` (ids) narrow; None is no narrowing, an empty one leaves nothing.
    """

    kind: Literal["dated", "recurring", "open-ended", "undated"] = "dated"
    days: Days = Days()
    plans: tuple[str, ...] | None = None
    items: tuple[str, ...] | None = None
    nodes: tuple[str, ...] = ("Measure", "SubTarget")

    @property
    def places(self) -> tuple[str, str]:
        """The first place (graph.deadlines.due) that counts and the first behind those that do."""
        if self.kind != "dated":
            return self.kind, f"{self.kind}~"
        return self.days.since or "0", self.days.before or ":"


def day(written: str) -> date:
    """A day, YYYY-MM-DD. BadRequestError for anything else."""
    try:
        found = date.fromisoformat(written)
    except ValueError:
        found = None
    if found is None or found.isoformat() != written:
        raise BadRequestError(f"{written!r} is no day", where="today", hint="write YYYY-MM-DD")
    return found


def month_of(today: date) -> Days:
    """The month of a day."""
    return Days(today.replace(day=1).isoformat(), _months_on(today.replace(day=1), 1).isoformat())


def quarter_of(today: date) -> Days:
    """The quarter of a day."""
    first = date(today.year, (today.month - 1) // _MONTHS_OF_QUARTER * _MONTHS_OF_QUARTER + 1, 1)
    return Days(first.isoformat(), _months_on(first, _MONTHS_OF_QUARTER).isoformat())


def days_of(when: When, today: date) -> Days:
    """The days of a period seen from a day; this month and this quarter are whole, those days of them that have passed too."""
    match when:
        case "passed":
            return Days("", today.isoformat())
        case "month":
            return month_of(today)
        case "quarter":
            return quarter_of(today)
        case "later":
            return Days(quarter_of(today).before, "")
        case _:
            return Days()


def quarter(last: str) -> str:
    """The quarter of a day or month, YYYY-Qn."""
    return f"{last[:4]}-Q{(int(last[5:7]) - 1) // _MONTHS_OF_QUARTER + 1}"


def quarter_days(written: str) -> Days:
    """The days of YYYY-Qn. BadRequestError for anything else."""
    year, _, number = written.partition("-Q")
    if not (year.isascii() and year.isdigit() and len(year) == 4 and year != "0000" and number in ("1", "2", "3", "4")):  # noqa: PLR2004
        raise BadRequestError(f"{written!r} is no quarter", hint="write YYYY-Qn")
    return quarter_of(date(int(year), int(number) * _MONTHS_OF_QUARTER, 1))


def by_quarter(months: Mapping[str, int]) -> dict[str, int]:
    """Counts by month (YYYY-MM) as counts by quarter, in order."""
    found: Counter[str] = Counter()
    for month, count in sorted(months.items()):
        found[quarter(month)] += count
    return dict(found)


def _months_on(first: date, months: int) -> date:
    """The first of a month some months on; the last day that calendars have where there is no such month."""
    ahead = first.month - 1 + months
    if first.year + ahead // _DECEMBER > date.max.year:
        return date.max
    return date(first.year + ahead // _DECEMBER, ahead % _DECEMBER + 1, 1)
