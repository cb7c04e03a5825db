"""Months and quarters around a day."""

from datetime import date

import pytest

from graph.deadlines.periods import Days, by_quarter, day, days_of, quarter, quarter_days
from graph.errors import BadRequestError

TODAY = date(2025, 11, 30)


def test_this_month_this_quarter_and_what_lies_before_and_behind() -> None:
    assert days_of("month", TODAY) == Days("2025-11-01", "2025-12-01")
    assert days_of("quarter", TODAY) == Days("2025-10-01", "2026-01-01")
    assert days_of("passed", TODAY) == Days("", "2025-11-30")
    assert days_of("later", TODAY) == Days("2026-01-01", "")
    assert days_of("all", TODAY) == Days()


def test_the_last_year_that_calendars_have_ends_too() -> None:
    assert days_of("quarter", date(9999, 12, 1)) == Days("9999-10-01", "9999-12-31")


@pytest.mark.parametrize(
    ("at", "named"), [("2025-01", "2025-Q1"), ("2025-12-31", "2025-Q4"), ("2025-06-30", "2025-Q2")]
)
def test_a_day_is_in_its_quarter(at: str, named: str) -> None:
    assert quarter(at) == named
    assert quarter_days(named).since <= f"{at}-01"[:10] < quarter_days(named).before


def test_counts_of_months_add_up_by_quarter() -> None:
    assert by_quarter({"2025-06": 1, "2024-12": 2, "2025-04": 3}) == {"2024-Q4": 2, "2025-Q2": 4}


@pytest.mark.parametrize("wrong", ["2025-Q5", "2025", "Q1", "二〇二五-Q1", "0000-Q1", ""])
def test_what_is_no_quarter_is_refused(wrong: str) -> None:
    with pytest.raises(BadRequestError, match="is no quarter"):
        quarter_days(wrong)


@pytest.mark.parametrize("wrong", ["2025-1-1", "20250101", "2025-02-30", "today", ""])
def test_what_is_no_day_is_refused(wrong: str) -> None:
    with pytest.raises(BadRequestError, match="is no day"):
        day(wrong)
    assert day("2025-02-28") == date(2025, 2, 28)
