"""Pages as programs really draw them: turned, stamped over, drawn twice, with tables that a page end cuts or that have few lines."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from loaders.files.formats.content import Builder
from loaders.files.formats.fixed.cell_words import cell_words
from loaders.files.formats.fixed.drawn_text import upright_pages
from loaders.files.formats.fixed.glyph_pages import Glyph, Page, Rule, angle, frames, quarter, repaired, set_upright
from loaders.files.formats.fixed.line_joining import join

ROWS = [["序号", "任务", "责任单位"], ["1", "清淤", "县水利局"], ["2", "种树", "县林业局"]]
SIZE = 10.0


def glyphs(text: str, left: float, top: float, turn: int | None = 0) -> list[Glyph]:
    return [
        Glyph(s, left + at * SIZE, top, left + (at + 1) * SIZE, top + SIZE, SIZE, turn) for at, s in enumerate(text)
    ]


def table(
    rows: Sequence[Sequence[str]], top: float, *, wide: float = 100.0, closed: bool = True
) -> tuple[list[Glyph], list[Rule]]:
    """A ruled table of rows 20 points high; one that is not `closed` has no line at its foot."""
    columns = max(map(len, rows))
    drawn = [
        one
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        for one in glyphs(text, 50 + c * wide + 4, top + r * 20 + 5)
    ]
    foot = top + len(rows) * 20
    rules = [Rule(50, top + r * 20, 50 + columns * wide, top + r * 20) for r in range(len(rows) + closed)]
    return drawn, rules + [Rule(50 + c * wide, top, 50 + c * wide, foot) for c in range(columns + 1)]


def page(number: int, drawn: Sequence[Glyph], rules: Sequence[Rule] = ()) -> Page:
    return Page(number, 600, 800, tuple(drawn), tuple(rules))


def read(*pages: Page) -> tuple[list[str], list[str]]:
    builder = Builder("x")
    join(upright_pages(pages, builder), builder)
    content = builder.content()
    return content.text.splitlines(), [problem.code for problem in content.problems]


TABLE = ["\t".join(row) for row in ROWS]


def test_slanted_words_are_set_aside_and_said() -> None:
    lines, codes = read(page(1, glyphs("种树方案", 50, 50) + glyphs("内部资料", 52, 52, None)))
    assert (lines, codes) == (["种树方案"], ["slanted-text"])


def test_a_large_watermark_that_runs_level_is_set_aside_and_a_large_title_is_not() -> None:
    text = [one for row in range(4) for one in glyphs("本县各单位分工负责", 50, 50 + row * 14)]
    large = [Glyph(s, 60 + at * 40, 40, 100 + at * 40, 80, 40.0) for at, s in enumerate("内部")]
    title = [Glyph(s, 60 + at * 30, 5, 90 + at * 30, 35, 30.0) for at, s in enumerate("种树")]
    lines, codes = read(page(1, [*title, *text, *large]))
    assert ("".join(lines), codes) == ("种树" + "本县各单位分工负责" * 4, ["slanted-text"])


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_it_runs(turn: int) -> None:
    drawn, rules = table(ROWS, 100)
    back = (360 - turn) % 360
    turned = [replace(one, turn=turn) for one in set_upright(drawn, back, 600, 800)]
    assert read(page(1, turned, set_upright(rules, back, 600, 800))) == (TABLE, [])


def test_a_table_set_sideways_on_an_upright_page_is_the_table() -> None:
    drawn, rules = table(ROWS, 100)
    sideways = [replace(one, turn=270) for one in set_upright(drawn, 90, 600, 800)]
    text = [one for row in range(6) for one in glyphs("本县各单位按下表分工负责抓好落实", 420, 20 + row * 18)]
    lines, codes = read(page(1, [*text, *sideways], set_upright(rules, 90, 600, 800)))
    assert lines[-3:] == TABLE
    assert codes == []


def test_words_at_the_side_of_a_page_are_set_aside_and_said() -> None:
    lines, codes = read(page(1, glyphs("种树方案的全文在此", 50, 50) + glyphs("装订线", 10, 300, 270)))
    assert (lines, codes) == (["种树方案的全文在此"], ["turned-text"])


def test_chinese_set_from_top_to_bottom_is_read_from_right_to_left() -> None:
    first, second = "青河县种树方案", "本县各单位按职责分工负责"
    drawn = [
        Glyph(s, x, 50 + at * 11, x + SIZE, 60 + at * 11, SIZE)
        for x, words in ((400, first), (350, second))
        for at, s in enumerate(words)
    ]
    assert read(page(1, drawn))[0] == [first, second]


def test_what_is_drawn_twice_is_read_once_and_true_doubles_stay() -> None:
    twice = [
        one
        for glyph in glyphs("县水利局", 50, 50)
        for one in (glyph, replace(glyph, left=glyph.left + 0.4, right=glyph.right + 0.4))
    ]
    thin = [Glyph("1", 50 + 5 * at, 90, 55 + 5 * at, 100, SIZE) for at in range(3)] + glyphs("家", 65, 90)
    assert read(page(1, twice + thin))[0] == ["县水利局111家"]


def test_a_row_that_a_page_end_cuts_open_is_one_row() -> None:
    above = table([*ROWS[:2], ["2", "种植并管", "县林业局"]], 640, closed=False)
    below = table([["", "护林木", "县财政局"], ["3", "巡查", "县水利局"]], 60)
    rules = [rule for rule in below[1] if rule.upright or rule.top > 60]
    lines, _ = read(page(1, *above), page(2, below[0], rules))
    assert lines == [*TABLE[:2], "2\t种植并管护林木\t县林业局县财政局", "3\t巡查\t县水利局"]


def test_lines_above_a_page_end_close_rows_even_where_browsers_draw_none_below_it() -> None:
    above = table(ROWS, 640)
    below = table([["3", "巡查", "县水利局"], ["4", "管护", "县财政局"]], 60)
    rules = [rule for rule in below[1] if rule.upright or rule.top > 60]
    assert read(page(1, *above), page(2, below[0], rules))[0] == [*TABLE, "3\t巡查\t县水利局", "4\t管护\t县财政局"]


def test_a_three_line_table_is_a_table_and_the_foot_of_a_letter_is_none() -> None:
    drawn, _ = table(ROWS, 100)
    lines = [Rule(50, top, 350, top) for top in (100, 120, 165)]
    assert read(page(1, drawn, lines))[0] == TABLE
    foot = (
        glyphs("抄送：市水利局，市政府办公室，各乡镇人民政府。", 54, 705)
        + glyphs("县政府办公室", 54, 725)
        + glyphs("五月三日印发", 220, 725)
    )
    printed, _ = read(page(1, foot, [Rule(50, top, 350, top) for top in (700, 720, 740)]))
    assert all("\t" not in line for line in printed)


def test_rows_of_several_lines_in_a_three_line_table_are_told_by_wider_gaps() -> None:
    drawn = [
        one
        for at, row in enumerate(ROWS)
        for c, text in enumerate(row)
        for one in glyphs(text, 54 + c * 100, 105 + at * 40)
    ]
    drawn += glyphs("清到底", 154, 157) + glyphs("种满坡", 154, 197)
    rules = [Rule(50, top, 350, top) for top in (100, 125, 220)]
    rows, _ = read(page(1, drawn, rules))
    assert [row.split("\t")[0] for row in rows] == ["序号", "1", "2"]


def test_rims_of_filled_rings_are_lines() -> None:
    outer, inner = [(0, 0), (100, 0), (100, 50), (0, 50)], [(1, 1), (99, 1), (99, 49), (1, 49)]
    assert len(list(frames([outer, inner]))) == len(list(frames([inner, outer]))) == 4
    assert not list(frames([outer, [(20, 20), (30, 20), (30, 30), (20, 30)]]))


@pytest.mark.parametrize(
    ("written", "room", "text"),
    [
        (
            ["县水务管理服务中心", "县财政金融管理局", "县林业局"],
            92,
            "县水务管理服务中心 / 县财政金融管理局 / 县林业局",
        ),
        (["县住房和城乡建设服", "务中心、县林业局"], 92, "县住房和城乡建设服务中心、县林业局"),
        (["责任", "单位"], 92, "责任 / 单位"),
        (["责任", "单位"], 24, "责任单位"),
        (["县水利局、", "县林业局"], 92, "县水利局、县林业局"),
        (["责", "任", "单", "位"], 92, "责任单位"),
    ],
)
def test_lines_of_a_cell_end_where_the_next_words_had_room(written: list[str], room: float, text: str) -> None:
    drawn = [one for at, line in enumerate(written) for one in glyphs(line, 1, at * 15)]
    assert cell_words(drawn, 0, room).text == text


def test_angles_and_signs() -> None:
    found = [quarter(angle(*way)) for way in ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (1, 0.05))]
    assert found == [0, 90, 180, 270, None, 0]
    assert "".join(map(repaired, ("⼾", "︵", "\x02"))) == "户(-"
