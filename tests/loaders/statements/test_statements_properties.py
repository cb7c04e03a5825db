"""Whatever the text, statements quote themselves, stay in their part and do not overlap; hostile text ends."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.outline.outline import outline
from loaders.readings import Outline, Part, Statement
from loaders.statements.statements import statements
from loaders.statements.unread import unread

WORDS = (
    "市财政局", "省发展改革委", "各镇街", "各县（市、区）政府", "责任单位：", "牵头单位：", "（", "）", "(", ")", "〔", "〕", "【", "】",
    "、", "，", "；", "。", "：", "\n", "\t", " ", "等", "等部门", "和", "牵头", "配合", "按职责分工负责", "负责落实", "指导", "会同",
    "列首位的为牵头单位", "，下同", "以下均需各镇落实，不再列出", "逗号前为牵头单位", "一、", "（二）", "3.", "6月", "成立", "由", "要", "*",
    "序号任务完成时限责任单位1", "推进改革", "注：", "责任单位\t任务\n",
)  # fmt: skip

texts = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(WORDS), max_size=60).map("".join))


def read(text: str) -> tuple[Outline, list[tuple[Part, tuple[Statement, ...]]]]:
    found = outline(text)
    return found, [(part, statements(found, part)) for part in found.parts]


@given(texts)
@settings(max_examples=200, deadline=None)
def test_statements_quote_themselves_and_stay_in_their_part(text: str) -> None:
    found, read_parts = read(text)
    for part, items in read_parts:
        for item in items:
            assert part.start <= item.start < item.end <= part.end
            assert part.start <= item.work.start <= item.work.end <= part.end
            assert all(part.start <= rule.start < rule.end <= part.end for rule in item.governing)
            assert item.parties
            for party in item.parties:
                assert item.start <= party.start < party.end <= item.end
                assert found.text[party.start : party.end] == party.surface
                assert party.unit
                assert 1 <= party.order <= party.list_length
            assert item.heading is None or any(heading.start == item.heading for heading in found.headings)


@given(texts)
@settings(max_examples=100, deadline=None)
def test_statements_stand_in_order_and_apart(text: str) -> None:
    for _, items in read(text)[1]:
        assert all(before.end <= after.start for before, after in pairwise(items))


@given(texts)
@settings(max_examples=100, deadline=None)
def test_problems_quote_themselves(text: str) -> None:
    found, read_parts = read(text)
    for part, items in read_parts:
        for problem in unread(found, part, items):
            assert part.start <= problem.start < problem.end <= part.end
            assert found.text[problem.start : problem.end] == problem.quote


@given(texts)
@settings(max_examples=50, deadline=None)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)


@pytest.mark.parametrize("run", ["(", "()", "（市财政局、", "、", "等", "7", "责任单位：", "，责任单位：", "市财政局和", "牵头，", "各市、", "县(", "<", "由市财政局", "市财政局要，", "成立市财政局，负责，",  "列首位的为牵头单位", "\t", "一、"])  # fmt: skip
def test_hostile_runs_are_read_to_the_end(run: str) -> None:
    """Long runs of one mark are where patterns backtrack; a quadratic reader would not come back from these."""
    text = run * (20_000 // len(run))
    found, read_parts = read(text)
    assert found.text == text
    assert all(item.end <= len(text) for _, items in read_parts for item in items)
