"""Labels that give a role only beside another one, labels that nobody knows, and what people they name."""

import pytest

from loaders.files.source import read_bytes
from loaders.read import read_document


def read(body: str) -> tuple[list[str], list[str]]:
    """The parties with their roles, and the problems with their words, of a plan with one measure."""
    text = f"某校工作方案\n\n一、重点任务\n（一）完善制度。健全机制。{body}\n（二）强化管理。抓好落实。\n"
    (reading,) = read_document(read_bytes(text.encode(), "plan.txt")).readings
    parties = [f"{party.role} {party.unit}" for item in reading.statements for party in item.parties]
    return parties, [problem.quote for problem in reading.problems]


@pytest.mark.parametrize(
    ("body", "parties"),
    [
        ("（组长单位：教务处；成员单位：财务处、基建处）", ["lead 教务处", "support 财务处", "support 基建处"]),
        ("\n牵头部室：教务处\n成员单位：财务处", ["lead 教务处", "support 财务处"]),
        ("（第一牵头单位：教务处；协办院系：文学院）", ["lead 教务处", "support 文学院"]),
        ("\n责任领导：罗某；主办单位：教务处；督办单位：学校办公室", ["lead 教务处", "supervise 学校办公室"]),
        ("（责任单位：教务处；责任领导：罗某某）", ["responsible 教务处"]),
        ("（牵头：教务处；配合：财务处；督导：纪检处）", ["lead 教务处", "support 财务处", "supervise 纪检处"]),
        ("\n【责任部门】教务处【配合部门】财务处、各学院", ["responsible 教务处", "support 财务处", "support 各学院"]),
        ("（教务处（牵头部门）、财务处（配合部门））", ["lead 教务处", "support 财务处"]),
        ("{责任单位：教务处、财务处}", ["responsible 教务处", "responsible 财务处"]),
        ("<教务处牵头，财务处配合>", ["lead 教务处", "support 财务处"]),
        ("〈教务处、财务处负责〉", ["responsible 教务处", "responsible 财务处"]),
        ("<教务处、财务处>", []),
        ("指标<5、占比>8。", []),
    ],
)
def test_labels_of_more_bodies(body: str, parties: list[str]) -> None:
    assert read(body)[0] == parties


def test_members_of_a_body_alone_have_no_duty() -> None:
    parties, problems = read("\n组长：罗某\n成员单位：财务处、基建处")
    assert parties == []
    assert problems == ["成员单位：财务处、基建处"]


def test_a_label_that_is_not_known_ends_the_list_and_is_listed() -> None:
    parties, problems = read("（责任单位：教务处；使用单位：财务处、基建处）")
    assert parties == ["responsible 教务处"]
    assert problems == ["使用单位："]


def test_everyone_under_each_is_no_unknown_label() -> None:
    assert read("（责任单位：教务处，各部门）")[0] == ["responsible 教务处", "responsible 各部门"]
