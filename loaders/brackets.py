"""Brackets of the shadow, nested and unclosed ones too."""

from collections.abc import Iterator
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
    """All brackets of the part by their beginning, outer before inner.

    A bracket does not reach over the beginning of a section; one that does, or never closes, ends with its line.
    """
    return tuple(sorted(_brackets(page), key=lambda bracket: (bracket.start, -bracket.end)))


def _brackets(page: Page) -> Iterator[Bracket]:
    words, part = page.words, page.part
    sections = {heading.start for heading in page.outline.headings}
    waiting: list[int] = []
    for at in range(part.start, part.end):
        mark = words[at]
        if at in sections:
            yield from (_unclosed(words, start, at) for start in waiting)
            waiting = []
        if mark == "(":
            waiting.append(at)
        elif mark == ")" and waiting:
            start = waiting.pop()
            yield Bracket(start + 1, at) if at - start <= LONGEST else _unclosed(words, start, at)
    yield from (_unclosed(words, start, part.end) for start in waiting)


def _unclosed(words: str, start: int, limit: int) -> Bracket:
    stop = min(limit, start + LONGEST)
    end = words.find("\n", start, stop)
    return Bracket(start + 1, max(start + 1, end if end >= 0 else stop), closed=False)
