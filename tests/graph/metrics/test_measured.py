"""What targets measure: those that are equal stand on one axis, those that are not do not."""

import pytest

from graph.metrics.measured import Measured, measured, shown
from graph.model import Node, Value

DISTRICT = "甲省/乙市/丙区"


def target(metric: str, value: str, unit: str, comparator: str = "=", **given: Value) -> Measured:
    kind = given.pop("kind", "number")
    properties = {
        "metric": metric,
        "value": value,
        "unit": unit,
        "comparator": comparator,
        "kind": kind,
        "text": metric,
        **given,
    }
    return measured(Node("SubTarget", "t", properties, "p"), DISTRICT)


def number(found: Measured) -> tuple[float, str]:
    assert found.low is not None
    return shown(found.scale, found.low), found.scale.unit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("细颗粒物年均浓度", "28", "微克/立方米"), ("全区PM2.5平均浓度", "0.03", "mg/m³")),
        (("粮食产量", "3.2", "万吨"), ("粮食总产", "6400", "万斤")), (("森林覆盖率", "41", "%"), ("全区森林覆盖率", "五成", "")),
        (("建成口袋公园", "12", "个"), ("打造口袋公园", "十五", "处")), (("培育制鞋企业", "8", "家"), ("培养制鞋企业", "9", "户")),
        (("网上零售额", "2", "亿元"), ("网络零售额", "15000", "万元")), (("新修步道", "30", "公里"), ("新修步道", "9000", "米")),
        (("高新技术企业数", "80", "家"), ("高新技术企业总数", "百", "家")), (("造林", "4", "万亩"), ("造林面积", "2000", "公顷")),
    ],
)  # fmt: skip
def test_equal_figures_stand_on_one_axis_whatever_their_words_and_units(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    assert target(*one).scale.axis == target(*other).scale.axis
    assert target(*one).scale.key != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("细颗粒物年均浓度", "28", "微克/立方米"), ("可吸入颗粒物年均浓度", "28", "微克/立方米")),
        (("地区生产总值", "300", "亿元"), ("人均地区生产总值", "9", "万元")), (("地区生产总值", "300", "亿元"), ("海洋生产总值", "300", "亿元")),
        (("粮食产量", "3", "万吨"), ("秋粮产量", "3", "万吨")), (("高新技术企业数", "80", "家"), ("新增高新技术企业", "80", "家")),
        (("建成绿色工厂", "5", "家"), ("累计建成绿色工厂", "5", "家")), (("建成茶馆", "5", "家"), ("新建茶馆", "5", "家")),
        (("新增就业", "2", "万人"), ("城镇新增就业", "2", "万人")), (("污水处理率", "95", "%"), ("农村污水处理率", "95", "%")),
        (("城镇调查失业率", "5", "%"), ("城镇登记失业率", "5", "%")), (("老旧小区改造", "3", "个"), ("老旧小区改造", "3", "万户")),
        (("举办招聘会", "5", "场"), ("每年举办招聘会", "5", "场")), (("居民可支配收入", "3", "万元"), ("农村居民可支配收入", "3", "万元")),
        (("实际利用外资", "2", "亿元"), ("实际利用外资", "2", "亿美元")), (("全市森林覆盖率", "41", "%"), ("森林覆盖率", "41", "%")),
        (("开展技能培训", "3", "万人次"), ("开展技能培训", "3", "万人")),
    ],
)  # fmt: skip
def test_other_figures_scopes_units_and_periods_do_not(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    assert target(*one).scale.axis != target(*other).scale.axis


def test_numbers_come_out_in_one_unit() -> None:
    assert number(target("PM2.5浓度", "0.03", "毫克/立方米")) == (30.0, "微克/立方米")
    assert number(target("粮食产量", "6400", "万斤")) == (3.2, "万吨")
    assert number(target("网络零售额", "15000", "万元")) == (1.5, "亿元")
    assert number(target("建成口袋公园", "百", "处")) == (100.0, "个")
    found = target("建成口袋公园", "8-10", "个")
    assert (found.low, found.high) == (8.0, 10.0)


def test_a_change_is_no_level_and_falls_below_nothing() -> None:
    level = target("细颗粒物年均浓度", "28", "微克/立方米", "<=")
    change = target("细颗粒物年均浓度", "18", "%", "decrease", baseline="2020")
    points = target("森林覆盖率", "2", "个百分点", "increase")
    assert (level.scale.form, change.scale.form, points.scale.form) == ("level", "change", "points")
    assert number(change) == (-18.0, "%")
    assert change.scale.baseline == "2020"
    assert target("造林面积", "3", "万亩", "increase").scale.form == "difference"


def test_the_name_of_a_growth_is_the_figure_s_change() -> None:
    named = target("地区生产总值增速", "6", "%")
    said = target("地区生产总值", "6", "%", "increase")
    assert named.scale.axis == said.scale.axis
    assert number(target("单位GDP能耗降幅", "13", "%", ">=")) == (-13.0, "%")
    yearly = target("地区生产总值年均增长", "6", "%")
    assert (yearly.scale.per, yearly.scale.axis == said.scale.axis) == ("year", False)
    assert target("地区生产总值增速", "0.5", "个百分点", "increase").scale.key != said.scale.key


def test_a_change_on_the_year_before_is_not_one_on_a_stated_year() -> None:
    assert target("出口额", "5", "%", "increase", text="出口额同比增长5%").scale.baseline == "-1"
    assert target("出口额", "5", "%", "increase").scale.baseline == ""


def test_classes_of_water_are_ranks_in_every_spelling() -> None:
    one, other = (target("青溪断面水质", value, "类", ">=", kind="class") for value in ("Ⅳ", "IV"))
    assert (one.low, one.scale.axis) == (4.0, other.scale.axis)


def test_what_has_no_number_or_no_name_says_so() -> None:
    milestone = target("物业服务", "", "", "", kind="coverage")
    assert (milestone.scale.form, milestone.low) == ("none", None)
    assert target("投资", "3", "亿元").scale.key == ""
    assert target("营收", "5000", "万").scale.form == "none"
