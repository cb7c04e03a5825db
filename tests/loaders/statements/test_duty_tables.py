"""Duties in tables: compound heads, several lines in a cell, and cells as borders of everything that is read."""

import pytest

from loaders.files.source import read_bytes
from loaders.read import read_document

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
