"""The words of a hit that were searched for, where its title does not show them."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from graph.shadow import search_key, shadow

AROUND = 30
"""Characters shown before and after the words."""


class Snippet(NamedTuple):
    """What stands before the words, the words as the text has them, and what stands after."""

    before: str
    words: str
    after: str


def snippet(properties: Mapping[str, object], title: str, words: str) -> Snippet | None:
    """Where a hit holds the words, other than in its title: in its further names or in its text; None where nowhere."""
    if _found(title, words):
        return None
    for text in _texts(properties):
        if found := _found(text, words):
            before, after = text[: found.start()], text[found.end() :]
            return Snippet(
                ("…" if len(before) > AROUND else "") + before[-AROUND:],
                text[found.start() : found.end()],
                after[:AROUND] + ("…" if len(after) > AROUND else ""),
            )
    return None


def _found(text: str, words: str) -> re.Match[str] | None:
    """The words in the text as the search compares them; the shadow has the length of the text, so places fit both."""
    pattern = r"\s+".join(map(re.escape, search_key(words).split()))
    return re.search(pattern, shadow(text), re.IGNORECASE) if pattern else None


def _texts(properties: Mapping[str, object]) -> list[str]:
    found: list[str] = []
    for name in ("name_en", "aliases", "aliases_en", "number", "text"):
        value = properties.get(name, "")
        found += map(str, value) if isinstance(value, (list, tuple)) else [str(value)]
    return found
