"""Tables by unit: what each leads and what it supports."""

import pytest

from graph.shadow import shadow
from loaders.outline.outline import outline
from loaders.statements.statements import statements
from loaders.tables.column_heads import task_role
from loaders.vocabulary import vocabulary


def tasks(text: str) -> dict[str, list[str]]:
    found = outline(text)
    read = [item for part in found.parts for item in statements(found, part)]
    assert all(item.form == "table" for item in read)
    return {text[item.start : item.end]: [f"{party.role} {party.unit}" for party in item.parties] for item in read}


def test_a_task_has_all_units_that_the_table_gives_it_to() -> None:
    text = "分解表\n\n单位\t牵头任务\t配合任务\n县住建局\t1.改造小区；2.建设公园\t疏浚河道\n县水利局\t疏浚河道\t建设公园\n县财政局\t无\t改造小区。\n"
    assert tasks(text) == {
        "改造小区": ["lead 县住建局", "support 县财政局"],
        "建设公园": ["lead 县住建局", "support 县水利局"],
        "疏浚河道": ["support 县住建局", "lead 县水利局"],
    }


def test_a_table_by_task_stays_one() -> None:
    text = "分解表\n\n工作任务\t责任单位\t完成时限\n疏浚河道\t县水利局\t6月底\n"
    assert tasks(text) == {"县水利局": ["responsible 县水利局"]}


@pytest.mark.parametrize(
    ("head", "role"), [("牵头任务", "lead"), ("协办事项", "support"), ("主办工作", "lead"), ("承担任务", "responsible")]
)
def test_heads_that_give_the_unit_of_a_row_a_role(head: str, role: str) -> None:
    assert task_role(shadow(head)) == role


def test_words_of_tasks() -> None:
    entry = vocabulary("tables/columns")["by_unit"]["tasks"]
    assert all(task_role("牵头" + words) == "lead" for words in entry["examples"])
    assert not any(task_role("牵头" + words) for words in entry["not"])
    assert task_role("牵头单位") is None
