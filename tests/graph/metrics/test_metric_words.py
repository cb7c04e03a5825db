"""The word lists of metrics: every example is read as its entry says, no counter-example is."""

import pytest

from graph.metrics.dictionary import dictionary, entries, version
from graph.metrics.measured import named_by
from graph.metrics.wording import data, is_general, one_spelling, without_count, wording
from graph.quantities.units import unit_meaning

ENTRIES = entries()
RULES = [(section, name) for section in ("front", "end", "per", "change") for name in data()[section]]


@pytest.mark.parametrize("key", ENTRIES)
def test_a_metric_of_the_dictionary(key: str) -> None:
    entry = ENTRIES[key]
    assert entry["note"]
    assert set(dictionary()[key].labels) == {"zh", "en"}
    assert not entry.get("unit") or unit_meaning(entry["unit"])
    for words in entry["examples"]:
        assert named_by(words) == key, words
    for words in entry["not"]:
        assert named_by(words) != key, words


def test_labels_tell_metrics_apart() -> None:
    for language in ("zh", "en"):
        labels = [entry["label"][language] for entry in ENTRIES.values()]
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(("section", "name"), RULES)
def test_what_is_taken_off(section: str, name: str) -> None:
    entry = data()[section][name]
    assert entry["note"]
    for words, left in entry["examples"].items():
        found = wording(words, "甲省/乙市", of_change=section == "change")
        assert found.words == left, words
        assert section != "per" or found.per == name
        assert section != "change" or found.change == name


def test_the_number_of_things_is_in_the_unit() -> None:
    for words, left in data()["count"]["examples"].items():
        assert without_count(words) == left
    assert without_count("居民消费价格指数") == "居民消费价格指数"
    assert without_count("新增就业人数") == "新增就业人数"


def test_words_that_are_too_general() -> None:
    for words in data()["general_examples"]:
        assert is_general(words), words
    for words in data()["not_general"]:
        assert not is_general(words), words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("打造湿地公园", "建成湿地公园"),
        ("汇聚书法人才", "集聚书法人才"),
        ("龙舟产业营收占比", "龙舟产业营收比重"),
        ("举办灯谜会", "组织灯谜会"),
    ],
)
def test_words_of_one_meaning_have_one_key(one: str, other: str) -> None:
    assert one_spelling(one) == one_spelling(other)
    assert named_by(one) == named_by(other) != ""


@pytest.mark.parametrize(
    ("place", "words", "left"),
    [
        ("甲省/乙市/丙区", "全区茶园面积", "茶园面积"), ("甲省/乙市/丙区", "丙区茶园面积", "茶园面积"), ("甲省/乙市/丙区", "全市茶园面积", "全市茶园面积"),
        ("甲省/乙市", "全市茶园面积", "茶园面积"), ("甲省/乙市", "全省茶园面积", "全省茶园面积"), ("甲省", "我省茶园面积", "茶园面积"),
        ("", "全国茶园面积", "茶园面积"), ("?/plan", "全区茶园面积", "茶园面积"), ("甲省/乙市", "到2030年底力争全市茶园面积总体", "茶园面积"),
    ],
)  # fmt: skip
def test_the_whole_place_goes_without_saying_and_a_wider_one_does_not(place: str, words: str, left: str) -> None:
    assert wording(words, place, of_change=False).words == left


def test_traditional_characters_are_read_as_simplified_ones() -> None:
    assert named_by("單位地區生產總值能源消耗") == "gdp-energy-intensity"


def test_the_version_names_the_rules() -> None:
    assert len(version()) == 12
