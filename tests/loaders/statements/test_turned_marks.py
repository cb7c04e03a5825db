"""Tables whose rows are units and whose columns are tasks, with marks where they meet."""

import pytest

from loaders.outline.outline import outline
from loaders.statements.statements import statements

ROWS = "县水利局\t▲\t△\n县农机站\t△\t▲\n各乡镇\t△\t\n"


def tasks(text: str) -> dict[str, list[str]]:
    """The parties of each task, by the words of its head."""
    found = outline(text)
    read = [item for part in found.parts for item in statements(found, part)]
    return {text[item.start : item.end]: [f"{party.role} {party.unit}" for party in item.parties] for item in read}


@pytest.mark.parametrize(
    "text",
    [
        f"灌区任务分工\n\n责任单位\t清淤干渠\t检修泵站\n{ROWS}注：▲为牵头单位，△为配合单位。\n",
        f"灌区安排\n▲代表牵头，△代表参加。\n\n单位\\任务\t清淤干渠\t检修泵站\n{ROWS}",
        f"灌区任务分工\n\n责任单位\t1.清淤干渠\t2.检修泵站\n{ROWS}（实心三角为牵头，空心三角为配合）\n",
        "灌区任务分工\n\n单位\t清淤干渠\t检修泵站\n县水利局\t牵头\t配合\n县农机站\t配合\t牵头\n各乡镇\t参与\t\n",
    ],
)
def test_each_task_has_the_units_with_a_mark_below_it(text: str) -> None:
    assert {words[-4:]: found for words, found in tasks(text).items()} == {
        "清淤干渠": ["lead 县水利局", "support 县农机站", "support 各乡镇"],
        "检修泵站": ["support 县水利局", "lead 县农机站"],
    }


def test_tasks_under_a_wide_head_are_tasks_whatever_they_end_in() -> None:
    marks = "县教育局\t★\t☆\t\n县卫健局\t☆\t★\t☆\n县水利局\t\t\t★\n"
    text = f"分工\n★牵头，☆配合\n\n单位\t民生\t\t水利\n单位\t新建学校\t改造医院\t检修泵站\n{marks}"
    assert tasks(text) == {
        "新建学校": ["lead 县教育局", "support 县卫健局"],
        "改造医院": ["support 县教育局", "lead 县卫健局"],
        "检修泵站": ["support 县卫健局", "lead 县水利局"],
    }


def test_tasks_that_end_as_units_do_are_no_parties() -> None:
    text = "分工\n“主”为主办，“协”为协办\n\n序号\t任务\t水利\t农机\n1\t新建学校\t主\t协\n2\t改造医院\t协\t主\n"
    assert tasks(text) == {}


def test_one_kind_of_mark_says_who_is_responsible_where_work_is_divided() -> None:
    rows = "单位\t清淤干渠\t检修泵站\n县水利局\t√\t\n县农机站\t√\t√\n"
    assert tasks(f"灌区职责分工表\n\n{rows}") == {
        "清淤干渠": ["responsible 县水利局", "responsible 县农机站"],
        "检修泵站": ["responsible 县农机站"],
    }
    assert tasks(f"灌区月报报送情况\n\n{rows}") == {}


def test_what_is_done_is_no_duty() -> None:
    assert tasks(f"灌区任务分工\n\n单位\t清淤干渠\t检修泵站\n{ROWS}注：▲为已完成，△为未完成。\n") == {}
