import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.shadow import shadow
from loaders.files.source import read_bytes
from loaders.outline.outline import outline
from loaders.read import read_document
from loaders.readings import Cell, Metadata, Target
from loaders.targets.targets import targets
from loaders.vocabulary import vocabulary

COLUMNS = vocabulary("targets/indicators/columns")["columns"]


def read(rows: list[list[str]], before: str = "一、主要指标\n", title: str = "2023—2025年行动计划") -> list[Target]:
    """The targets of a real table under a heading."""
    text, cells = before, []
    for row, words in enumerate(rows):
        for column, word in enumerate(words):
            cells.append(Cell(len(text), len(text) + len(word), 0, row, column))
            text += word + ("\t" if column + 1 < len(words) else "\n")
    found = outline(text + "二、任务\n", cells)
    return [each for part in found.parts for each in targets(found, part, Metadata(title=title))]


def line(target: Target) -> str:
    return " | ".join((target.metric, target.comparator, target.value, target.unit, target.deadline or "null"))


@pytest.mark.parametrize("name", COLUMNS)
def test_heads(name: str) -> None:
    names = "|".join(vocabulary("targets/targets")["_periods"])
    pattern = re.compile(COLUMNS[name]["pattern"].replace("NAMES", names))
    assert COLUMNS[name]["note"]
    for head in COLUMNS[name]["examples"]:
        assert pattern.fullmatch(shadow(head)), head
    for head in COLUMNS[name]["not"]:
        assert not pattern.fullmatch(shadow(head)), head


def test_a_table_of_indicators() -> None:
    rows = [
        ["序号", "指标名称", "单位", "2022年", "2025年目标值", "属性"],
        ["1", "城区绿地率", "%", "38", "≥41", "约束性"],
        ["2", "单位产值用水量下降", "%", "-", "8", "约束性"],
        ["3", "充电桩数量", "个", "300", "500以上", "预期性"],
        ["4", "出境断面水质", "-", "Ⅳ类", "Ⅲ类", "约束性"],
        ["5", "危房改造", "户", "-", "完成上级任务", "预期性"],
    ]
    found = read(rows)
    assert [line(each) for each in found] == [
        "城区绿地率 | >= | 41 | % | 2025",
        "单位产值用水量下降 | decrease | 8 | % | 2025",
        "充电桩数量 | >= | 500 | 个 | 2025",
        "出境断面水质 | = | Ⅲ | 类 | 2025",
    ]
    assert {each.rule for each in found} == {"indicator"}
    assert [each.kind for each in found] == ["number", "number", "number", "class"]
    assert {each.heading for each in found} == {0}


def test_several_years_and_the_unit_in_brackets() -> None:
    found = read([["主要指标", "2024年", "2025年"], ["旅游收入（亿元）", "50", "60"]])
    assert [line(each) for each in found] == ["旅游收入 | = | 50 | 亿元 | 2024", "旅游收入 | = | 60 | 亿元 | 2025"]
    assert found[0].end <= found[1].start


def test_a_page_with_heads_in_two_rows() -> None:
    page = (
        "<h1>甲市节水行动方案（2024—2026年）</h1><p>一、主要目标</p><table>"
        '<tr><th rowspan="2">指标</th><th rowspan="2">单位</th><th colspan="2">目标值</th></tr>'
        "<tr><th>2025年</th><th>2026年</th></tr>"
        "<tr><td>再生水利用率</td><td>%</td><td> ≥20</td><td> ≥25</td></tr></table>"
    )
    read_page = read_document(read_bytes(page.encode(), "page.html"))
    found = read_page.readings[0].targets
    assert [line(each) for each in found] == ["再生水利用率 | >= | 20 | % | 2025", "再生水利用率 | >= | 25 | % | 2026"]
    assert read_page.source.text[found[1].start : found[1].end] == "≥25"


def test_the_year_before_the_table() -> None:
    (found,) = read([["指标", "目标值"], ["门诊预约率", "70%"]], before="一、主要指标\n2025年目标如下：\n")
    assert line(found) == "门诊预约率 | = | 70 | % | 2025"


def test_other_tables_are_passed_over() -> None:
    assert read([["任务", "责任单位"], ["新建设施", "3个科室"]]) == []
    assert read([["指标", "2022年实际"], ["绿地率", "38%"]]) == []


@given(st.lists(st.lists(st.text(alphabet="指标目值单位2025年0.%≥以上下降 \t\n", max_size=8), max_size=4), max_size=5))
@settings(max_examples=60)
def test_any_table_is_read(rows: list[list[str]]) -> None:
    found = read(rows)
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert all(each.start < each.end and each.value for each in found)


@pytest.mark.parametrize("heads", [["2025年", "2030年"], ["近期（2025年）", "远期目标（2030年）"]])
def test_the_first_of_two_years_is_an_aim_where_a_column_of_its_own_holds_the_base(heads: list[str]) -> None:
    rows = [["指标名称", "单位", "2023年现状", *heads], ["湿地面积", "公顷", "1200", "[1300]", "≥1350"]]
    assert [line(each) for each in read(rows, title="湖泊保护规划")] == [
        "湿地面积 | = | 1300 | 公顷 | 2025", "湿地面积 | >= | 1350 | 公顷 | 2030",
    ]  # fmt: skip


