"""Outlines of decimals: 1, 1.1, 1.1.1."""

import pytest

from loaders.files.source import read_bytes
from loaders.outline.outline import outline


def read(text: str) -> list[tuple[str, str, int]]:
    return [(heading.label, heading.title, heading.depth) for heading in outline(text).headings]


def test_a_decimal_outline_nests_by_the_parts_of_its_numbers() -> None:
    text = "某市预案\n1 总则\n1.1 编制目的\n减少损失。\n2 机制\n2.1 指挥\n2.1.1 成员\n（1）巡堤。每日两次。\n（2）报汛。每小时一次。\n3 附则\n"
    assert read(text) == [
        ("1", "总则", 1),
        ("1.1", "编制目的", 2),
        ("2", "机制", 1),
        ("2.1", "指挥", 2),
        ("2.1.1", "成员", 3),
        ("（1）", "巡堤", 4),
        ("（2）", "报汛", 4),
        ("3", "附则", 1),
    ]


def test_its_table_of_contents_is_none() -> None:
    body = "1 总则\n1.1 目的\n减少损失。\n1.2 范围\n全市。\n2 附则\n2.1 解释\n另行通知。\n"
    listed = "目录\n1 总则\n1.1 目的\n1.2 范围\n2 附则\n2.1 解释\n"
    assert read(f"某市预案\n{listed}{body}") == read(body)


@pytest.mark.parametrize(
    "text",
    [
        (
            "某市预案1总则1.1编制目的为规范处置，减少损失，保护群众，制定本预案。1.2适用范围适用于全市，配备2.2万名队员，每年演练1.3次。2响应2.1分级响应分为4级，Ⅰ级最高。"
            "2.2启动由指挥部启动，时间不超过3.5小时，各组到位。3附则3.1解释由市应急局解释，自印发之日起实施，原预案同时废止，有关部门按各自职责做好衔接工作。"
        ),
        (
            "某市预案　　1　总则　　1.1　编制目的　　为规范处置，减少损失，保护群众，制定本预案。　　1.2　适用范围　　适用于全市，配备2.2万名队员，每年演练1.3次。　　2　响应　　"
            "2.1　分级　　响应分为4级，Ⅰ级最高。　　2.2　启动　　由指挥部启动，时间不超过3.5小时，各组到位。　　3　附则　　3.1　解释　　由市应急局解释，自印发之日起实施。"
        ),
    ],
    ids=["joined", "blanks"],
)
def test_lost_line_breaks_lose_no_heading(text: str) -> None:
    labels = [(label, depth) for label, _, depth in read(text)]
    assert labels == [("1", 1), ("1.1", 2), ("1.2", 2), ("2", 1), ("2.1", 2), ("2.2", 2), ("3", 1), ("3.1", 2)]
    assert ("1.1", "编制目的", 2) in read(text)


def test_decimals_below_chapters_of_another_style() -> None:
    text = "第一章 总则\n1.1 目的\n减少损失。\n1.2 范围\n全市。\n第二章 机制\n2.1 预警\n发布预警。\n"
    assert [depth for _, _, depth in read(text)] == [1, 2, 2, 1, 2]


def test_an_annex_counts_anew() -> None:
    body = "1 总则\n1.1 目的\n减少损失。\n2 附则\n2.1 解释\n另行通知。\n"
    text = f"某市预案\n{body}附件1\n某市物资调度方案\n{body}"
    assert read(text) == read(body) * 2


@pytest.mark.parametrize(
    "text",
    [
        "一、目标\n新建道路\n1.1 公里，改建道路\n1.2 公里，整修桥梁\n2.1 座。\n",
        "一、指标\n1\n绿化覆盖率\n38.5\n2\n道路长度\n12.5公里\n",
        "一、版本\n手册为 3.2 版，参照第 2.1 节执行，2024.6.1 印发。\n",
        "一、任务\n1.1\t疏浚河道\t区水务局\n1.2\t修缮渡口\t区交通局\n2.1\t清退围网\t区渔业局\n",
    ],
    ids=["quantities", "cells", "references", "table"],
)
def test_other_decimals_are_no_headings(text: str) -> None:
    assert [label for label, _, _ in read(text)] == ["一、"]


def test_serial_numbers_in_the_cells_of_a_page_are_no_headings() -> None:
    rows = "".join(f"<tr><td>{number}</td><td>疏浚</td></tr>" for number in ("1", "1.1 甲", "1.2 乙", "2.1 丙"))
    source = read_bytes(
        f"<html><body><p>一、任务</p><p>见下表。</p><table>{rows}</table></body></html>".encode(), "a.html"
    )
    found = outline(source.text, source.cells, source.generated)
    assert [heading.label for heading in found.headings] == ["一、"]
