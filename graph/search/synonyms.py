"""Words that mean the same in plans (synonyms.yaml): 固废 is 固体废物."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from graph.data_files import data_of
from graph.shadow import search_key

MOST = 8
"""Ways to write a term that are searched for beside the one typed."""


class Group(NamedTuple):
    """Words that mean the same, as search keys; where one of `others` is typed, none of the group is meant.

    `searched` are those of the words that are looked for in place of others, `examples` what may be typed.
    """

    name: str
    words: tuple[str, ...]
    searched: tuple[str, ...]
    others: tuple[str, ...]
    examples: tuple[str, ...]


def synonyms(key: str) -> tuple[str, ...]:
    """Other ways to write a term (search keys): its words and those within it replaced by words that mean the same."""
    found: dict[str, None] = {}
    for group in groups():
        for start, end in _within(group, key):
            found |= dict.fromkeys(key[:start] + word + key[end:] for word in group.searched)
    return tuple(word for word in found if word != key)[:MOST]


@cache
def groups() -> tuple[Group, ...]:
    """All groups in the order of the file."""
    return tuple(_group(name, entry) for name, entry in _data()["groups"].items())


def _group(name: str, entry: Mapping[str, Any]) -> Group:
    words, typed = _keys(entry, "words"), _keys(entry, "only_typed")
    return Group(
        name, words, tuple(word for word in words if word not in typed), _keys(entry, "not"), _keys(entry, "examples")
    )


def _keys(entry: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(map(search_key, entry.get(name, ())))


def _within(group: Group, key: str) -> Iterator[tuple[int, int]]:
    """Where a word of the group stands first in the key, the longest at its place; Latin ones stand alone."""
    match = _pattern(group).search(key)
    if match and not any(
        other.start() < match.end() and match.start() < other.end()
        for words in group.others
        for other in re.finditer(re.escape(words), key)
    ):
        yield match.span()


@cache
def _pattern(group: Group) -> re.Pattern[str]:
    words = sorted(group.words, key=lambda word: (-len(word), word))
    return re.compile(
        "|".join(rf"(?<![a-z0-9]){re.escape(w)}(?![a-z0-9])" if w.isascii() else re.escape(w) for w in words)
    )


def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = data_of("graph.search", "synonyms")
    return data
