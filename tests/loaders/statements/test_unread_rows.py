"""Rows of tables whose units gave no duty are listed; rows that were read, and lists of addresses, are not."""

import pytest

from loaders.files.source import read_bytes
from loaders.read import read_document


def listed(text: str) -> list[tuple[str, str]]:
    (reading,) = read_document(read_bytes(text.encode(), "plan.txt")).readings
    return [(each.code, each.quote) for each in reading.problems if each.code.startswith("table")]


def test_rows_without_a_head() -> None:
    rows = "1\t疏浚河道\t县水务局\n2\t修缮堤防\t县林业局、各镇街\n"
    assert listed("北岭县任务\n\n" + rows) == [("table-without-head", row) for row in rows.splitlines()]


def test_a_cell_of_duties_that_names_nobody() -> None:
    text = "任务\t牵头单位\t责任单位\n疏浚河道\t县水务局\t县财政局\n修缮堤防\t待机构改革后另行明确\t县财政局\n植树\t\t县林业局\n"
    assert listed("北岭县任务\n\n" + text) == [("table-row", "修缮堤防\t待机构改革后另行明确\t县财政局")]


def test_units_below_a_head_that_is_not_known() -> None:
    text = "序号\t工作任务\t会签单位\t备注\n1\t疏浚河道\t县水务局\t\n"
    assert listed("北岭县任务\n\n" + text) == [("table-row", "1\t疏浚河道\t县水务局\t")]


@pytest.mark.parametrize(
    "text",
    [
        "序号\t任务\t责任单位\n1\t疏浚河道\t县水务局\n2\t修缮堤防\t\n",
        "单位\t联系人\t电话\n县水务局\t罗某\t0731-5550000\n县林业局\t周某\t0731-5550001\n",
        "年份\t数量\n2024\t12\n2025\t15\n",
        "1\t县水务局\t0731-5550000\n2\t县林业局\t0731-5550001\n",
    ],
)
def test_what_is_read_or_gives_no_duty_is_not_listed(text: str) -> None:
    assert listed("北岭县任务\n\n" + text) == []
