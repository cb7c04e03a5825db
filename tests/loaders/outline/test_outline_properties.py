"""What holds for the outline of any text whatever."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.act.citations import citations
from loaders.act.front import front_of
from loaders.act.metadata import metadata
from loaders.outline.outline import outline
from loaders.readings import Cell, Outline
from loaders.targets.deadlines.measure_deadlines import deadlines

PIECES = (
    "一、", "二、", "三、", "（一）", "（二）", "(三)", "1.", "2.", "3．", "1、", "2、", "（1）", "（2）", "①", "②", "第一条", "第二章", "第三节",
    "。", "；", "：", "，", "\n", "\r\n", "\n\n", " ", "\u3000", "\t", "附件1", "附件", "附件：", "序号任务完成时限责任单位", "1治理", "3月区水务局",
    "《某市河道整治工作方案》", "（某府〔2023〕5号）", "关于印发", "某市河道整治工作方案", "的通知", "现印发给你们", "某市人民政府", "2023年6月底前",
    "年底前", "完成时限：", "[bookmark: _Toc1]", "— 3 —", "責任單位實施為會業產", "完成清淤", "牵头单位", "（区水务局负责）", "注：", "\u200b", "《", "》", "(", "〈",
)  # fmt: skip

TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(PIECES), max_size=120).map("".join),
    st.lists(st.sampled_from(PIECES), min_size=200, max_size=400).map("".join),
)


def check(found: Outline, text: str) -> None:
    assert found.text == text
    assert len(found.shadow) == len(text)
    assert "".join(text[block.start : block.end] for block in found.blocks) == text
    assert all(block.start < block.end for block in found.blocks)
    assert [heading.start for heading in found.headings] == sorted({heading.start for heading in found.headings})
    assert found.parts[0].start == 0
    assert found.parts[-1].end == len(text)
    assert all(before.end == after.start for before, after in pairwise(found.parts))
    for index, heading in enumerate(found.headings):
        assert text.startswith(heading.label, heading.start)
        assert 1 <= heading.depth <= 4
        assert heading.start + len(heading.label) <= heading.body
        assert heading.start < heading.end
        following = found.headings[index + 1].start if index + 1 < len(found.headings) else len(text)
        assert heading.body <= following
        if heading.parent is not None:
            parent = found.headings[heading.parent]
            assert heading.parent < index
            assert parent.start < heading.start
            assert heading.end <= parent.end
            assert heading.address.startswith(parent.address + ".")
    for part in found.parts:
        inside = [heading for heading in found.headings if part.start <= heading.start < part.end]
        assert len({heading.address for heading in inside}) == len(inside)


@settings(deadline=None)
@given(TEXTS)
def test_any_text_has_an_outline(text: str) -> None:
    check(outline(text), text)


@settings(deadline=None)
@given(TEXTS, st.lists(st.tuples(st.integers(0, 400), st.integers(0, 20)), max_size=8))
def test_any_cells_leave_the_blocks_whole(text: str, places: list[tuple[int, int]]) -> None:
    cells = [
        Cell(min(start, len(text)), min(start + length, len(text)), 1, row, 1)
        for row, (start, length) in enumerate(sorted(places))
    ]
    check(outline(text, cells), text)


@settings(deadline=None)
@given(TEXTS)
def test_any_text_has_metadata_citations_and_deadlines_that_quote_it(text: str) -> None:
    found = outline(text)
    for part in found.parts:
        meta = metadata(front_of(found, part))
        for _, span in meta.spans:
            assert 0 <= span.start < span.end <= len(text)
        for citation in citations(found, part, meta):
            assert part.start <= citation.start < citation.end <= part.end
            assert citation.title
        for deadline in deadlines(found, part, meta):
            assert part.start <= deadline.start < deadline.end <= part.end
            assert deadline.date
