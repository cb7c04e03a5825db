"""English names of what plans write in Chinese: Solid waste is 固体废物 (english.yaml, and the names of groups in synonyms.yaml)."""

from collections.abc import Iterator, Sequence
from functools import cache

from graph.data_files import data_of
from graph.search.synonyms import groups
from graph.shadow import search_key

MOST = 6
"""Words that stand for one name."""


def in_chinese(key: str) -> tuple[str, ...]:
    """What an English name (a search key) means, as search keys; empty where it is none."""
    return _names().get(key, ())


def run_together(words: Sequence[str]) -> Iterator[str]:
    """Words in order, with those that are an English name together as one: solid, waste, plant → solid waste, plant."""
    at = 0
    while at < len(words):
        end = next(
            (
                to
                for to in range(min(len(words), at + _longest()), at + 1, -1)
                if search_key(" ".join(words[at:to])) in _names()
            ),
            at + 1,
        )
        yield " ".join(words[at:end])
        at = end


@cache
def _longest() -> int:
    return max(name.count(" ") + 1 for name in _names())


@cache
def _names() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {search_key(group.name): group.searched[:MOST] for group in groups()}
    for name, words in data_of("graph.search", "english")["names"].items():
        keys = (*found.get(search_key(name), ()), *map(search_key, words))
        found[search_key(name)] = tuple(dict.fromkeys(keys))[:MOST]
    return found
