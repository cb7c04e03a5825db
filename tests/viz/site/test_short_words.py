"""Words of plans in little room: no mark of a converter, and no cut that leaves a number alone."""

from dataclasses import dataclass

import pytest

from viz.site.shown_words import readable, short
from viz.site.site import required_words


@pytest.mark.parametrize(
    ("words", "most", "shown"),
    [
        ("清淤干渠", 4, "清淤干渠"),
        ("1. 清淤干渠并检修泵站", 8, "1. 清淤干渠…"),
        ("[bookmark: _Toc1]清淤干渠", 10, "清淤干渠"),
        ("清淤[书签: OLE_LINK3]干渠并检修", 5, "清淤干渠…"),
    ],
)
def test_the_beginning_is_shown(words: str, most: int, shown: str) -> None:
    assert short(words, most) == shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("<p>[bookmark: _Hlk9]开展<mark>巡查</mark></p>", "<p>开展<mark>巡查</mark></p>"),
        ("[书签: OLE_LINK3][bookmark: _GoBack]一、任务", "一、任务"),
        ("开展巡查[bookmark: _Hl…", "开展巡查…"),
        ("开展巡查[bookmark: _Hl", "开展巡查"),
        ("书签[随书附赠]", "书签[随书附赠]"),
    ],
)
def test_a_page_shows_no_artefacts(words: str, shown: str) -> None:
    assert readable(words) == shown


@dataclass
class Asked:
    metric: str
    text: str = ""
    value: str = ""
    unit: str = ""
    comparator: str = "="
    kind: str = ""
    baseline: str = ""


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (Asked("废旧电池应收尽收", "废旧电池应收尽收"), ""),
        (Asked("废旧电池应收尽收", "[bookmark: _Hlk7]废旧电池应收尽收。"), ""),
        (Asked("废旧电池应收尽收", "应收尽收"), ""),
        (Asked("废旧电池应收尽收", value="应收尽收"), ""),
        (Asked("废旧电池回收", "废旧电池回收体系基本建成；"), "体系基本建成"),
        (Asked("第90", value="90", comparator=">="), "≥ 90"),
        (Asked("废旧电池回收率", value="90", unit="%"), "90%"),
    ],
)
def test_a_target_that_its_metric_says_is_said_once(target: Asked, said: str) -> None:
    assert required_words(target, "zh") == said
