"""Addresses in pages: quoted where a URL needs it, readable Chinese elsewhere, the same address to a browser."""

from urllib.parse import quote, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viz.site.site import address


@pytest.mark.parametrize(
    ("parts", "query", "expected"),
    [
        (("departments", "重庆市/永川区/finance"), {}, "/departments/重庆市/永川区/finance"),
        (("plans", "甲〔2022〕1号"), {}, "/plans/甲〔2022〕1号"),
        (("plans", "甲 乙?丙#丁%"), {}, "/plans/甲%20乙%3F丙%23丁%25"),
        (("search",), {"q": "水&气=一+二"}, "/search?q=水%26气%3D一%2B二"),
        (("graph",), {"center": "", "to": "甲"}, "/graph?to=甲"),
        (("plans", '"><b>'), {}, "/plans/%22%3E%3Cb%3E"),
        (("plans", "甲\u3000乙\u202e丙"), {}, "/plans/甲%E3%80%80乙%E2%80%AE丙"),
    ],
)
def test_address(parts: tuple[str, ...], query: dict[str, str], expected: str) -> None:
    assert address(*parts, **query) == expected


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_words_are_lost(words: str) -> None:
    found = urlsplit(address("plans", q=words))
    assert unquote(found.query.removeprefix("q=")) == words
    assert quote(found.query, safe="%=/") == "q=" + quote(words, safe="")
