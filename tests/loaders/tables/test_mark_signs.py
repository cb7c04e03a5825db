"""Marks that a legend alone makes marks (A, B, 1, 2), and units that it alone makes units (发改, 财政)."""

import pytest

from loaders.outline.outline import outline
from loaders.readings import Part
from loaders.statements.statements import statements
from loaders.statements.unread_rows import unread_rows


def roles(text: str) -> list[list[str]]:
    found = outline(text)
    read = [item for part in found.parts for item in statements(found, part)]
    return [[f"{party.role} {party.unit}" for party in item.parties] for item in read]


def lost(text: str) -> list[str]:
    found = outline(text)
    return [
        text[each.start : each.end].split("\t", maxsplit=1)[0]
        for each in unread_rows(found, Part(0, len(text)), (), ())
    ]


@pytest.mark.parametrize(
    ("legend", "marks"),
    [
        ("注：A为牵头单位，B为配合单位。", "AB"),
        ("牵头单位标A，配合单位标B。", "AB"),
        ("（甲 牵头）说明：“1”为牵头，“2”为参与", "12"),
        ("说明：1—牵头；2—配合。", "12"),
        ("牵头单位用a表示，配合单位用b表示", "ab"),
        ("注：●牵头 ○配合", "●○"),
    ],
)
@pytest.mark.parametrize("heads", ["县住建局\t县水利局", "住建\t水利"])
def test_a_legend_makes_marks_and_units(legend: str, marks: str, heads: str) -> None:
    lead, support = marks[0], marks[1]
    text = f"某县分工\n\n序号\t任务\t{heads}\n1\t修建公园\t{lead}\t{support}\n2\t疏浚河道\t\t{lead}\n{legend}\n"
    first, second = heads.split("\t")
    assert roles(text) == [[f"lead {first}", f"support {second}"], [f"lead {second}"]]
    assert lost(text) == []


def test_units_as_rows_with_numbers_as_marks() -> None:
    text = (
        "任务分工（“1”为牵头，“2”为参与）\n\n部门\t修建公园\t疏浚河道\n县住建局\t1\t2\n县水利局\t2\t1\n县财政局\t\t2\n"
    )
    assert roles(text) == [
        ["lead 县住建局", "support 县水利局"],
        ["support 县住建局", "lead 县水利局", "support 县财政局"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "数量表\n\n序号\t任务\t县住建局\t县水利局\n一\t修建公园\t1\t2\n二\t疏浚河道\t2\t1\n",
        "评级表\n\n序号\t任务\t县住建局\t县水利局\n一\t修建公园\tA\tB\n二\t疏浚河道\tB\tA\n注：A为优秀，B为良好。\n",
        "进度表\n\n任务\t启动\t验收\n修建公园\tA\tB\n疏浚河道\tB\tA\n",
    ],
)
def test_other_letters_and_numbers_are_no_marks(text: str) -> None:
    assert roles(text) == []


def test_a_grid_of_marks_that_divides_work_and_is_not_understood_is_listed() -> None:
    grid = "重点任务\t规划\t建设\t运行\n修建公园\t√\t\t√\n疏浚河道\t√\t√\t\n"
    assert lost(f"水务责任分工\n\n{grid}") == ["修建公园", "疏浚河道"]
    assert lost(f"检查情况\n\n{grid}") == []
