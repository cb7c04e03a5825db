"""The shadow that the rules match: Word's artefacts and page numbers blanked, Traditional characters simplified.

Nothing is deleted from the text; the shadow has its length, so spans need no mapping back.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from graph.kept.patterns import compiled
from graph.shadow import shadow
from loaders.readings import Span
from loaders.text.traditional import simplified_text
from loaders.vocabulary import vocabulary

_PAGE, _PAGES = 250, 3
"""Characters of a page at least, and pages that make numbers alone on their lines page numbers."""

_BARE_NUMBER = compiled(r"^ {0,60}(?P<page>[0-9]{1,3}) {0,20}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text's shadow for rules, and the runs that are no words of the act: bookmarks, page numbers."""

    shadow: str
    artefacts: tuple[Span, ...]


def clean(text: str) -> Cleaned:
    """The shadow of `text` with artefacts as spaces, in Simplified characters; same length, in code points."""
    plain = shadow(text)
    spans = artefacts(plain)
    plain = _with_full_stops(simplified_text(plain))
    pieces, at = [], 0
    for span in spans:
        pieces += [plain[at : span.start], " " * (span.end - span.start)]
        at = span.end
    return Cleaned("".join((*pieces, plain[at:])), spans)


def _with_full_stops(plain: str) -> str:
    """The shadow of a text whose sentences end in half-width dots: those behind words are 。, as elsewhere.

    Where most sentences end in 。, a dot parts a number, a label or a name, and stays.
    """
    found = [match.start() for match in _half_stop().finditer(plain)] if "." in plain else []
    if len(found) < _FEWEST_STOPS or len(found) <= plain.count(_FULL_STOP):
        return plain
    pieces, at = [], 0
    for stop in found:
        pieces += [plain[at:stop], _FULL_STOP]
        at = stop + 1
    return "".join((*pieces, plain[at:]))


_FULL_STOP = "\u3002"
_FEWEST_STOPS = 2
"""Half-width full stops from which a text may be written with them."""


@cache
def _half_stop() -> re.Pattern[str]:
    return compiled(vocabulary("text/cleaning")["_half_stop"])


def artefacts(plain: str) -> tuple[Span, ...]:
    """Word's bookmarks and fields, invisible characters and page numbers in a shadow, in order, apart from each other."""
    found = [
        Span(*match.span(match.lastgroup or 0))
        for entry in vocabulary("text/cleaning")["artefacts"].values()
        for match in compiled(entry["pattern"], re.MULTILINE).finditer(plain)
    ]
    found += _page_numbers(plain)
    apart: list[Span] = []
    for span in sorted(found, key=lambda each: (each.start, -each.end)):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return tuple(apart)


def _page_numbers(plain: str) -> list[Span]:
    """Lines that are a number and nothing else, if they count up by one and a page's words part them."""
    lines = list(_BARE_NUMBER.finditer(plain))
    pages = {
        match.span("page")
        for before, after in pairwise(lines)
        if int(after["page"]) == int(before["page"]) + 1 and after.start() - before.end() >= _PAGE
        for match in (before, after)
    }
    return [Span(*span) for span in pages] if len(pages) >= _PAGES else []


def unspaced(words: str) -> str:
    """Words without the blanks that only space out their characters (two characters of a title, a name letter by letter)."""
    return _SPACING.sub("", words)


def words_apart(words: str) -> list[Span]:
    """The runs of a line that blanks set apart; characters that are only spaced out stay together."""
    bounds = [match.span() for match in _BLANKS.finditer(words) if _SPACING.match(words, match.start()) is None]
    starts, ends = [0, *(end for _, end in bounds)], [*(start for start, _ in bounds), len(words)]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True) if words[start:end].strip()]


_BLANKS = compiled(r"\s+")

_SPACING = compiled(
    r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff](?:\s|$))|(?:(?<=\s[\u4e00-\u9fff])|(?<=^[\u4e00-\u9fff]))\s+(?=[\u4e00-\u9fff])"
)
