"""Brackets of the shadow, nested and unclosed ones too."""

from bisect import bisect_right
from dataclasses import dataclass

from loaders.drafts import Page

LONGEST = 1500
"""No statement in brackets is longer; a bracket that never closes must not swallow a document."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """The words between two brackets: `start`..`end` without them. `closed` is False where the text forgot the second."""

    start: int
    end: int
    closed: bool = True


def brackets(page: Page) -> tuple[Bracket, ...]:
    """All brackets of the part by their beginning, outer before inner. An unclosed one ends with its line or section."""
    words, part = page.words, page.part
    found: list[Bracket] = []
    waiting: list[int] = []
    for at in range(part.start, part.end):
        mark = words[at]
        if mark == "(":
            waiting.append(at)
        elif mark == ")" and waiting:
            start = waiting.pop()
            if at - start <= LONGEST:
                found.append(Bracket(start + 1, at))
    starts = [heading.start for heading in page.outline.headings]
    for start in waiting:
        end = _line_end(words, start, part.end)
        following = bisect_right(starts, start)
        if following < len(starts):
            end = min(end, starts[following])
        found.append(Bracket(start + 1, min(end, start + LONGEST), closed=False))
    return tuple(sorted(found, key=lambda bracket: (bracket.start, -bracket.end)))


def _line_end(words: str, start: int, limit: int) -> int:
    end = words.find("\n", start, min(limit, start + LONGEST))
    return end if end >= 0 else min(limit, start + LONGEST)
