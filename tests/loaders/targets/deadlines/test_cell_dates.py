"""The date of a cell of deadlines, in every way in which tables write it."""

import pytest

from graph.shadow import shadow
from loaders.readings import Span
from loaders.targets.deadlines.cell_dates import cell_date, date_said


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2025/12/31", "2025-12-31"),
        ("2025-12-31", "2025-12-31"),
        ("2025.12.31", "2025-12-31"),
        ("2025.6.30前", "2025-06-30"),
        ("2025.12", "2025-12"),
        ("2025-06", "2025-06"),
        ("202509", "2025-09"),
        ("20250930", "2025-09-30"),
        ("2025", "2025"),
        ("2025年", "2025"),
        ("2025年底", "2025"),
        ("2025年底前", "2025"),
        ("年底", "2026"),
        ("全年", "2026"),
        ("12月底", "2026-12"),
        ("十二月底", "2026-12"),
        ("6月30日", "2026-06-30"),
        ("6月30日前", "2026-06-30"),
        ("6月中旬", "2026-06-20"),
        ("6月上旬前", "2026-06-10"),
        ("6月下旬", "2026-06"),
        ("6月31日", "2026-06"),
        ("9.30", "2026-09-30"),
        ("6/30前", "2026-06-30"),
        ("上半年", "2026-06"),
        ("2025年上半年", "2025-06"),
        ("下半年", "2026-12"),
        ("四季度", "2026-12"),
        ("2025年第三季度", "2025-09"),
        ("2025年Q2", "2025-06"),
        ("2025.1-2025.12", "2025-12"),
        ("2025年1—6月", "2025-06"),
        ("3-11月", "2026-11"),
        ("2024-2025年", "2025"),
        ("2024年6月至2025年9月", "2025-09"),
        ("2025年3月启动，12月完成", "2025-12"),
        ("2025年 / 12月底", "2025-12"),
        ("长期坚持", None),
        ("立行立改", None),
        ("每季度", None),
        ("3", None),
        ("3个月", None),
        ("", None),
    ],
)
def test_a_cell_says_its_date(words: str, date: str | None) -> None:
    found = cell_date(shadow(words), Span(0, len(words)), 2026)
    assert (found.date if found else None) == date


def test_without_a_year_of_the_plan_an_unwritten_one_is_unknown() -> None:
    assert cell_date("12月底", Span(0, 4), None) is None


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2025年6月底前", "2025-06"), (" 2025年 ", "2025"), ("２０２５年上半年", "2025-06"), ("2025/6/30", "2025-06-30"),
        ("2025-06", "2025-06"), ("2025", "2025"), ("2025年底", "2025"), ("2025年三季度", "2025-09"), ("长期坚持", "长期坚持"),
        ("6月底", "6月底"), ("约2025年", "约2025年"), ("每年12月底前", "每年12月底前"), ("", ""),
    ],
)  # fmt: skip
def test_a_date_in_words_is_one_date_or_stays_as_it_is(words: str, date: str) -> None:
    assert date_said(words) == date
