"""The number of an act: 某府发〔2023〕6号, a decree's 令第3号."""

from collections.abc import Iterator

from loaders.act.front import NOTHING, Field, Front, pattern
from loaders.readings import Span

_CITED = 24
"""Characters before a number that say whether it belongs to another act."""


def number(front: Front) -> Field:
    """The first number that is not behind a cited title; a decree's number if there is no other."""
    laid, cover = front.laid, front.cover
    for name in ("document", "decree"):
        for match in pattern("numbers", name).finditer(laid, cover.start, cover.end):
            start = match.start("number") + _prefix_length(match["number"], name)
            before = laid[max(start - _CITED, cover.start) : start]
            if not pattern("numbers", "cited-before").search(before) or _own(laid, cover.start, start, match.end()):
                return front.field(Span(start, match.end("number")))
    return NOTHING


def own_numbers(line: str) -> Iterator[Span]:
    """The numbers in a line of the front that belong to no cited act, with their brackets, as spans of the line."""
    for match in pattern("numbers", "document").finditer(line):
        start, end = match.start("number") + _prefix_length(match["number"], "document"), match.end()
        if not pattern("numbers", "cited-before").search(line[max(start - _CITED, 0) : start]):
            yield Span(start, end)
        elif _own(line, 0, start, end):
            yield Span(line.rindex("(", 0, start), min(end + 1, len(line)))


def _prefix_length(number: str, kind: str) -> int:
    """How many characters at the head of a matched number are still words of a title, an issuer or a day."""
    if kind == "decree":
        day = pattern("numbers", "day-before").match(number)
        return day.end() if day else 0
    prefix = number[: number.find("(")].rstrip()
    return max((match.end() for match in pattern("numbers", "prefix-end").finditer(prefix)), default=0)


def _own(words: str, first: int, start: int, end: int) -> bool:
    """Whether a number in a bracket is the act's: （…〔2023〕1号文发布), or alone in a bracket on its line or behind the title."""
    if pattern("numbers", "own-after").match(words, end) is not None:
        return True
    before = words[max(start - _CITED, first) : start]
    bare = pattern("numbers", "own-bracket").search(before)
    return bare is not None and pattern("numbers", "own-bracket-after").match(words, end) is not None
