"""Units of measure: every spelling of the table is read in a text, and values of one dimension can be compared."""

import pytest

from graph.quantities.units import UnitMeaning, spellings, table, unit_meaning
from graph.shadow import shadow
from loaders.text.quantities import quantities

MEASURES = table()["measures"]


@pytest.mark.parametrize("spelling", spellings())
def test_every_spelling_is_read_whole(spelling: str) -> None:
    words = shadow(f"达到70{spelling},")
    (found,) = quantities(words, 0, len(words))
    assert (found.value, found.unit, found.kind) == ("70", spelling, "measure")


@pytest.mark.parametrize("name", MEASURES)
def test_an_entry_has_one_meaning_in_all_its_words(name: str) -> None:
    meanings = {unit_meaning(word) for word in MEASURES[name]["words"]}
    assert meanings == {
        UnitMeaning(MEASURES[name]["code"], MEASURES[name]["dimension"], float(MEASURES[name]["factor"]))
    }


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("公顷", "亩", 15), ("km²", "公顷", 100), ("万亩", "亩", 10_000), ("微克/立方米", "μg/m³", 1), ("毫克/升", "微克/立方米", 1_000_000),
        ("吨标准煤/万元", "kgce/万元", 1000), ("亿kW·h", "千瓦时", 100_000_000), ("万m³/d", "立方米/日", 10_000), ("GW", "万千瓦", 100),
        ("/10万", "/万", 0.1), ("亿元", "万元", 10_000), ("万名", "人", 10_000), ("%", "‰", 10), ("吨/日", "t/d", 1),
    ],
)  # fmt: skip
def test_values_of_one_dimension_can_be_compared(one: str, other: str, ratio: float) -> None:
    first, second = unit_meaning(one), unit_meaning(other)
    assert first is not None
    assert second is not None
    assert first.dimension == second.dimension
    assert first.factor / second.factor == pytest.approx(ratio)


@pytest.mark.parametrize("unit", ["斛", "", "万", "微克/斛", "/", "万万亩"])
def test_other_words_mean_nothing(unit: str) -> None:
    assert unit_meaning(unit) is None


def test_what_is_counted_keeps_its_word() -> None:
    assert unit_meaning("万台") == UnitMeaning("10000.{台}", "count", 10_000.0)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("疏浚3.5×10⁴立方米", "3.5×10⁴", "立方米"), ("再生水10⁵吨", "10⁵", "吨"), ("提水6×10^5m³", "6×10^5", "m³"),
        ("占比提高到1/3以上", "1/3", ""), ("减少三分之一", "三分之一", ""), ("百分之五十二", "百分之五十二", ""),
        ("不少于一半", "一半", ""), ("保持两位数增长", "两位数", ""), ("提高到六成以上", "六成", ""), ("带宽达到640G", "640", "G"),
        ("前三位", "三", "位"), ("用户超千万户", "千", "万户"),
    ],
)  # fmt: skip
def test_numbers_that_are_not_whole_or_not_in_figures(text: str, value: str, unit: str) -> None:
    words = shadow(text)
    assert [(each.value, each.unit) for each in quantities(words, 0, len(words))] == [(value, unit)]


@pytest.mark.parametrize("text", ["推动5G专网进馆", "展柜编号为C12颗粒仓", "2025/12/31", "成立三十周年", "另一半"])
def test_names_days_and_idioms_have_no_unit(text: str) -> None:
    words = shadow(text)
    assert [each for each in quantities(words, 0, len(words)) if each.kind != "bare"] == []
