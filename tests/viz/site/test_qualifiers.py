"""How exactly a figure is meant, in the plan's own words beside the normalised value."""

import pytest

from api.imports.cell_words import required_in
from api.wire.references import TargetRef
from graph.data_files import data_of
from viz.site.qualifiers import qualified
from viz.site.site import required_words

VOCABULARY = data_of("viz.site", "qualifiers")


@pytest.mark.parametrize("part", VOCABULARY)
def test_an_entry_finds_its_examples_and_not_the_others(part: str) -> None:
    entry = VOCABULARY[part]
    for text, words in entry["examples"].items():
        value = next(value for value in ("6%", "5%", "3%") if value in text)
        assert qualified(text, value, "increase") == words
    for text in entry["not"]:
        assert qualified(text, "6%", "increase") == ""


def test_a_figure_is_not_found_inside_another_one() -> None:
    assert qualified("增长16%以上，其中6%", "6%", "increase") == ""
    assert qualified("增长16%以上，消费增长6%左右", "6%", "increase") == "6%左右"
    assert qualified("不低于6%", "6%", ">=") == "", "the comparator says it already"


def growth(text: str, baseline: str = "") -> TargetRef:
    return TargetRef(
        id="t", metric="地区生产总值", comparator="increase", value="6.2", unit="%", baseline=baseline, deadline="2025",
        kind="number", text=text, decisions=[],
    )  # fmt: skip


def test_the_words_stand_beside_the_value_and_are_read_back() -> None:
    target = growth("地区生产总值增长6.2%左右", "2020")
    assert required_words(target, "zh") == "增长 6.2%（“6.2%左右”）（比2020年）"
    assert required_words(target, "en") == "up 6.2% (“6.2%左右”) (on 2020)"
    for language in ("zh", "en"):
        read = required_in(required_words(target, "zh" if language == "zh" else "en"), "%")
        assert read is not None
        assert (read.comparator, read.value, read.unit, read.baseline) == ("increase", "6.2", "%", "2020")
    assert required_words(growth("地区生产总值增长6.2%"), "zh") == "增长 6.2%"
