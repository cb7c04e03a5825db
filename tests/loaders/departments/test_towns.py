"""Towns, subdistricts and districts land in their own place, at the plan's date, and in nobody else's."""

import pytest

from loaders.departments.places import towns
from loaders.departments.places.gazetteer import gazetteer
from loaders.departments.places.known_places import candidates_of, code_of, zone_code
from loaders.departments.places.plan_places import jurisdiction
from loaders.departments.resolve import resolve


def place_of(issuer: str, date: str, unit: str) -> tuple[str, str]:
    """The place and the code that a name gets in a plan."""
    where = jurisdiction(issuer, "", date=date)
    found = resolve(unit, surface=unit, kind="unit", place=where, date=date).node.properties
    return str(found["jurisdiction"]), str(found.get("code", ""))


@pytest.mark.parametrize(
    ("issuer", "date", "unit", "path", "code"),
    [
        ("重庆市永川区人民政府", "2022-08", "中山路街道", "重庆市/永川区/中山路街道", "500118001"),
        ("重庆市永川区人民政府", "2022-08", "中山路街办", "重庆市/永川区/中山路街道", "500118001"),
        ("重庆市永川区人民政府", "2022-08", "中山路办事处", "重庆市/永川区/中山路街道", "500118001"),
        ("重庆市永川区人民政府", "2022-08", "朱沱镇政府", "重庆市/永川区/朱沱镇", "500118118"),
        ("重庆市永川区人民政府", "2022-08", "东城街道", "重庆市/永川区/东城街道", ""),
        ("重庆市永川区人民政府", "2022-08", "双福街道", "重庆市/江津区/双福街道", "500116004"),
        ("重庆市永川区人民政府", "2022-08", "江津区双福街道办", "重庆市/江津区/双福街道", "500116004"),
        ("上海市静安区人民政府", "2021", "南京西路街道", "上海市/静安区/南京西路街道", "310106012"),
        ("北京市大兴区人民政府", "2021", "庞各庄镇", "北京市/大兴区/庞各庄镇", "110115108"),
        ("重庆市人民政府", "2022", "中山路街道", "重庆市/永川区/中山路街道", "500118001"),
        ("重庆市人民政府", "2022", "人和街道", "重庆市/?/人和街道", ""),
        ("国务院办公厅", "2022", "朱沱镇", "?/朱沱镇", ""),
        ("重庆市永川区朱沱镇人民政府", "2022", "松溉镇", "重庆市/永川区/松溉镇", "500118107"),
        ("重庆市永川区朱沱镇人民政府", "2022", "朱沱镇", "重庆市/永川区/朱沱镇", "500118118"),
        ("青石桥县人民政府", "2022", "中山路街道", "?/青石桥县/中山路街道", ""),
        ("重庆市人民政府", "2022", "江北区", "重庆市/江北区", "500105"),
        ("重庆市人民政府", "2022", "渝北区", "重庆市/渝北区", "500112"),
        ("宁波市人民政府", "2022", "江北区", "浙江省/宁波市/江北区", "330205"),
        ("邢台市人民政府", "2018", "桥东区", "河北省/邢台市/桥东区", "130502"),
        ("邢台市人民政府", "2022", "桥东区", "河北省/邢台市/桥东区", "130502"),
        ("张家口市人民政府", "2022", "桥东区", "河北省/张家口市/桥东区", "130702"),
        ("大同市人民政府", "2015", "矿区", "山西省/大同市/矿区", "140203"),
        ("保定市人民政府", "2012", "新市区", "河北省/保定市/新市区", "130602"),
        ("淮安市人民政府", "2014", "清河区", "江苏省/淮安市/清河区", "320802"),
        ("广州市人民政府", "2004", "东山区", "广东省/广州市/东山区", "440102"),
        ("浙江省人民政府", "2022", "矿区", "?/矿区", ""),
        ("合肥市人民政府", "2009", "庐江县", "安徽省/巢湖市/庐江县", "341421"),
        ("合肥市人民政府", "2015", "庐江县", "安徽省/合肥市/庐江县", "340124"),
    ],
)
def test_a_place_below_or_beside_the_plan(issuer: str, date: str, unit: str, path: str, code: str) -> None:
    assert place_of(issuer, date, unit) == (path, code)


def test_a_body_of_a_district_goes_where_the_district_was() -> None:
    assert place_of("重庆市人民政府", "2022", "江北区财政局")[0] == "重庆市/江北区"
    assert place_of("江北区人民政府办公室", "2022", "区财政局")[0] == "?/江北区"
    assert place_of("重庆市江北区人民政府办公室", "2022", "市财政局")[0] == "重庆市"


def test_an_open_place_has_candidates() -> None:
    where = jurisdiction("江北区人民政府办公室", "", date="2022")
    found = resolve("区财政局", surface="区财政局", kind="unit", place=where, date="2022").node
    assert found.texts("candidates") == ("浙江省/宁波市/江北区/finance", "重庆市/江北区/finance")
    assert candidates_of("重庆市/?/人和街道", 2022)
    assert candidates_of("?/城关镇", 2022) == ()  # hundreds
    assert candidates_of("重庆市/永川区", 2022) == candidates_of("?/PLAN/?区", 2022) == ()


def test_offices_that_are_no_subdistricts() -> None:
    where = jurisdiction("重庆市永川区人民政府", "", date="2022")
    assert (
        resolve("供电办事处", surface="", kind="unit", place=where, date="2022").node.properties["kind"] == "unresolved"
    )


def test_zones_lie_in_the_plan_s_place_unless_another_is_written_in_full() -> None:
    assert place_of("重庆市永川区人民政府", "2022", "永川高新区管委会")[0] == "重庆市/永川区"
    assert place_of("重庆市人民政府", "2022", "江北嘴管委会")[0] == "重庆市"
    assert place_of("重庆市永川区人民政府", "2022", "南京市江北新区")[0] == "江苏省/南京市"


def test_places_of_a_time() -> None:
    known = gazetteer()
    assert [p.path for p in known.near("桥东区", "河北省", 2005)] == [
        "河北省/石家庄市/桥东区",
        "河北省/邢台市/桥东区",
        "河北省/张家口市/桥东区",
    ]
    assert known.only("庐江县", 2009) != known.only("庐江县", 2015)
    assert known.only("江北区", 2026) is None  # Chongqing's was given up a few weeks before
    assert known.near("襄都区", "河北省/邢台市", 2012) == ()  # nobody had heard of it


def test_towns_of_a_county() -> None:
    names = [town.name for town in towns.towns_below("重庆市/永川区", 2022)]
    assert len(names) == 23
    assert names[0] == "中山路街道"
    assert [town.path for town in towns.towns_called("双福街道", "重庆市", 0)] == ["重庆市/江津区/双福街道"]
    assert towns.towns_below("?/青石桥县", 2022) == []
    assert towns.towns_below("北京市/密云县", 2010)  # listed under the code of 密云区


def test_codes() -> None:
    assert (code_of("重庆市", 2022), code_of("重庆市/永川区/朱沱镇", 2022), code_of("?/某县", 2022)) == (
        "500000",
        "500118118",
        "",
    )
    assert zone_code("合肥高新技术产业开发区", "安徽省/合肥市", 2020) == "340171"
    assert zone_code("某某开发区", "重庆市/永川区", 2020) == ""
