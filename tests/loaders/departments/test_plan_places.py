"""Places of plans, and what level words and written places mean in them."""

import pytest

from loaders.departments.places.gazetteer import gazetteer
from loaders.departments.places.place_prefixes import readings, relative, written
from loaders.departments.places.plan_places import Jurisdiction, jurisdiction, level_word, short_name
from loaders.vocabulary import vocabulary

DISTRICT = Jurisdiction("重庆市/永川区", "county")
CITY = Jurisdiction("浙江省/宁波市", "prefecture")
PROVINCE = Jurisdiction("广东省", "province")
NATION = Jurisdiction("", "national")
ENTRIES = vocabulary("departments/places/places")["jurisdictions"]


@pytest.mark.parametrize("name", ENTRIES)
def test_examples_of_the_vocabulary(name: str) -> None:
    entry = ENTRIES[name]
    path = jurisdiction(entry["issuer"], "", date=entry.get("date", "")).path
    assert [path] == entry["examples"]
    assert path not in entry.get("not", [])


@pytest.mark.parametrize(
    ("issuer", "title", "path", "level"),
    [
        ("重庆市永川区人民政府办公室", "", "重庆市/永川区", "county"),
        ("永川区人民政府", "", "重庆市/永川区", "county"),
        ("重庆市人民政府", "", "重庆市", "municipality"),
        ("广东省人民政府办公厅", "", "广东省", "province"),
        ("西藏自治区人民政府", "", "西藏自治区", "province"),
        ("句容市人民政府办公室", "", "江苏省/镇江市/句容市", "county"),
        ("鞍山市立山区人民政府", "", "辽宁省/鞍山市/立山区", "county"),
        ("", "阿勒泰地区住房若干措施", "新疆维吾尔自治区/阿勒泰地区", "prefecture"),
        ("", "关于印发《广元市经济运行政策》的通知", "四川省/广元市", "prefecture"),
        ("", "上海关于农机化的实施意见", "上海市", "municipality"),
        ("济源产城融合示范区管理委员会", "", "河南省/济源市/济源产城融合示范区", "county"),
        ("上海市科学技术委员会、上海市商务委员会", "", "上海市", "municipality"),
        ("咸陽市人民政府", "", "陕西省/咸阳市", "prefecture"),
        ("国务院办公厅", "", "", "national"),
        ("生态环境部办公厅", "", "", "national"),
        ("财政部、税务总局", "", "", "national"),
        ("青石桥县人民政府", "", "?/青石桥县", "county"),
        ("朝阳区人民政府", "", "?/朝阳区", "county"),
        ("朝阳区人民政府", "北京市朝阳区绿化方案", "北京市/朝阳区", "county"),
    ],
)
def test_the_place_of_a_plan(issuer: str, title: str, path: str, level: str) -> None:
    assert jurisdiction(issuer, title) == Jurisdiction(path, level)


def test_plans_without_a_place_are_not_of_one_place() -> None:
    first, second = jurisdiction("", "促进消费若干措施"), jurisdiction("市政府", "稳定就业若干措施")
    assert first.path.startswith("?/")
    assert second.path.startswith("?/")
    assert first != second
    assert jurisdiction("", "促进消费若干措施", "sha256:1f/2") == Jurisdiction("?/sha256:1f-2", "")


@pytest.mark.parametrize(
    ("word", "place", "path", "level"),
    [
        ("区", DISTRICT, "重庆市/永川区", "county"),
        ("市", DISTRICT, "重庆市", "municipality"),
        ("省", DISTRICT, "?/永川区所属省", "province"),
        ("市", CITY, "浙江省/宁波市", "prefecture"),
        ("省", CITY, "浙江省", "province"),
        ("县", CITY, "浙江省/宁波市/?县", "county"),
        ("市", PROVINCE, "广东省/?市", "prefecture"),
        ("省", NATION, "?省", "province"),
        ("市", Jurisdiction("?/青石桥县", "county"), "?/青石桥县所属市", "prefecture"),
        ("市", Jurisdiction("江苏省/镇江市/句容市", "county"), "江苏省/镇江市/句容市", "county"),
        ("州", Jurisdiction("云南省/楚雄彝族自治州", "prefecture"), "云南省/楚雄彝族自治州", "prefecture"),
        (
            "示范区",
            Jurisdiction("河南省/济源市/济源产城融合示范区", "county"),
            "河南省/济源市/济源产城融合示范区",
            "county",
        ),
        ("市", Jurisdiction("河南省/济源市/济源产城融合示范区", "county"), "河南省/济源市", "prefecture"),
        ("区", Jurisdiction("西藏自治区", "province"), "西藏自治区", "province"),
    ],
)
def test_a_level_word_is_read_from_the_plan(word: str, place: Jurisdiction, path: str, level: str) -> None:
    assert relative(word, place) == Jurisdiction(path, level)


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("永川", "重庆市/永川区"),
        ("重庆市永川区", "重庆市/永川区"),
        ("市", "重庆市"),
        ("阿勒泰地区", "新疆维吾尔自治区/阿勒泰地区"),
        ("广州", "广东省/广州市"),
        ("楚雄州", "云南省/楚雄彝族自治州"),
        ("朝阳", "?/朝阳"),
    ],
)
def test_written_places(words: str, path: str) -> None:
    place = written(words, DISTRICT)
    assert place is not None
    assert place.path == path


def test_words_that_only_look_like_places() -> None:
    assert written("青石桥", DISTRICT) is None
    assert not [r for r in readings("市场监管局", DISTRICT) if not r.named]
    assert not [r for r in readings("区域协调办", DISTRICT) if not r.named]
    assert next(r.rest for r in readings("市政府办公室", DISTRICT)) == "政府办公室"


def test_names_of_places() -> None:
    assert (level_word("永川区"), level_word("楚雄彝族自治州"), level_word("青石桥")) == ("区", "自治州", "")
    assert (short_name("永川区"), short_name("单县")) == ("永川", "单县")


def test_the_gazetteer_knows_shorter_names() -> None:
    known = gazetteer()
    assert [place.path for place in known.named("内蒙古")] == ["内蒙古自治区"]
    assert [place.path for place in known.named("西藏")] == ["西藏自治区"]
    assert [place.path for place in known.named("恩施州")] == ["湖北省/恩施土家族苗族自治州"]
    assert {place.level for place in known.named("济源市")} == {"county"}
    assert len(known.named("朝阳区")) > 1
