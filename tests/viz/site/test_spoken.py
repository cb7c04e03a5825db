"""Dates, times and numbers in words of both languages."""

import pytest

from graph.schema import Language
from viz.site.spoken import said_date, said_number, said_time


@pytest.mark.parametrize(("iso", "language", "said"), [
    ("2025", "zh", "2025年"), ("2025-06", "zh", "2025年6月"), ("2025-06-30", "zh", "2025年6月30日"),
    ("2025", "en", "2025"), ("2025-06", "en", "June 2025"), ("2025-12-01", "en", "1 December 2025"),
    ("", "zh", ""), ("十四五", "en", "十四五"), ("2025-13", "en", "2025-13"),
])  # fmt: skip
def test_dates(iso: str, language: Language, said: str) -> None:
    assert said_date(iso, language) == said


@pytest.mark.parametrize(("iso", "language", "said"), [
    ("2025-06-30T08:05:59", "zh", "2025年6月30日 08:05"), ("2025-06-30T08:05", "en", "30 June 2025, 08:05"),
    ("", "en", ""), ("someone", "en", "someone"),
])  # fmt: skip
def test_times(iso: str, language: Language, said: str) -> None:
    assert said_time(iso, language) == said


@pytest.mark.parametrize(("value", "said"), [
    (12, "12"), (1234567, "1,234,567"), (1234.5, "1,234.5"), ("30.3", "30.3"), ("12000", "12,000"),
    ("12000.55555", "12,000.55555"), ("0.12345", "0.12345"), ("Ⅲ类", "Ⅲ类"), ("1500-20000", "1,500-20,000"),
])  # fmt: skip
def test_numbers(value: object, said: str) -> None:
    assert said_number(value) == said
