"""From names to departments: who is one, who never is, and what is said where the words do not decide."""

import pytest

from graph.model import Node
from graph.schema import schema
from loaders.departments.identities import _among
from loaders.departments.names.name_stems import Match
from loaders.departments.names.slots import slots
from loaders.departments.places.plan_places import NATION, Jurisdiction
from loaders.departments.resolve import Resolution, resolve
from loaders.readings import PartyKind

DISTRICT = Jurisdiction("重庆市/永川区", "county")
CITY = Jurisdiction("四川省/广元市", "prefecture")
PROVINCE = Jurisdiction("广东省", "province")
MUNICIPALITY = Jurisdiction("重庆市", "municipality")


def read(
    name: str, place: Jurisdiction = DISTRICT, *, kind: PartyKind = "unit", date: str = "2022-12-02", surface: str = ""
) -> Resolution:
    return resolve(name, surface=surface or name, kind=kind, place=place, date=date)


def ids(*names: str, place: Jurisdiction = DISTRICT) -> set[str]:
    return {read(name, place).node.id for name in names}


@pytest.mark.parametrize(
    "names",
    [
        ("区生态环境局", "永川区生态环境局", "生态环境局", "重庆市永川区生态环境局", "区环保局", "区环境保护局"),
        ("区发展改革委", "区发改委", "区发展和改革委员会", "永川区发展改革委", "发改局"),
        ("区住房城乡建委", "区住建委", "区住房和城乡建设委员会", "区住房城乡建设部门"),
        ("市生态环境局永川分局", "区生态环境分局", "区生态环境局", "重庆市生态环境局永川区分局"),
        ("区委宣传部", "中共永川区委宣传部", "永川区委宣传部"),
        ("团区委", "共青团永川区委", "团区委机关"),
        ("人行永川中心支行", "中国人民银行永川区支行", "人民银行永川中心支行"),
        ("永川区税务局", "区税务局", "国家税务总局重庆市永川区税务局"),
        ("国网永川供电分公司", "永川供电公司", "国网重庆电力公司永川供电公司"),
        ("永川高新区管委会", "永川高新技术产业开发区管理委员会", "高新区管委会"),
        ("区文化旅游委", "区文旅委", "区文化广电和旅游局", "区文广旅局"),
        ("区教育体育局", "区教体局", "区教育和体育局", "区体育教育局"),
        ("各镇街", "各镇（街）", "各镇（街）人民政府"),
        ("市財政局", "市财政局", "重庆市财政局"),
    ],
)
def test_names_of_one_department(names: tuple[str, ...]) -> None:
    assert len(ids(*names)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("区水利局", "区林业局"),
        ("区财政局", "区民政局"),
        ("区教育局", "区体育局"),
        ("区教育局", "区教育体育局"),
        ("区城市管理局", "区市场监管局"),
        ("区生态环境局", "市生态环境局"),
        ("区农业农村局", "区农业农村中心"),
        ("港桥产业促进中心", "三教产业促进中心"),
        ("市邮政管理局七分局", "市邮政管理局一分局"),
        ("市邮政管理局七分局", "市邮政管理局"),
        ("市金融监管局", "重庆金融监管局"),
        ("区金融办", "区委金融办"),
        ("市科协", "市科学院"),
        ("市文联", "市侨联"),
        ("区招商工作领导小组", "区招商工作专班"),
        ("区国土局", "区规划局"),
        ("区国税局", "区地税局"),
        ("市法院", "市中级法院"),
        ("中国移动永川分公司", "中国电信永川分公司"),
        ("区邮政公司", "区邮政管理局"),
    ],
)
def test_departments_that_are_never_one(one: str, other: str) -> None:
    assert len(ids(one, other)) == 2


