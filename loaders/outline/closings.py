"""Where the last section of an act ends: the closing paragraph, the day of effect, the signature, the list of annexes."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from graph.kept.patterns import compiled
from loaders.text.paragraphs import LINE_ENDS
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
    lines = _lines(laid, sections[-1].body, end)
    found = [*_fixed(laid, lines, run_in=sections[-1].run_in), *_surplus(laid, sections, lines)]
    return min((_line_start(laid, start) for start in found), default=end)


def _fixed(laid: str, lines: Sequence[tuple[int, int]], *, run_in: bool) -> Iterator[int]:
    """The first line that begins as a closing does; one right below a title only if it can't be that section's words."""
    for index, (start, stop) in enumerate(lines):
        if index == 0 and run_in:
            continue
        if _pattern("end").match(laid, start, stop) or (index and _pattern("effect").match(laid, start, stop)):
            yield start
            return


def _surplus(laid: str, sections: Sequence[Section], lines: Sequence[tuple[int, int]]) -> Iterator[int]:
    """The first paragraph that is one more than sections of the last one's style have."""
    usual = _usual_paragraphs(laid, sections)
    if usual is not None and len(lines) > usual and not _has_fields(laid, lines[usual:]):
        yield lines[usual][0]


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


def _line_start(laid: str, position: int) -> int:
    """The start of the line that only spaces part from `position`."""
    while position > 0 and laid[position - 1] == " ":
        position -= 1
    return position


def _has_fields(laid: str, lines: Sequence[tuple[int, int]]) -> bool:
    return any(_pattern("field").match(laid, start, stop) for start, stop in lines)


def _lines(laid: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in _words_of_line().finditer(laid, start, end)]


@cache
def _words_of_line() -> re.Pattern[str]:
    return compiled(rf"[^\s][^{LINE_ENDS}]*+")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(vocabulary("outline/headings")["closings"][name]["pattern"])
