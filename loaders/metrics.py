"""The metric of a target: the words as written without number, time and carrying verbs, the subject restored."""

import re
from functools import cache

from loaders.facts import Outline
from loaders.phrases import TIME
from loaders.vocabulary import vocabulary


def lead(words: str, start: int, end: int) -> int:
    """Where the metric begins in `words[start:end]`: behind words of time, connectives and verbs that only carry a figure."""
    while start < end and (found := _leading().match(words, start, end)) is not None and found.end() > start:
        start = found.end()
    return start


def trail(words: str, start: int, end: int) -> int:
    """Where the metric ends: in front of adverbs and verbs that only carry the figure."""
    while start < end and (found := _trailing().search(words, max(start, end - 12), end)) is not None:
        end = found.start()
    return end


def spelled(outline: Outline, words: str, origin: int, *spans: tuple[int, int]) -> str:
    """The text at the spans of a sentence's `words` (which begin at `origin` of the text), without white space,
    bookmarks and words of time."""
    kept = (
        outline.text[origin + at]
        for start, end in spans
        for at in range(start, end)
        if words[at] not in (TIME, " ") and outline.shadow[origin + at] not in " \n\r"
    )
    return "".join(kept).strip(_marks())


@cache
def _leading() -> re.Pattern[str]:
    data = vocabulary("targets")
    words = "|".join(sorted(data["_carriers"], key=lambda word: (-len(word), word)))
    return re.compile(rf"[\s{TIME}、]+|(?:{words})")


@cache
def _trailing() -> re.Pattern[str]:
    data = vocabulary("targets")
    words = "|".join(sorted(data["_trailers"], key=lambda word: (-len(word), word)))
    return re.compile(rf"(?:[\s{TIME}]|{words})\Z")


@cache
def _marks() -> str:
    return str(vocabulary("targets")["_marks"])