@pytest.mark.parametrize(
    ("name", "place", "department", "kind"),
    [
        ("市邮政管理局七分局", DISTRICT, "重庆市/postal/七分局", "vertical"),
        ("区碳达峰碳中和工作领导小组", DISTRICT, "重庆市/永川区/leading-group/碳达峰碳中和", "coordinating-body"),
        ("区检察院", DISTRICT, "重庆市/永川区/procuratorate", "judicial"),
        ("区委组织部", DISTRICT, "重庆市/永川区/party-organization", "party"),
        ("区供销社", DISTRICT, "重庆市/永川区/supply-marketing", "public-institution"),
        ("区新城建管委", DISTRICT, "重庆市/永川区/new-town-committee", "park"),
        ("港桥产业促进中心", DISTRICT, "重庆市/永川区/industry-promotion-centre/港桥产业促进中心", "park"),
        ("市经济合作和外事局", CITY, "四川省/广元市/foreign-affairs+economic-cooperation", "government"),
        ("财政厅", CITY, "四川省/finance", "government"),
        ("深圳市政府", PROVINCE, "广东省/深圳市/peoples-government", "government"),
        ("广州市", PROVINCE, "广东省/广州市/peoples-government", "government"),
        ("人民银行广州分行", PROVINCE, "广东省/广州市/peoples-bank", "vertical"),
        ("广东金融监管局", PROVINCE, "广东省/financial-regulation", "vertical"),
        ("国家发展改革委", DISTRICT, "cn/development-and-reform", "government"),
        ("发展改革委", NATION, "cn/development-and-reform", "government"),
        ("发展改革委", DISTRICT, "重庆市/永川区/development-and-reform", "government"),
        ("银保监会", NATION, "cn/financial-regulation", "vertical"),
        ("中央网信办", CITY, "cn/party-cyberspace", "party"),
        ("朱沱镇人民政府", DISTRICT, "重庆市/永川区/朱沱镇/peoples-government", "government"),
        ("江津区财政局", DISTRICT, "重庆市/江津区/finance", "government"),
        ("朝阳区财政局", CITY, "?/朝阳区/finance", "government"),
        ("县财政局", CITY, "四川省/广元市/?县/finance", "collective"),
        ("江南新区管委会", CITY, "四川省/广元市/development-zone/江南新区", "park"),
        ("市总工会", CITY, "四川省/广元市/trade-union", "mass-organisation"),
        (
            "省妇女儿童工作委员会办公室",
            PROVINCE,
            "广东省/womens-federation/妇女儿童工作委员会办公室",
            "coordinating-body",
        ),
    ],
)
def test_identities(name: str, place: Jurisdiction, department: str, kind: str) -> None:
    node = read(name, place).node
    assert (node.id, node.properties["kind"]) == (department, kind)


@pytest.mark.parametrize(
    ("name", "kind", "department"),
    [
        ("各镇街", "unit", "重庆市/永川区/collective-territorial/各镇街"),
        ("各镇（街道、管委会）", "collective", "重庆市/永川区/collective-territorial/各镇街道"),
        ("有关部门", "collective", "重庆市/永川区/collective-departments/有关部门"),
        ("各相关部门", "collective", "重庆市/永川区/collective-departments/有关部门"),
        ("市级有关部门", "collective", "重庆市/collective-departments/市级有关部门"),
        ("国务院有关部门", "collective", "cn/collective-departments/国务院有关部门"),
        ("各街道财政局", "collective", "重庆市/永川区/finance/各街道财政局"),
        ("属地政府", "collective", "重庆市/永川区/collective-territorial/属地"),
        ("区直机关工委", "collective", "重庆市/永川区/party-organs-committee"),
    ],
)
def test_collectives(name: str, kind: PartyKind, department: str) -> None:
    node = read(name, kind=kind).node
    assert node.id == department
    assert (node.properties["kind"] == "collective") == (name != "区直机关工委")


