"""Words of plans as pages and pictures show them: without what converters left in a text, and cut where room is little."""

import re
from collections.abc import Sequence
from functools import cache

from graph.data_files import data_of

Span = tuple[int, int]
"""Code points of a text, from its beginning, end exclusive."""


@cache
def artefacts() -> re.Pattern[str]:
    """What is stored of a text but never shown."""
    return re.compile(data_of("viz.site", "shown_words")["artefacts"])


def without_artefacts(text: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """`text` without what a converter left in it (bookmarks), and `spans` where their words stand then."""
    kept: list[str] = []
    moved = [0] * (len(text) + 1)
    done = gone = 0
    for found in artefacts().finditer(text):
        moved[done : found.start()] = [gone] * (found.start() - done)
        moved[found.start() : found.end()] = range(gone, gone + len(found[0]))
        kept.append(text[done : found.start()])
        done, gone = found.end(), gone + len(found[0])
    moved[done:] = [gone] * (len(text) + 1 - done)
    shifted = [(start - moved[start], end - moved[end]) for start, end in spans]
    return "".join(kept) + text[done:], [span for span in shifted if span[0] < span[1]]


def readable(shown: str) -> str:
    """What people read, a line or a whole page, without artefacts; nothing may count its characters any more."""
    return artefacts().sub("", shown)


def without_ends(clause: str) -> str:
    """A clause without the marks that end it."""
    return clause.strip().rstrip(str(data_of("viz.site", "shown_words")["ends"]))


def cut(text: str, most: int) -> str:
    """The text, or so much of its beginning that it has `most` characters with a mark; between any two, as Chinese is."""
    return text if len(text) <= most else text[: most - 1] + "…"


def short(text: str, most: int) -> str:
    """The beginning of words of a plan, without artefacts."""
    return cut(without_artefacts(text, ())[0].strip(), most)
