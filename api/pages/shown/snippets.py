"""The words of a hit that were searched for, where its title does not show them."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from graph.search.asked import Asked, Term
from graph.shadow import shadow, simplified

AROUND = 30
"""Characters shown before and after the words."""

SHORTEST_TAIL = 3
"""Characters of a title that can stand for the end of what was searched for."""

MOST = 3
"""Places of a hit that are shown."""


class Piece(NamedTuple):
    """Words of a snippet; `marked` ones were searched for."""

    words: str
    marked: bool = False


def snippet(properties: Mapping[str, object], title: str, asked: Asked) -> tuple[Piece, ...]:
    """Where a hit holds the words, other than in its title: in its further names or in its text; empty where nowhere."""
    missing = [term for term in asked.terms if not _found(title, term) and not _is_tail(title, term)]
    pieces: list[Piece] = []
    for text in _texts(properties):
        for start, end in _windows(text, missing):
            pieces += [Piece("…")] if start else []
            pieces += _marked(text, start, end, asked)
            pieces += [Piece("…")] if end < len(text) else []
        missing = [term for term in missing if not _found(text, term)]
    return tuple(pieces)


def titled(title: str, asked: Asked) -> tuple[Piece, ...]:
    """The title of a hit with the words that were searched for; all of it where a place stands before it in them."""
    if any(_is_tail(title, term) for term in asked.terms):
        return (Piece(title, marked=True),)
    return tuple(_marked(title, 0, len(title), asked)) if asked.terms else (Piece(title),)


def _is_tail(title: str, term: Term) -> bool:
    """Whether the words are the title with more before it, as a department's name with its place; not what may stand for them."""
    name, said = _plain(title).casefold(), term.key.casefold()
    return len(name) >= SHORTEST_TAIL and name != said and said.endswith(name)


def _windows(text: str, terms: list[Term]) -> list[tuple[int, int]]:
    """The parts of the text around the terms that it holds, in order; those that overlap are one."""
    found = sorted(match.span() for term in terms if (match := _found(text, term)))[:MOST]
    windows: list[tuple[int, int]] = []
    for start, end in found:
        first, last = max(start - AROUND, 0), min(end + AROUND, len(text))
        if windows and first <= windows[-1][1]:
            windows[-1] = windows[-1][0], max(last, windows[-1][1])
        else:
            windows.append((first, last))
    return windows


def _marked(text: str, start: int, end: int, asked: Asked) -> Iterator[Piece]:
    at = start
    for match in _pattern(*(key for term in asked.terms for key in term.keys)).finditer(_plain(text), start, end):
        if at < match.start():
            yield Piece(text[at : match.start()])
        yield Piece(text[match.start() : match.end()], marked=True)
        at = match.end()
    if at < end:
        yield Piece(text[at:end])


def _found(text: str, term: Term) -> re.Match[str] | None:
    return _pattern(*term.keys).search(_plain(text))


def _pattern(*keys: str) -> re.Pattern[str]:
    """Any of the search keys, the longest first."""
    ways = (r"\s+".join(map(re.escape, key.split())) for key in sorted(keys, key=lambda key: (-len(key), key)))
    return re.compile("|".join(ways), re.IGNORECASE)


def _plain(text: str) -> str:
    """The text as the search compares it, of the same length, so that places fit both."""
    return simplified(shadow(text))


def _texts(properties: Mapping[str, object]) -> list[str]:
    found: list[str] = []
    for name in ("name_en", "aliases", "aliases_en", "number", "text"):
        value = properties.get(name, "")
        found += map(str, value) if isinstance(value, (list, tuple)) else [str(value)]
    return found
