"""Lists of units: how they are split, which words of a name are dropped or restored, which are collectives."""

import pytest

from graph.shadow import shadow
from loaders.outline.outline import outline
from loaders.readings import Party, Span
from loaders.statements.lists.parties import listing
from loaders.statements.lists.unit_names import is_bare, kind, looks_like_unit, prefix
from loaders.statements.statements import statements


def named(text: str) -> list[str]:
    found = listing(text, shadow(text), Span(0, len(text)))
    return [mention.unit for mention in found.mentions]


def parties(inside: str) -> tuple[Party, ...]:
    found = outline(f"一、推进改革。完善制度。（{inside}）\n")
    return tuple(party for part in found.parts for item in statements(found, part) for party in item.parties)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("市教育局、市体育局，市文旅局;市外办/市侨办", ["市教育局", "市体育局", "市文旅局", "市外办", "市侨办"]),
        ("市教育局和市体育局以及市民政局", ["市教育局", "市体育局", "市民政局"]),
        ("省发展和改革委员会、省人力资源和社会保障厅", ["省发展和改革委员会", "省人力资源和社会保障厅"]),
        ("文化和旅游部与国家广电总局", ["文化和旅游部", "国家广电总局"]),
        ("各市、县（市、区）人民政府、各开发区管委会", ["各市、县（市、区）人民政府", "各开发区管委会"]),
        ("各县、区人民政府（管委会）", ["各县、区人民政府（管委会）"]),
        ("市气象局，各县（市）、区人民政府（管委会）", ["市气象局", "各县（市）、区人民政府（管委会）"]),
        ("各级党委（党组）", ["各级党委（党组）"]),
        ("各二级党组织", ["各二级党组织"]),
        ("各镇（街道、管委会）", ["各镇（街道、管委会）"]),
        ("市发改、财政、住建等部门，各镇", ["市发改部门", "财政部门", "住建部门", "各镇"]),
        ("县农业农村局、卫健、住建局", ["县农业农村局", "卫健局", "住建局"]),
        ("市教委、残联、住建局", ["市教委", "残联", "住建局"]),
        ("公安、应急部门", ["公安部门", "应急部门"]),
        ("青河省、云山省水利厅", ["青河省水利厅", "云山省水利厅"]),
        ("市委网信办（市互联网信息办）", ["市委网信办"]),
        ("市住建局〈市人防办〉、市水务局", ["市住建局", "市水务局"]),
        ("各县（市、区，含云湖新区，下同）政府", ["各县（市、区）政府"]),
        ("各有关部门和单位", ["各有关部门和单位"]),
        ("各地各有关部门", ["各地", "各有关部门"]),
        ("*市商务局", ["市商务局"]),
        ("由市商务局", ["市商务局"]),
        ("市商务局 市财政局", ["市商务局", "市财政局"]),
        ("市发展\n改革委", ["市发展改革委"]),
    ],
)
def test_splits_a_list_and_names_its_units(text: str, units: list[str]) -> None:
    assert named(text) == units


@pytest.mark.parametrize(
    ("text", "units", "is_open"),
    [
        ("市商务局、市财政局等", ["市商务局", "市财政局"], True),
        ("市商务局等有关部门", ["市商务局"], True),
        ("市商务局等8个部门", ["市商务局"], True),
        ("市商务局等国务院相关部门及各地区", ["市商务局", "各地区"], True),
        ("市商务局等和各有关省级人民政府", ["市商务局", "各有关省级人民政府"], True),
        ("市高等教育促进中心", ["市高等教育促进中心"], False),
    ],
)
def test_a_list_that_ends_in_deng_is_open(text: str, units: list[str], is_open: object) -> None:
    found = listing(text, shadow(text), Span(0, len(text)))
    assert ([mention.unit for mention in found.mentions], found.open) == (units, is_open)


@pytest.mark.parametrize(
    ("inside", "units"),
    [
        ("责任单位：省科技厅、财政厅、税务局", ["省科技厅", "省财政厅", "省税务局"]),
        ("责任单位：示范区住建局、水利局、市农机局、教育局", ["示范区住建局", "示范区水利局", "市农机局", "示范区教育局"]),
        ("责任单位：市委组织部、宣传部，市民政局", ["市委组织部", "市委宣传部", "市民政局"]),
        ("责任单位：科技厅、省能源局、财政厅", ["科技厅", "省能源局", "财政厅"]),
        ("责任单位：市民政局、人行、银保监分局", ["市民政局", "人行", "银保监分局"]),
        ("责任单位：市民政局，教育厅", ["市民政局", "教育厅"]),
        ("责任单位：南华、东宁市人民政府", ["南华市人民政府", "东宁市人民政府"]),
        ("责任单位：云湖新区、港口开发区管委会", ["云湖新区管委会", "港口开发区管委会"]),
        ("责任单位：各级党委、政府", ["各级党委", "各级政府"]),
        ("责任单位：各县（区）教育局、民政局", ["各县（区）教育局", "各县（区）民政局"]),
    ],
)  # fmt: skip
def test_restores_what_a_list_writes_once(inside: str, units: list[str]) -> None:
    assert [party.unit for party in parties(inside)] == units


def test_an_aside_can_give_a_role_of_its_own() -> None:
    found = parties("责任单位：市商务局（牵头）、市财政局、市审计局（配合）")
    assert [(party.role, party.unit, party.surface) for party in found] == [
        ("lead", "市商务局", "市商务局"),
        ("responsible", "市财政局", "市财政局"),
        ("support", "市审计局", "市审计局"),
    ]


def test_order_and_length_count_within_the_role() -> None:
    found = parties("牵头单位：市商务局、市财政局，责任单位：市审计局、市统计局等")
    assert [(party.role, party.order, party.list_length, party.open_list) for party in found] == [
        ("lead", 1, 2, False),
        ("lead", 2, 2, False),
        ("responsible", 1, 2, True),
        ("responsible", 2, 2, True),
    ]


@pytest.mark.parametrize("name", ["各镇街", "有关部门", "市直单位", "属地政府", "领导小组成员单位"])
def test_a_class_of_units_is_a_collective(name: str) -> None:
    assert kind(name) == "collective"


@pytest.mark.parametrize("name", ["市财政局", "安平县人民政府", "市直机关工委"])
def test_one_body_is_a_unit(name: str) -> None:
    assert kind(name) == "unit"


@pytest.mark.parametrize(
    ("name", "level"), [("市财政局", "市"), ("安平县民政局", "安平县"), ("市场监管局", ""), ("财政部", "")]
)
def test_the_level_before_a_name(name: str, level: str) -> None:
    assert prefix(name) == level


@pytest.mark.parametrize(
    ("name", "bare"), [("财政局", True), ("市财政局", False), ("财政部", False), ("投资公司", False)]
)
def test_a_bare_name_begins_with_its_field_of_work(name: str, bare: object) -> None:
    assert is_bare(name) is bare


@pytest.mark.parametrize("words", ["优化布局", "全社会", "村干部", "加强监督的单位", "局"])
def test_other_words_do_not_look_like_units(words: str) -> None:
    assert not looks_like_unit(words)
