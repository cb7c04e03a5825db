"""Other acts that a text names."""

import pytest

from loaders.act.citations import citations
from loaders.outline.outline import outline
from loaders.readings import Metadata


def read(text: str, title: str = "") -> list[tuple[str, str, str]]:
    found = outline(text)
    return [
        (text[each.start : each.end], each.title, each.number)
        for each in citations(found, found.parts[0], Metadata(title=title))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "根据《某省湿地保护规划》（某政发〔2021〕8号）要求，",
            [("《某省湿地保护规划》（某政发〔2021〕8号）", "某省湿地保护规划", "某政发〔2021〕8号")],
        ),
        (
            "按照《某市养老服务办法》[某府办[2021] 3 号]执行",
            [("《某市养老服务办法》[某府办[2021] 3 号]", "某市养老服务办法", "某府办[2021] 3 号")],
        ),
        (
            "《关于印发〈某市护林方案〉的通知》(某林发【2020】1号)",
            [
                (
                    "《关于印发〈某市护林方案〉的通知》(某林发【2020】1号)",
                    "关于印发〈某市护林方案〉的通知",
                    "某林发【2020】1号",
                )
            ],
        ),
        ("依照《某市物业管理条例》办理", [("《某市物业管理条例》", "某市物业管理条例", "")]),
        ("《税收公告》(2023年第33号)", [("《税收公告》(2023年第33号)", "税收公告", "2023年第33号")]),
        ("领取《不动产权证书》和《商品房买卖合同》", []),
        ("《某日报》报道", []),
    ],
)
def test_titles_with_and_without_numbers(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


def test_several_titles_in_a_row_and_whose_number_it_is() -> None:
    found = read("落实《护林法》《某省护林条例》《某市护林办法》（某政〔2019〕2号）和《某县护林细则》")
    assert [(title, number) for _, title, number in found] == [
        ("护林法", ""),
        ("某省护林条例", ""),
        ("某市护林办法", "某政〔2019〕2号"),
        ("某县护林细则", ""),
    ]


def test_a_short_name_is_not_another_act() -> None:
    found = read("根据《某省湿地保护规划》（某政发〔2021〕8号，以下简称《湿地规划》），落实《湿地规划》各项任务。")
    assert [title for _, title, _ in found] == ["某省湿地保护规划"]


def test_the_act_itself_is_no_citation() -> None:
    text = "《某区湿地保护工作方案》已经区政府同意。\n落实《某市湿地保护工作方案》。\n"
    assert [title for _, title, _ in read(text, "某区人民政府关于印发某区湿地保护工作方案的通知")] == [
        "某市湿地保护工作方案"
    ]


def test_a_title_without_marks_is_proved_by_its_number() -> None:
    found = read("任务来源：1、某区2023年工作要点（某委〔2023〕5号）2、全区水务工作会议\n")
    assert found == [("某区2023年工作要点（某委〔2023〕5号）", "某区2023年工作要点", "某委〔2023〕5号")]


def test_a_title_over_two_lines_is_written_as_one() -> None:
    (found,) = read("按照《某市湿地\n保护条例》执行")
    assert found[1] == "某市湿地保护条例"
