"""What a line of words is taken to ask for."""

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.facets.english_names import written
from graph.errors import BadRequestError
from graph.search.asked import LONGEST, MOST_MEANT, Asked, asked, whole
from graph.search.latin import Names, meant
from graph.search.synonyms import Group, groups, synonyms
from graph.shadow import search_key, simplified

NAMES = ("东岭县水务局", "水务局", "县水务局", "生态环境局", "重庆市", "长桥县审计局")


def terms(line: str) -> list[tuple[str, bool]]:
    return [(term.key, term.phrase) for term in asked(line).terms]


def also(line: str, *, literal: bool = False) -> list[tuple[str, str]]:
    found = asked(line, names=lambda: Names(NAMES), literal=literal)
    return [(each.words, each.why) for term in found.terms for each in term.also]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("扬尘 噪声", [("扬尘", False), ("噪声", False)]),
        ("扬尘　噪声  扬尘", [("扬尘", False), ("噪声", False)]),
        ("“扬尘 噪声” 工地", [("扬尘 噪声", True), ("工地", False)]),
        ('工地"扬尘"噪声', [("工地", False), ("扬尘", True), ("噪声", False)]),
        ("「三个 一批」", [("三个 一批", True)]),
        ("扬尘、噪声", [("扬尘、噪声", False)]),
        ("", []),
        ("   ", []),
        ('""', []),
        ("NEAR(a b) OR -x*", [("near(a", False), ("b)", False), ("or", False), ("-x*", False)]),
    ],
)
def test_a_line_is_words_and_phrases(line: str, expected: list[tuple[str, bool]]) -> None:
    assert terms(line) == expected


@pytest.mark.parametrize("line", ['"扬尘 噪声', "扬尘 噪声”", "扬尘 “噪声", '“扬尘" 噪声"'])
def test_a_quotation_mark_alone_is_passed_over_and_told(line: str) -> None:
    assert {key for key, _ in terms(line)} == {"扬尘", "噪声"}
    assert asked(line).unpaired


def test_names_are_compared_with_the_whole_line_of_several_words_and_with_all_ways_to_say_one() -> None:
    assert asked("Water Affairs").names == ("water affairs",)
    assert asked("固废").names == ("固废", "固体废物", "固体废弃物")
    assert whole('水 "务').names == ('水 "务',)


def test_a_line_that_is_too_long_is_refused() -> None:
    assert asked("水" * LONGEST)
    with pytest.raises(BadRequestError, match="longer than 200"):
        asked("水" * 60_000)


@given(st.text(max_size=LONGEST))
def test_any_line_is_read(line: str) -> None:
    found = asked(line, names=lambda: Names(NAMES))
    assert (
        found.terms
        or not line.strip()
        or not search_key(line.translate(dict.fromkeys(map(ord, '“”"＂„‟「」『』'), " ")))
    )
    assert len({term.key for term in found.terms}) == len(found.terms)
    assert all(term.keys[0] == term.key == search_key(term.words) for term in found.terms)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("shengtaihuanjing", [("生态环境", "pinyin")]),
        ("sthjj", [("生态环境局", "initials")]),
        ("sthj", [("生态环境", "initials")]),
        ("swj", [("水务局", "initials")]),
        ("dlxswj", [("东岭县水务局", "initials")]),
        ("chongqing", [("重庆", "pinyin")]),
        ("zhongqing", [("重庆", "pinyin")]),
        ("changqiao", [("长桥", "pinyin")]),
        ("sw", []),
        ("shui", []),
        ("wader", []),
        ("sthjx", []),
        ("水务", []),
        ("sthjj2", []),
    ],
)
def test_letters_may_be_the_reading_of_a_name(line: str, expected: list[tuple[str, str]]) -> None:
    assert also(line) == expected
    assert also(line, literal=True) == also(f'"{line}"') == []


def test_what_is_meant_most_often_comes_first_and_the_rest_is_counted() -> None:
    names = [f"水务{char}" for char in "局居巨据具距剧菊举句锯聚惧俱"]
    assert meant("swj", Names(["水务局", "示威局", "示威局"]))[0] == ("示威局", "initials")
    (term,) = asked("swj", names=lambda: Names(names)).terms
    assert len(term.also) == MOST_MEANT
    assert term.unread == len(names) - MOST_MEANT


def test_traditional_characters_are_the_same_words() -> None:
    assert search_key("生態環境局") == "生态环境局"
    assert simplified("資源　x") == "资源　x"
    assert search_key("ＰＭ２.５（資　源）") == "pm2.5(资 源)"
    assert terms("資源") == terms("资源")
    assert asked("固體廢物").terms[0].also == asked("固体废物").terms[0].also


@pytest.mark.parametrize("group", groups(), ids=lambda group: group.name)
def test_words_of_a_group_find_each_other(group: Group) -> None:
    for word in group.words:
        assert set(synonyms(word)) >= set(group.searched) - {word}, word


EXAMPLES = [(group, example) for group in groups() for example in group.examples]


@pytest.mark.parametrize(("group", "example"), EXAMPLES, ids=[f"{g.name}: {e}" for g, e in EXAMPLES])
def test_examples_of_synonyms(group: Group, example: str) -> None:
    assert any(word in other for other in synonyms(example) for word in group.searched), example


@pytest.mark.parametrize("group", groups(), ids=lambda group: group.name)
def test_counter_examples_of_synonyms(group: Group) -> None:
    for other in group.others:
        made = {other.replace(word, way) for word in group.words for way in group.searched if word != way}
        assert not made & set(synonyms(other)), other


def test_an_empty_question_asks_for_nothing() -> None:
    assert not Asked((), ())
    assert not whole(" ")


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_a_key_is_its_own_key(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)
    assert len(simplified(text)) == len(text)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("solid waste", [("solid waste", False)]),
        ("Solid  Waste plants", [("solid waste", False), ("plants", False)]),
        ("雨水 ecology and environment", [("雨水", False), ("ecology and environment", False)]),
        ("solid wasteland", [("solid", False), ("wasteland", False)]),
        ('"solid waste" plants', [("solid waste", True), ("plants", False)]),
    ],
)
def test_an_english_name_of_several_words_is_one_thing(line: str, expected: list[tuple[str, bool]]) -> None:
    assert terms(line) == expected


def test_an_english_name_stands_for_what_plans_write_and_that_is_told() -> None:
    assert also("Solid waste") == [(word, "english") for word in ("固体废物", "固废", "固体废弃物")]
    assert ("耕地保护", "english") in also("farmland and grain")
    assert ("住房和城乡建设", "english") in also("housing and urban-rural development")
    assert also("solid waste", literal=True) == also('"solid waste"') == also("airs") == []


def test_english_names_are_those_of_the_lexicons() -> None:
    written_now = resources.files("graph.search").joinpath("english.yaml").read_text(encoding="utf-8")
    assert written_now == written(), "python -m api.facets.english_names > graph/search/english.yaml"