def test_a_table_of_tasks_by_year_has_units_in_its_cells() -> None:
    rows = [
        ["序号", "重点任务", "2024年", "2025年"],
        ["1", "建设驿站", "3家", "5家"],
        ["2", "开展轮训", "800人次", "900人次"],
    ]
    assert [line(each) for each in read(rows)] == [
        "建设驿站 | = | 3 | 家 | 2024",
        "建设驿站 | = | 5 | 家 | 2025",
        "开展轮训 | = | 800 | 人次 | 2024",
        "开展轮训 | = | 900 | 人次 | 2025",
    ]


def test_a_column_of_aims_with_units_and_a_column_of_days() -> None:
    rows = [["任务名称", "目标值", "完成时限"], ["更换水表", "4.2万只", "2025年11月"], ["改造泵站", "6座", "2025年9月"]]
    assert [line(each) for each in read(rows)] == [
        "更换水表 | = | 4.2 | 万只 | 2025-11",
        "改造泵站 | = | 6 | 座 | 2025-09",
    ]


def test_money_by_year_is_a_plan_of_costs() -> None:
    assert (
        read([["项目", "2024年", "2025年"], ["改造泵站", "300万元", "500万元"], ["建设驿站", "80万元", "90万元"]]) == []
    )


def test_growth_at_the_end_of_a_metric_is_what_is_measured() -> None:
    found = read([["指标", "单位", "2025年目标"], ["贷款增速", "%", "8左右"], ["单位能耗下降", "%", "3"]])
    assert [line(each) for each in found] == ["贷款增速 | = | 8 | % | 2025", "单位能耗下降 | decrease | 3 | % | 2025"]


def test_parts_of_a_year_are_columns_of_values_where_figures_stand_below() -> None:
    head = ["序号", "工作任务", "一季度", "上半年", "全年"]
    found = read(
        [head, ["1", "渔业产值（亿元）", "3", "7", "15"], ["2", "新建船坞（座）", "1", "2", "≥4"]],
        title="2026年渔业计划",
    )
    assert [line(each) for each in found] == [
        "渔业产值 | = | 3 | 亿元 | 2026-03",
        "渔业产值 | = | 7 | 亿元 | 2026-06",
        "渔业产值 | = | 15 | 亿元 | 2026",
        "新建船坞 | = | 1 | 座 | 2026-03",
        "新建船坞 | = | 2 | 座 | 2026-06",
        "新建船坞 | >= | 4 | 座 | 2026",
    ]
    steps = [head, ["1", "渔业园", "完成选址", "主体封顶50%", "竣工"], ["2", "船坞", "完成设计", "开工", "完工"]]
    assert read(steps, title="2026年渔业计划") == []


def test_years_as_rows() -> None:
    rows = [
        ["年份", "造林面积（万亩）", "林业产值（亿元）"],
        ["2022年（基期）", "5", "80"],
        ["2024年", "6", "≥95"],
        ["2025年", "7", "100"],
    ]
    assert [line(each) for each in read(rows)] == [
        "造林面积 | = | 6 | 万亩 | 2024",
        "林业产值 | >= | 95 | 亿元 | 2024",
        "造林面积 | = | 7 | 万亩 | 2025",
        "林业产值 | = | 100 | 亿元 | 2025",
    ]


def test_a_task_divided_among_places() -> None:
    rows = [
        ["序号", "县区", "造林（万亩）", "育苗（万株）"],
        ["1", "青石县", "1.2", "30"],
        ["2", "白沙区", "0.8", "25"],
        ["", "合计", "2.0", "55"],
    ]
    assert [line(each) for each in read(rows, "一、附件\n2025年造林任务分解表\n")] == [
        "青石县造林 | = | 1.2 | 万亩 | 2025",
        "青石县育苗 | = | 30 | 万株 | 2025",
        "白沙区造林 | = | 0.8 | 万亩 | 2025",
        "白沙区育苗 | = | 25 | 万株 | 2025",
        "造林 | = | 2.0 | 万亩 | 2025",
        "育苗 | = | 55 | 万株 | 2025",
    ]
    assert read(rows, "一、附件\n2024年造林完成情况统计表\n") == []
    assert read([["县区", "水库（万元）"], ["青石县", "120"]], "一、附件\n2025年水利资金计划表\n") == []


def test_cells_that_name_what_is_measured_are_read_as_sentences() -> None:
    found = read(
        [["项目", "年度目标", "责任单位"], ["托育", "新增托位90个", "县妇联"], ["车位", "新建车位60个", "县公安局"]]
    )
    assert [(each.metric, each.value) for each in found] == [("新增托位", "90"), ("新建车位", "60")]
