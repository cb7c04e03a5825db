"""Where the last section of an act ends: the closing paragraph, the day of effect, the signature, the list of annexes."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from loaders.layout import LINE_ENDS
from loaders.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Section:
    """A heading's label at `start`, the `body` after its title, whether that runs on, and the style of its label."""

    start: int
    body: int
    run_in: bool
    style: str


def closing(laid: str, sections: Sequence[Section], end: int) -> int:
    """Where the closing of an act begins whose headings are `sections`, in order; `end` if it has none.

    Fixed words close an act. Where every measure of a style is one paragraph, a further one after the last closes it.
    """
    if not sections:
        return end
    last = sections[-1]
    lines = _lines(laid, last.body, end)
    for index, (start, stop) in enumerate(lines):
        first_of_run_in = last.run_in and index == 0
        if not first_of_run_in and _pattern("closing").match(laid, start, stop):
            return start
    usual = _usual_paragraphs(laid, sections)
    if usual is not None and len(lines) > usual and not _has_fields(laid, lines[usual:]):
        return lines[usual][0]
    return end


def _usual_paragraphs(laid: str, sections: Sequence[Section]) -> int | None:
    """How many paragraphs each run-in section of the last one's style has, if all but few have the same number."""
    last = sections[-1]
    if not last.run_in:
        return None
    counts = Counter(
        len(_lines(laid, section.body, following.start))
        for section, following in pairwise(sections)
        if section.style == last.style and section.run_in
    )
    if sum(counts.values()) < 3:  # noqa: PLR2004 - too few to call a habit
        return None
    usual, times = counts.most_common(1)[0]
    return max(usual, 1) if times >= 0.8 * sum(counts.values()) else None


def _has_fields(laid: str, lines: Sequence[tuple[int, int]]) -> bool:
    return any(_pattern("field").match(laid, start, stop) for start, stop in lines)


def _lines(laid: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in _words_of_line().finditer(laid, start, end)]


@cache
def _words_of_line() -> re.Pattern[str]:
    return re.compile(rf"[^\s][^{LINE_ENDS}]*+")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(vocabulary("headings")["closings"][name]["pattern"])
