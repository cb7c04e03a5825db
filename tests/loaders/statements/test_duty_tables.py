"""Duties in tables: compound heads, several lines in a cell, and cells as borders of everything that is read."""

import pytest

from graph.model import quote_of
from loaders.files.source import read_bytes
from loaders.read import plan_graphs, read_document

Party = tuple[str, str]


def parties(text: str, name: str = "plan.txt") -> list[list[Party]]:
    (reading,) = read_document(read_bytes(text.encode(), name)).readings
    return [[(party.unit, party.role) for party in statement.parties] for statement in reading.statements]


def table(*rows: str) -> str:
    """A page with a table: rows of cells between |."""
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return "<h1>北岭县任务表</h1><table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


@pytest.mark.parametrize(
    ("head", "cell", "wanted"),
    [
        ("责任单位/责任人", "县交通局<br>罗某", [("县交通局", "responsible")]),
        (
            "责任单位及责任人",
            "县交通局（罗建国）、县水务局 周敏",
            [("县交通局", "responsible"), ("县水务局", "responsible")],
        ),
        ("主办/协办单位", "县教育局/县财政局", [("县教育局", "lead"), ("县财政局", "support")]),
        (
            "主办/协办单位",
            "县教育局<br>县财政局、县住建局",
            [("县教育局", "lead"), ("县财政局", "support"), ("县住建局", "support")],
        ),
        ("牵头（责任）单位", "县水务局", [("县水务局", "lead")]),
        ("验收/销号单位", "县生态环境局", [("县生态环境局", "supervise")]),
        ("责任", "县水务局、县财政局", [("县水务局", "responsible"), ("县财政局", "responsible")]),
        ("责任<br>单位", "①县水务局 ②县财政局", [("县水务局", "responsible"), ("县财政局", "responsible")]),
        (
            "配合单位",
            "县水务局<br>云岭综合试点<br>各镇街",
            [("县水务局", "support"), ("云岭综合试点", "support"), ("各镇街", "support")],
        ),
        ("责任单位（排第一位的为牵头单位）", "县水务局、县财政局", [("县水务局", "lead"), ("县财政局", "responsible")]),
    ],
)
def test_a_cell_below_its_head(head: str, cell: str, wanted: list[Party]) -> None:
    assert parties(table(f"序号|任务|{head}|备注", f"1|疏浚河道|{cell}|市财政局出资"), "plan.html") == [wanted]


def test_a_rule_of_a_head_ends_with_its_table() -> None:
    text = (
        table("任务|责任单位（第一个为牵头单位）", "疏浚河道|县水务局、县财政局")
        + "<p>一、植树。（责任单位：县林业局、县财政局）</p>"
    )
    assert parties(text, "plan.html")[1] == [("县林业局", "responsible"), ("县财政局", "responsible")]


def test_prose_in_a_cell_begins_and_ends_with_it() -> None:
    text = table(
        "序号|项目|责任人|说明", "1|古桥|罗某|县文旅局负责对接。", "2|冷链中心|周某|县商务局牵头建设，县财政局配合。"
    )
    assert parties(text, "plan.html") == [
        [("县文旅局", "responsible")],
        [("县商务局", "lead"), ("县财政局", "support")],
    ]


def test_a_field_ends_with_its_cell() -> None:
    text = (
        "北岭县任务\n\n1\t修缮校舍\t责任单位：县教育局\t县财政局出资\n2\t改造食堂\t责任单位：县卫健局\t县财政局出资\n"
    )
    assert parties(text) == [[("县教育局", "responsible")], [("县卫健局", "responsible")]]


def test_a_cell_that_repeats_the_one_above_means_its_units_and_its_time() -> None:
    text = table(
        "任务|牵头单位|完成时限", "修订管网图|县水务局、县财政局|2025年6月底", "建设泵站|同上|2025年9月底", "清理河道|〃|同上",
        "巡查|—|", "宣传|县文旅局|2025年12月底",
    )  # fmt: skip
    wanted = [("县水务局", "lead"), ("县财政局", "lead")]
    assert parties(text, "plan.html") == [wanted, wanted, wanted, [("县文旅局", "lead")]]
    document = read_document(read_bytes(text.encode(), "plan.html"))
    (reading,) = document.readings
    assert [each.date for each in reading.deadlines] == ["2025-06", "2025-09", "2025-09", "2025-12"]
    assert not [problem for problem in reading.problems if problem.code == "table-row"]
    repeated = reading.statements[2]
    assert document.source.text[repeated.start : repeated.end] == "〃"
    above = [document.source.text[each.start : each.end] for each in repeated.governing]
    assert above == ["牵头单位", "县水务局、县财政局"]


def test_a_first_row_that_repeats_nothing_is_listed() -> None:
    text = table("任务|牵头单位", "修订管网图|同上", "建设泵站|县财政局")
    assert parties(text, "plan.html") == [[("县财政局", "lead")]]
    (reading,) = read_document(read_bytes(text.encode(), "plan.html")).readings
    assert [problem.code for problem in reading.problems] == ["table-row"]


def test_a_duty_that_is_repeated_opens_the_words_above() -> None:
    text = table("任务|牵头单位", "修订管网图|县水务局", "建设泵站|同上")
    (graph,) = plan_graphs(read_document(read_bytes(text.encode(), "plan.html")))
    first, second = (edge.evidence for edge in graph.edges if edge.kind == "LEADS")
    assert (quote_of(first.statement), quote_of(second.statement)) == ("县水务局", "同上")
    assert first.party == second.party
    assert [passage.quote for passage in second.governing] == ["县水务局"]
