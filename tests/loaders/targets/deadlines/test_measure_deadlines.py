"""By when measures are due."""

import pytest

from loaders.outline.outline import outline
from loaders.readings import Cell, Metadata
from loaders.targets.deadlines.measure_deadlines import deadlines

META = Metadata(title="某区2023年水务工作要点", date="2022-12-30")


def read(text: str, meta: Metadata = META) -> list[tuple[str, str, str]]:
    """Words, date and the label of the heading of each deadline under a first heading."""
    found = outline("一、任务\n" + text)
    return [
        (
            found.text[each.start : each.end],
            each.date,
            found.text[each.heading : each.heading + 2] if each.heading is not None else "",
        )
        for each in deadlines(found, found.parts[0], meta)
    ]


@pytest.mark.parametrize(
    ("text", "words", "date"),
    [
        ("2023年6月底前建成泵站。", "2023年6月底前", "2023-06"),
        ("泵站在年底前建成。", "在年底前", "2023"),
        ("9月底前完成清淤，", "9月底前", "2023-09"),
        ("2025年前全面建成。", "2025年前", "2025"),
        ("二〇二四年三月底前印发。", "二〇二四年三月底前", "2024-03"),
        ("2024年第一季度末前开工。", "2024年第一季度末前", "2024-03"),
        ("完成时限：2023年12月", "2023年12月", "2023-12"),
        ("时序进度:2024年10月底前\n", "2024年10月底前", "2024-10"),
        ("时限：全年", "全年", "2023"),
        ("到2025年，完成渡口规划编制。", "到2025年", "2025"),
        ("到2026年底基本建成航道数据平台；", "到2026年底", "2026"),
        ("2024年启动改造，年底前完成主体。", "年底前", "2024"),
    ],
)
def test_deadlines(text: str, words: str, date: str) -> None:
    assert read(text) == [(words, date, "一、")]


@pytest.mark.parametrize(
    "text",
    [
        "某区政府2023年5月6日印发。",
        "本政策有效期至2025年12月31日。",
        "对2023年6月底前到期的贷款予以展期。",
        "2023年3月31日前购买的住房，给予补贴。",
        "各镇街于每月28日前将工作进展情况报送区水务局。",
        "各单位每年2月底前报送总结。",
        "水面率比2020年底提高。",
        "到2025年，建成泵站20座。",
        "2024年10月前后组织展示。",
        "按照《某区2023年6月底前工作安排》执行。",
        "四季度产值增长8%。",
        "到2025年，建成渡口，总数达到20座。",
        "到2025年，面貌改善。",
    ],
)
def test_what_is_no_deadline_of_a_measure(text: str) -> None:
    assert read(text) == []


def test_without_a_year_a_month_is_no_date() -> None:
    assert read("9月底前完成清淤。", Metadata(title="某区三年行动计划（2023—2025年）", date="2023-01-05")) == []


def test_only_headings_have_deadlines() -> None:
    found = outline("某区方案\n2023年6月底前报名。\n一、任务\n建泵站。\n")
    assert deadlines(found, found.parts[0], META) == ()


def test_a_column_of_a_table() -> None:
    text = "一、任务\n措施\t完成时限\t责任单位\n建泵站\t6月\t区水务局\n修管网\t2024年底\t区住建局\n"
    cells, at = [], text.index("措施")
    for row, line in enumerate(text[at:].splitlines(), 1):
        for column, words in enumerate(line.split("\t"), 1):
            cells.append(Cell(at, at + len(words), 1, row, column))
            at += len(words) + 1
    found = outline(text, cells)
    assert [each.date for each in deadlines(found, found.parts[0], META)] == ["2023-06", "2024"]


def test_the_times_of_a_run_together_table() -> None:
    found = outline(
        "附件某区任务分工表 序号重点任务具体措施完成时限责任单位1治理河道1、编制整治方案3月区水务局 2、完成清淤全年区水务局各镇街"
        "2治理空气3、淘汰锅炉2024年9月底前区环保局 注：第一个为牵头单位。"
    )
    assert [(each.date, each.rule) for each in deadlines(found, found.parts[0], META)] == [
        ("2023-03", "flat-table"),
        ("2023", "flat-table"),
        ("2024-09", "flat-table"),
    ]
