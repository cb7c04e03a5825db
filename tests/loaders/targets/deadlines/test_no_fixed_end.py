"""Deadlines without a fixed end: read in sentences, fields, cells and brackets, kept as written; never a target's date."""

import pytest

from graph.model import Node
from loaders.files.source import read_bytes
from loaders.outline.outline import outline
from loaders.read import ReadDocument, plan_graphs, read_document
from loaders.readings import Metadata
from loaders.targets.deadlines.measure_deadlines import deadlines

META = Metadata(title="某区2023年水务工作要点", date="2022-12-30")


def dates(text: str) -> list[str]:
    found = outline(f"一、任务\n{text}")
    return [each.date for each in deadlines(found, found.parts[0], META)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("每年12月底前完成河道清淤。", "每年12月底前"),
        ("于每季度末前开展一次联合巡查。", "于每季度末前"),
        ("每月5日前更新台账。", "每月5日前"),
        ("每年三月份前修订目录。", "每年三月份前"),
        ("巡查堤防。（区水务局牵头，长期坚持）", "长期坚持"),
        ("巡查堤防。（牵头单位：区水务局；持续推进）。", "持续推进"),
        ("完成时限：长期坚持", "长期坚持"),
        ("（责任单位：区水务局；完成时限：每季度）", "每季度"),
        ("时限：常态化推进。", "常态化推进"),
        ("完成时限：每年12月底前", "每年12月底前"),
        ("完成时限：持续推进、长期坚持", "持续推进"),
    ],
)
def test_work_that_recurs_or_goes_on(text: str, words: str) -> None:
    assert dates(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "持续推进河道清淤。",
        "长期坚持巡查制度，加强日常工作。",
        "每年清淤两次。",
        "每年前三季度产值增长。",
        "每月5日前后组织巡查。",
        "每月5日前将巡查情况报送区水务局。",
        "对长期未开工的项目（长期）予以清理。",
        "提供长期贷款（中期、长期）支持企业。",
        "完成时限：待定",
        "建立巡查制度（含日常巡查），落实责任。",
    ],
)
def test_words_that_set_no_deadline(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023年3月15日前开工。", "2023-03-15"),
        ("6月中旬前完成清淤。", "2023-06-20"),
        ("6月下旬前完成清淤。", "2023-06"),
        ("2023年2月31日前开工。", "2023-02"),
    ],
)
def test_a_day_that_is_written_is_kept(text: str, date: str) -> None:
    assert dates(text) == [date]


def read(text: str) -> ReadDocument:
    return read_document(read_bytes(text.encode(), "plan.txt"))


def measures(rows: str) -> list[Node]:
    found = read(f"北岭县2025年任务表\n\n一、任务\n序号\t任务\t责任单位\t完成时限\n{rows}")
    return [
        node
        for graph in plan_graphs(found)
        for node in graph.nodes
        if node.kind == "Measure" and node.text("basis") == "row"
    ]


def test_cells_say_it_and_the_measure_keeps_the_words_and_where_they_stand() -> None:
    rows = (
        "1\t新建驿站5个\t县住建局\t长期坚持\n2\t清淤\t县水务局\t每年12月底\n"
        "3\t植树\t县林业局\t2025年6月15日前\n4\t巡查\t县水务局\t2025年底前完成，长期坚持\n5\t宣传\t县文旅局\t按期完成\n"
        "6\t护林\t县林业局\t长期\n7\t护渔\t县农业农村局\t同上\n"
    )
    assert [(m.text("title"), m.text("deadline"), m.text("deadline_words")) for m in measures(rows)] == [
        ("新建驿站5个", "长期坚持", "长期坚持"),
        ("清淤", "每年12月底", "每年12月底"),
        ("植树", "2025-06-15", "2025年6月15日前"),
        ("巡查", "2025", "2025年底前"),
        ("宣传", "", ""),
        ("护林", "长期", "长期"),
        ("护渔", "长期", "同上"),
    ]


def test_a_target_takes_no_date_from_work_that_goes_on_and_the_month_from_a_day() -> None:
    text = (
        "北岭县2025年任务表\n\n一、任务\n序号\t任务\t责任单位\t完成时限\n1\t新建驿站5个。\t县住建局\t长期坚持\n"
        "2\t改造泵站12座。\t县水务局\t2025/6/15\n"
    )
    found = [target.deadline for reading in read(text).readings for target in reading.targets]
    assert found == [None, "2025-06"]


def test_a_date_goes_before_what_recurs_and_that_before_what_has_no_end() -> None:
    text = "一、任务\n1.清淤。每年12月底前完成清淤，2026年6月底前建成泵站。（区水务局牵头，长期坚持）\n"
    (measure,) = (n for g in plan_graphs(read(text)) for n in g.nodes if n.kind == "Measure" and n.text("deadline"))
    assert measure.text("deadline") == "2026-06"
