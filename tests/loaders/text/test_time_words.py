import pytest

from graph.shadow import shadow
from loaders.readings import Metadata
from loaders.text.time_words import implied_year, time_words
from loaders.vocabulary import vocabulary

ENTRIES = vocabulary("text/times")["words"].items()


@pytest.mark.parametrize(("name", "words"), [(n, x) for n, e in ENTRIES for x in e["examples"]])
def test_examples_are_read_by_their_entry_and_as_a_whole(name: str, words: str) -> None:
    found = time_words(shadow(words), year=2023)
    assert found[0].rule == name
    if name != "every":
        assert (found[0].start, found[0].end) == (0, len(words)) or name == "since"


@pytest.mark.parametrize(("name", "words"), [(n, x) for n, e in ENTRIES for x in e["not"]])
def test_counter_examples_are_not(name: str, words: str) -> None:
    assert not [word for word in time_words(shadow(words), year=2023) if word.rule == name]


@pytest.mark.parametrize(
    ("words", "relation", "date", "implied"),
    [
        ("到2025年，建成两座泵站", "by", "2025", False),
        ("2022年６月底前完成", "by", "2022-06", False),
        ("年底前完成", "by", "2023", True),
        ("9月份前报送", "by", "2023-09", True),
        ("比2020年下降", "than", "2020", False),
        ("2023年的1.5倍", "than", "2023", False),
        ("2020年水平的两倍", "than", "2020", False),
        ("自2021年起", "since", "2021", False),
        ("2023—2025年", "range", "2025", False),
        ("2023年1月1日至2024年6月30日", "range", "2024-06", False),
        ("二〇二五年底前", "by", "2025", False),
        ("2020年一季度前", "by", "2020-03", False),
        ("每年新增", "every", "", False),
        ("全年新增", "in", "2023", True),
    ],
)
def test_words_of_time(words: str, relation: str, date: str, *, implied: bool) -> None:
    (found,) = time_words(shadow(words), year=2023)
    assert (found.relation, found.date, found.implied) == (relation, date, implied)


def test_without_a_year_there_is_no_date() -> None:
    (found,) = time_words("年底前完成")
    assert (found.date, found.implied) == ("", False)


@pytest.mark.parametrize(
    ("metadata", "year"),
    [
        (Metadata(title="某县2023年林业工作要点", date="2022-12-30"), 2023),
        (Metadata(title="某县林业发展方案", date="2024-02-01"), 2024),
        (Metadata(title="某县林业三年行动计划（2024—2026年）", date="2024-02-01"), None),
        (Metadata(title="某县林业发展方案"), None),
    ],
)
def test_the_year_that_a_plan_implies(metadata: Metadata, year: int | None) -> None:
    assert implied_year(metadata) == year


def test_years_side_by_side_share_one_word() -> None:
    assert [word.date for word in time_words("2024、2025年产量,2026和2027年")] == ["2024", "2025", "2026", "2027"]
