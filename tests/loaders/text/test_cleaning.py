"""Full stops of a text that is written with half-width marks."""

import pytest

from loaders.text.cleaning import clean

STOP = "\u3002"


def test_dots_behind_words_end_sentences() -> None:
    text = "一.改善就学. 新建学校3.5所. 牵头单位: 县教育局.\n二.改善就医. 用电1千瓦.时.\n"
    assert clean(text).shadow == "一.改善就学。 新建学校3.5所。 牵头单位: 县教育局。\n二.改善就医。 用电1千瓦.时。\n"


@pytest.mark.parametrize(
    "text",
    [
        f"新建学校{STOP}改造医院{STOP}修缮泵站{STOP}库尔班.艾山出席{STOP}\n",
        "1. 新建学校\n2. 改造医院\n",
        "一. 新建学校\n二. 改造医院\n",
        "增速3.5%\n",
    ],
)
def test_other_dots_stay(text: str) -> None:
    assert clean(text).shadow == text
