import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.shadow import shadow
from loaders.targets.comparators import predicate
from loaders.text.quantities import Quantity, quantities
from loaders.vocabulary import vocabulary

UNITS = vocabulary("text/units")["units"]
PREDICATES = vocabulary("targets/comparators")["predicates"]


def found(text: str) -> list[Quantity]:
    plain = shadow(text)
    return list(quantities(plain, 0, len(plain)))


@pytest.mark.parametrize("kind", UNITS)
def test_units(kind: str) -> None:
    assert UNITS[kind]["note"]
    for text in UNITS[kind]["examples"]:
        assert kind in {each.kind for each in found(text)}, text
    for text in UNITS[kind]["not"]:
        assert kind not in {each.kind for each in found(text)}, text


@pytest.mark.parametrize("sense", PREDICATES)
def test_predicates(sense: str) -> None:
    entry = PREDICATES[sense]
    assert entry["note"]
    for words in entry["examples"]:
        assert getattr(predicate(words), "sense", None) == entry["sense"], words
    for words in entry["not"]:
        assert getattr(predicate(words), "sense", None) != entry["sense"], words


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("8,400亩以上", "8,400", "亩", ">="), ("240余座", "240", "座", ">="), ("2—3个", "2-3", "个", None),
        ("10%－20%", "10-20", "%", None), ("30.3微克／立方米以内", "30.3", "微克/立方米", "<="), ("1万余家", "1", "万家", ">="),
        ("１５万吨标准煤", "15", "万吨标准煤", None), ("5千瓦", "5", "千瓦", None), ("5.5个百分点左右", "5.5", "个百分点", "="),
        ("营收超3000万", "3000", "万", None), ("建立至少两所", "两", "所", None), ("培育千家", "千", "家", None),
        ("60家(次)以上", "60", "家(次)", ">="), ("集聚万名以上", "万", "名", ">="), ("培训万人次", "万", "人次", None),
        ("突破千亿元", "千", "亿元", None), ("超百万吨", "百", "万吨", None), ("达到两千万千瓦时", "两千", "万千瓦时", None),
    ],
)  # fmt: skip
def test_a_quantity(text: str, value: str, unit: str, bound: str | None) -> None:
    (each,) = found(text)
    assert (each.value, each.unit, each.bound) == (value, unit, bound)


def test_a_number_after_ordinal_is_a_name() -> None:
    assert found("第3批") == []


@pytest.mark.parametrize("text", ["几百家", "上千名", "万人空巷", "十几万人", "一个平台", "打造两个中心"])
def test_vague_and_small_numbers_in_characters_are_left(text: str) -> None:
    assert found(text) == []


@given(st.text(alphabet="0123456789.,-~至万亿个家%以上内第余 ", max_size=60))
def test_quantities_are_apart_and_in_order(text: str) -> None:
    places = [place for each in found(text) for place in (each.start, each.end)]
    assert places == sorted(places)
    assert all(each.end > each.start for each in found(text))
