from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.shadow import shadow
from loaders.plan.topics import matters_in, topics_in, topics_of
from loaders.vocabulary import vocabulary

READ: dict[str, Callable[[str], dict[str, tuple[str, ...]]]] = {"topics": topics_in, "matters": matters_in}
ENTRIES = [(section, name) for section in READ for name in vocabulary("plan/topics")[section]]


@pytest.mark.parametrize(("section", "name"), ENTRIES)
def test_examples(section: str, name: str) -> None:
    entry = vocabulary("plan/topics")[section][name]
    assert entry["note"]
    assert entry["examples"]
    for text in entry["examples"]:
        assert name in READ[section](text), text
    for text in entry["not"]:
        assert name not in READ[section](text), text


def test_the_blue_sky_bears_on_air_and_not_on_water() -> None:
    measure = topics_in("开展蓝天行动，治理臭氧和施工扬尘")
    assert set(measure) & set(topics_in("城区空气质量优良天数比例")) == {"air"}
    assert set(measure) & set(topics_in("细颗粒物平均浓度")) == {"air"}
    assert not set(measure) & set(topics_in("出境断面水质"))


def test_one_word_in_a_text_is_incidental() -> None:
    assert topics_of("提升监测能力", "补齐污水处理短板，完善监测网络。") == {}
    assert set(topics_of("提升监测能力", "补齐污水处理短板，封堵入河排污口。")) == {"water"}
    assert set(topics_of("加快污水处理设施建设", "分年度实施。")) == {"water"}


def test_slogans_count_in_titles_only() -> None:
    assert topics_of("加强统筹", "把碳达峰、碳中和、降碳纳入规划。") == {}
    assert topics_of("做好碳达峰工作", "分年度实施。") == {"carbon": ("碳达峰",)}
    assert topics_of("完善市场", "开发碳汇，核算碳排放，服务碳中和。")["carbon"] == ("碳汇", "碳排放", "碳中和")


def test_words_are_in_order_and_once() -> None:
    assert topics_in("扬尘、臭氧、扬尘")["air"] == ("扬尘", "臭氧")


def test_no_word_names_two_topics() -> None:
    entries = vocabulary("plan/topics")["topics"]
    for one, other in combinations(entries, 2):
        assert not set(entries[one]["words"]) & set(entries[other]["words"]), (one, other)


@given(st.text(max_size=200))
def test_words_stand_in_any_text(text: str) -> None:
    assert all(word in shadow(text) for words in topics_in(text).values() for word in words)
