"""Words of plans in little room: no mark of a converter, and no cut that leaves a number alone."""

import pytest

from viz.site.shown_words import short


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
