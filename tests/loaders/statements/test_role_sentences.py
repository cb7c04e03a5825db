"""Names without a level: sentences of nothing but lists with roles, brackets that close a paragraph, labels without a colon."""

import pytest

from loaders.files.source import read_bytes
from loaders.read import read_document


def read(*measures: str) -> list[list[str]]:
    """The parties of each statement with their roles, of a plan with these measures."""
    body = "\n".join(f"{number}.{words}" for number, words in enumerate(measures, 1))
    text = f"某院年度工作方案\n\n一、重点任务\n{body}\n"
    (reading,) = read_document(read_bytes(text.encode(), "plan.txt")).readings
    return [[f"{party.role} {party.unit}" for party in item.parties] for item in reading.statements]


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("完善课程。课程处牵头，实训处、各学院配合。", ["lead 课程处", "support 实训处", "support 各学院"]),
        ("改造泵房。水暖科主抓，采办科协助。", ["lead 水暖科", "support 采办科"]),
        ("改造泵房。水暖科（牵头）、采办科（配合）。", ["lead 水暖科", "support 采办科"]),
        (
            "改造泵房。由水暖科主办，采办科等部门协办，总值班室督办。",
            ["lead 水暖科", "support 采办科", "supervise 总值班室"],
        ),
        ("改造泵房。水暖科牵头落实、采办科负责。", ["lead 水暖科", "responsible 采办科"]),
    ],
)
def test_a_sentence_of_nothing_but_lists(words: str, parties: list[str]) -> None:
    assert read(words) == [parties]


@pytest.mark.parametrize(
    "words",
    [
        "坚持政府主导、部门协同、社会参与。",
        "健全党委牵头、企业参与。",
        "推动家庭、学校、社会协同。",
        "本次检修由水暖科牵头的方案已经形成。",
        "群众积极参与。",
    ],
)
def test_slogans_name_nobody(words: str) -> None:
    assert read(words) == []


@pytest.mark.parametrize(
    ("measures", "parties"),
    [
        (("修订章程。（课程处、各学院）",), [["responsible 课程处", "responsible 各学院"]]),
        (("修订章程。【档案局、编办】",), [["responsible 档案局", "responsible 编办"]]),
        (("修订章程。（档案局）", "清查库房。（审计局）"), [["responsible 档案局"], ["responsible 审计局"]]),
        (("修订章程。（档案局）", "清查库房。"), []),
        (("清查库房（档案局、审计局）并报告。",), []),
        (("清查库房。（档案局、清查表）",), []),
        (("清查库房。（会议室、仓库）",), []),
    ],
)
def test_names_in_a_bracket_that_closes_a_paragraph(measures: tuple[str, ...], parties: list[list[str]]) -> None:
    assert read(*measures) == parties


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("修缮库房。\n责任科室　保卫科", ["responsible 保卫科"]),
        ("修缮库房。\n责任单位 / 县档案馆", ["responsible 县档案馆"]),
        ("修缮库房。责任单位/县档案馆、县审计局", ["responsible 县档案馆", "responsible 县审计局"]),
        ("修缮库房。\n牵头单位 / 县档案馆  配合单位 / 县审计局", ["lead 县档案馆", "support 县审计局"]),
        (
            "修缮库房。\n责任部门为档案局，配合部门为审计局、信息科。",
            ["responsible 档案局", "support 审计局", "support 信息科"],
        ),
        ("修缮库房。（责任部门 档案局）", ["responsible 档案局"]),
    ],
)
def test_labels_without_a_colon(words: str, parties: list[str]) -> None:
    assert read(words) == [parties]


@pytest.mark.parametrize(
    "words",
    [
        "修缮库房。\n责任部门为保障进度而设。",
        "修缮库房。\n责任单位 完成时限 责任领导",
        "修缮库房。\n责任单位/牵头领导",
    ],
)
def test_words_behind_a_label_that_are_no_names(words: str) -> None:
    assert read(words) == []


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("守护古树。由县林业局负总责，各乡镇政府具体抓落实。", ["lead 县林业局", "responsible 各乡镇政府"]),
        ("守护古树。县林业局主抓，县水利局、县气象局协助。", ["lead 县林业局", "support 县水利局", "support 县气象局"]),
        ("守护古树。县林业局抓总，各林业站分片包干。", ["lead 县林业局", "responsible 各林业站"]),
        ("守护古树。（县林业局牵头督导，县水利局协同）", ["lead 县林业局", "support 县水利局"]),
    ],
)
def test_who_answers_for_the_whole(words: str, parties: list[str]) -> None:
    assert read(words) == [parties]


def test_who_holds_an_office_has_no_duty_by_it() -> None:
    assert read("设立总林长。市级林长由市委、市政府领导担任。", "设专班。组长由县委、县政府有关领导担任。") == []


def test_units_of_all_tasks_are_said_once() -> None:
    parties = read(
        "修路。（责任单位：县档案馆、县审计局按职责分工负责。具体任务均涉及相关乡镇政府，不再做分工，下同。）"
    )
    assert parties == [["responsible 县档案馆", "responsible 县审计局", "responsible 相关乡镇政府"]]
