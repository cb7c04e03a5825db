"""Quantities that look like aims and were not read are listed, and no others."""

import pytest

from loaders.outline.outline import outline
from loaders.readings import Metadata
from loaders.targets.targets import targets
from loaders.targets.unread_quantities import unread_quantities


def listed(sentence: str) -> list[tuple[str, str]]:
    """Kind and words of what a plan of one measure lists."""
    found = outline(f"一、任务\n{sentence}\n")
    (part,) = found.parts
    aims = targets(found, part, Metadata(title="2026年工作要点"))
    return [(each.kind, found.text[each.start : each.end]) for each in unread_quantities(found, part, (), aims)]


@pytest.mark.parametrize(
    ("sentence", "kind", "words"),
    [
        ("到2027年，年酿米醋达到30斛。", "unknown-unit", "年酿米醋达到30"),
        ("确保到馆者每百人中有3人办证。", "quantity", "确保到馆者每百人中有3人"),
    ],
)
def test_an_aim_that_was_not_read(sentence: str, kind: str, words: str) -> None:
    assert listed(sentence) == [(kind, words)]


@pytest.mark.parametrize(
    "sentence",
    [
        "到2027年，新建书屋3座。",
        "力争对新建书屋的镇给予5万元奖励。",
        "确保3个工作日内办结。",
        "截至2025年底，已建成书屋30座。",
        "支持8家书企上市辅导。",
        "确保得分90分以上，少1项扣2分。",
    ],
)
def test_what_is_read_or_is_no_aim_is_not_listed(sentence: str) -> None:
    assert listed(sentence) == []
