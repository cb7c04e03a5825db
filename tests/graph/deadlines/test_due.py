"""Deadlines are intervals: when they fall due, how they are ordered, what filters keep."""

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from graph.deadlines.due import Due, checked_deadline, due, falls_within, first_day, has_passed, in_order, of_work
from graph.errors import BadRequestError
from tests.folders import ROOT

WORDS = yaml.safe_load((ROOT / "graph" / "deadlines" / "words.yaml").read_text(encoding="utf-8"))
ENTRIES = [(kind, name, entry) for kind, entries in WORDS.items() for name, entry in entries.items()]


@pytest.mark.parametrize(
    ("deadline", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-06", "2025-06-01", "2025-06-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-02", "2025-02-01", "2025-02-28"),
        ("2025-03-15", "2025-03-15", "2025-03-15"),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_a_date_says_until_when(deadline: str, first: str, last: str) -> None:
    assert due(deadline) == Due("dated", deadline, first, last)


@pytest.mark.parametrize("words", ["", "2025-13", "2025-02-30", "0000", "25", "2025年", "待定", "近期", "2025-6"])
def test_what_is_no_deadline_means_nothing(words: str) -> None:
    assert due(words) is None


@pytest.mark.parametrize(("kind", "name", "entry"), ENTRIES, ids=[f"{kind}/{name}" for kind, name, _ in ENTRIES])
def test_words_without_a_fixed_end_are_known_by_their_examples(
    kind: str, name: str, entry: dict[str, list[str]]
) -> None:
    assert entry["examples"], name
    assert entry["note"], name
    for example in entry["examples"]:
        assert due(example) == Due(kind, example), example  # type: ignore[arg-type]  # the file's own word
    for other in entry.get("not", []):
        assert due(other) is None or due(other).kind != kind, other  # type: ignore[union-attr]  # said before


def test_the_issue_s_cases() -> None:
    assert not falls_within("2021", before="2021-01-01")
    assert falls_within("2021", "2021-10", "2022")  # its own fourth quarter
    assert not falls_within("2021", "2021", "2021-10")
    assert sorted(["2021", "2021-03"], key=in_order) == ["2021-03", "2021"]


def test_the_narrower_of_two_that_end_together_comes_first_and_those_without_an_end_behind() -> None:
    mixed = ["", "长期", "每年", "2021", "2021-12-31", "2022-01", "2021-12"]
    assert sorted(mixed, key=in_order) == ["2021-12-31", "2021-12", "2021", "2022-01", "长期", "每年", ""]


@pytest.mark.parametrize(("deadline", "today", "passed"), [
    ("2025", "2025-12-31", False), ("2025", "2026-01-01", True), ("2025-06", "2025-06-30", False),
    ("2025-06", "2025-07-01", True), ("长期", "2099-01-01", False), ("", "2099-01-01", False),
])  # fmt: skip
def test_a_deadline_has_passed_when_its_last_day_has(deadline: str, today: str, passed: bool) -> None:  # noqa: FBT001  a row of the table above
    assert has_passed(deadline, today) is passed


def test_work_is_due_by_its_own_deadline_else_by_the_first_of_its_targets() -> None:
    assert of_work("2030", ["2021"]) == "2030"
    assert of_work("", ["2021", "2021-03", ""]) == "2021-03"
    assert of_work("", []) == ""


def test_dates_and_deadlines_that_people_give_are_checked() -> None:
    assert first_day("2021-03") == "2021-03-01"
    assert checked_deadline(" 长期坚持 ") == "长期坚持"
    for wrong in ("2021-13", "soon"):
        with pytest.raises(BadRequestError):
            first_day(wrong)
        with pytest.raises(BadRequestError):
            checked_deadline(wrong)


DEADLINES = st.one_of(
    st.dates(date(1990, 1, 1)).flatmap(lambda d: st.sampled_from([f"{d:%Y}", f"{d:%Y-%m}", d.isoformat()])),
    st.sampled_from(["", "每年", "长期", "待定"]),
)


@given(DEADLINES, st.dates(date(1990, 1, 1), date(9000, 1, 1)))
def test_a_deadline_is_before_a_day_or_from_it_on_and_never_both(deadline: str, today: date) -> None:
    found = due(deadline)
    before, since = (
        falls_within(deadline, before=today.isoformat()),
        falls_within(deadline, since=today.isoformat()),
    )
    assert before + since == (found is not None and found.kind == "dated")


@given(st.lists(DEADLINES))
def test_order_and_filters_agree(deadlines: list[str]) -> None:
    found = [each for each in map(due, sorted(deadlines, key=in_order)) if each]
    lasts = [each.last for each in found if each.kind == "dated"]
    assert lasts == sorted(lasts)
    assert [each.kind for each in found] == sorted(each.kind for each in found)
    for each in found:
        if each.kind == "dated":
            assert falls_within(each.words, since=each.last)
            assert not falls_within(each.words, before=each.last)
