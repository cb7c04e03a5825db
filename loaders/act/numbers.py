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
            start = match.start("number") + (_prefix_length(match["number"]) if name == "document" else 0)
            before = laid[max(start - _CITED, cover.start) : start]
            if not pattern("numbers", "cited-before").search(before) or _own(front, match.end()):
                return front.field(Span(start, match.end("number")))
    return NOTHING


def own_numbers(line: str) -> Iterator[Span]:
    """The numbers in a line of the front that belong to no cited act, as spans of the line."""
    for match in pattern("numbers", "document").finditer(line):
        start = match.start("number") + _prefix_length(match["number"])
        if not pattern("numbers", "cited-before").search(line[max(start - _CITED, 0) : start]):
            yield Span(start, match.end())


def _prefix_length(number: str) -> int:
    """How many characters at the head of a matched number are still words of a title or issuer."""
    prefix = number[: number.find("(")].rstrip()
    return max((match.end() for match in pattern("numbers", "prefix-end").finditer(prefix)), default=0)


def _own(front: Front, end: int) -> bool:
    """Whether a number in a bracket is the act's: （…〔2023〕1号文发布）."""
    return pattern("numbers", "own-after").match(front.laid, end) is not None
