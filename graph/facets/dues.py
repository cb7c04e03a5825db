"""By when something is due, as a facet: overdue, this month, a quarter, a year, an interval; or it recurs or has no end.

A dated deadline counts by the last day that it leaves (graph/deadlines/due.py): 2025 is due in 2025-Q4.
"""

import re
from datetime import date

from graph.deadlines.due import due, first_day, interval
from graph.deadlines.periods import Days, days_of, quarter, quarter_days
from graph.errors import BadRequestError
from graph.facets.facets import unknown_value

PERIODS = ("passed", "month", "quarter", "later", "recurring", "open-ended", "undated")
"""Before today; this month, this quarter, after it; without a fixed end; without a deadline."""

WITHOUT_DAY = frozenset({"recurring", "open-ended", "undated"})

_YEAR = re.compile(r"[0-9]{4}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_QUARTER = re.compile(r"[0-9]{4}-Q[1-4]")


def due_values(deadline: str, today: date) -> tuple[str, ...]:
    """All values of the facet that a deadline has: its periods seen from today, its year, its quarter."""
    found = due(deadline)
    if found is None:
        return ("undated",)
    if found.kind != "dated":
        return (found.kind,)
    periods = [when for when in ("passed", "month", "quarter", "later") if _within(found.last, days_of(when, today))]
    return (*periods, found.last[:4], quarter(found.last))


def is_due(deadline: str, value: str, today: date) -> bool:
    """Whether a deadline has a value of the facet, one that nobody lists (a month, an interval) too."""
    if value in WITHOUT_DAY or value in PERIODS:
        return value in due_values(deadline, today)
    found = due(deadline)
    return found is not None and found.kind == "dated" and _within(found.last, _days(value))


def checked_due(value: str) -> str:
    """The value; FilterError for what is no period, year, month, quarter, day or interval (FROM..UNTIL)."""
    if value not in PERIODS:
        try:
            _days(value)
        except BadRequestError as error:
            known = (*PERIODS, "YYYY", "YYYY-Qn", "YYYY-MM", "FROM..UNTIL")
            raise unknown_value("due", value, known) from error
    return value


def _within(last: str, days: Days) -> bool:
    return last >= days.since and (not days.before or last < days.before)


def _days(value: str) -> Days:
    """The days of a year, month, quarter, day, or interval of these; both ends of an interval count, either may be open."""
    if _QUARTER.fullmatch(value):
        return quarter_days(value)
    if ".." in value:
        since, _, until = value.partition("..")
        days = Days(first_day(since), _after(until))
        if days.before and days.since >= days.before:
            raise BadRequestError(f"{value!r} ends before it begins", hint="write the earlier end first")
        return days
    return Days(first_day(value), _after(value))


def _after(written: str) -> str:
    """The first that is after the last day of YYYY, YYYY-MM or YYYY-MM-DD, as strings compare; empty for empty."""
    if not written:
        return ""
    days = interval(written)
    if days is None:
        raise BadRequestError(f"{written!r} is no date", hint="write YYYY, YYYY-MM or YYYY-MM-DD")
    return f"{days[1]}~"