@pytest.mark.parametrize(
    "name", ["区智慧办", "区财政局等国务院相关部门及各地区", "嘉源作为业主", "区", "", "（）", "🙂" * 50]
)
def test_what_the_words_do_not_decide_is_said(name: str) -> None:
    answer = read(name)
    assert answer.node.properties["kind"] == "unresolved" or name == "区"
    if answer.node.properties["kind"] == "unresolved":
        assert answer.reason
        assert answer.node.id.startswith("重庆市/永川区/unresolved")


def test_a_name_of_two_entries_is_one_unresolved_department_with_both() -> None:
    matches = (Match(("sport",), "a"), Match(("education",), "b"))
    found = _among(matches, DISTRICT, "某局")
    assert (found.kind, found.id) == ("unresolved", "重庆市/永川区/unresolved/某局")
    assert found.candidates == ("重庆市/永川区/education", "重庆市/永川区/sport")
    assert found.reason


def test_the_surface_is_read_where_the_restored_name_says_nothing() -> None:
    assert read("市国家税务总局永川区税务局", surface="国家税务总局永川区税务局").node.id == "重庆市/永川区/taxation"


def test_an_old_name_is_accepted_and_said_to_be_old() -> None:
    assert read("区环保局", date="2016-03-01").reason == ""
    assert "2018" in read("区环保局", date="2022-03-01").reason
    assert "2018" in read("区国土局", date="2022").reason
    assert read("区环保局", date="").reason == ""


def test_names_that_people_type() -> None:
    node = read("区生态环境局").node
    assert {"永川区生态环境局", "生态环境局", "区环保局"} <= set(strings(node, "aliases"))
    assert node.properties["name_en"] == "Yongchuan District Ecology and Environment Bureau"
    assert {"Ecology and Environment Bureau", "Bureau of Ecology and Environment"} <= set(strings(node, "aliases_en"))
    assert "NDRC" in strings(read("国家发展改革委").node, "aliases_en")
    assert "MEE" in strings(read("生态环境部", NATION).node, "aliases_en")


@pytest.mark.parametrize(("place", "word"), [(DISTRICT, "区"), (CITY, "市"), (PROVINCE, "省"), (MUNICIPALITY, "市")])
def test_aliases_name_the_department_itself(place: Jurisdiction, word: str) -> None:
    for slot in slots().values():
        for form in slot.usual.get("every") or slot.usual.get(place.level) or slot.names[:1]:
            node = read(word + form, place).node
            assert ids(*strings(node, "aliases"), place=place) <= {node.id}


def test_every_department_has_an_english_name_and_fits_the_schema() -> None:
    for name in (
        "区财政局",
        "各镇街",
        "区智慧办",
        "区城投集团",
        "市邮政管理局七分局",
        "财政部",
        "江南新区管委会",
        "区科技经信局",
    ):
        node = read(name).node
        assert str(node.properties["name_en"]).isascii()
        schema()._check_node(node)


def strings(node: Node, name: str) -> tuple[str, ...]:
    value = node.properties[name]
    assert isinstance(value, tuple)
    return value


@pytest.mark.parametrize(
    ("unit", "department"),
    [
        ("区党群工作部", "重庆市/永川区/party-mass-work"),
        ("市国税局", "重庆市/state-tax"),
        ("区地税局", "重庆市/永川区/local-tax"),
        ("市银监办", "重庆市/banking-regulation"),
        ("区事管局", "重庆市/永川区/government-offices-administration"),
        ("市档案馆", "重庆市/archives"),
        ("市渡管办", "重庆市/transport/渡口管理办公室"),
        ("市河管办", "重庆市/unresolved/市河管办"),
        ("区河管办", "重庆市/永川区/unresolved/区河管办"),
        ("市河长巡查", "重庆市/永川区/unresolved/市河长巡查"),
    ],
)
def test_a_level_word_places_what_it_stands_before(unit: str, department: str) -> None:
    place = Jurisdiction("重庆市/永川区", "county")
    assert resolve(unit, surface=unit, kind="unit", place=place, date="2016").node.id == department
