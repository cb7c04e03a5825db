"""Brackets of the shadow, nested and unclosed ones too."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graph.kept.patterns import compiled
from loaders.readings import Outline, Part
from loaders.statements.drafts import Page
from loaders.text.sentences import Asked

LONGEST = 1500
"""No statement in brackets is longer; a bracket that never closes must not swallow a document."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """The words between two brackets: `start`..`end` without them. `closed` is False where the text forgot the second.

    `angled`: <…>, which also stands for other things, so that its words must say a role.
    """

    start: int
    end: int
    closed: bool = True
    angled: bool = False


def brackets(page: Page) -> tuple[Bracket, ...]:
    """All brackets of the part by their beginning, outer before inner.

    A bracket does not reach over the beginning of a section; one that does, or never closes, ends with its line.
    """
    return _kept(Asked(page.outline, page.part))


@lru_cache(maxsize=1)
def _kept(asked: Asked) -> tuple[Bracket, ...]:
    """Those of the part that was asked for last: they are read, and looked through for what was left unread."""
    found = _brackets(asked.outline, asked.part)
    return tuple(sorted(found, key=lambda bracket: (bracket.start, -bracket.end)))


def _brackets(outline: Outline, part: Part) -> Iterator[Bracket]:
    words = outline.shadow
    sections = deque(heading.start for heading in outline.headings if heading.start > part.start)
    waiting: list[int] = []
    for mark in _MARK.finditer(words, part.start, part.end):
        at = mark.start()
        while sections and sections[0] <= at:
            limit = sections.popleft()
            yield from (_unclosed(words, start, limit) for start in waiting)
            waiting = []
        if words[at] == "(":
            waiting.append(at)
        elif waiting:
            start = waiting.pop()
            yield Bracket(start + 1, at) if at - start <= LONGEST else _unclosed(words, start, at)
    limit = min(sections[0], part.end) if sections else part.end
    yield from (_unclosed(words, start, limit) for start in waiting)
    for pair in _ANGLES.finditer(words, part.start, part.end):
        yield Bracket(pair.start() + 1, pair.end() - 1, angled=True)


_MARK = compiled("[()]")
_ANGLES = compiled("<[^<>\n\t]{4,200}>")
"""Such a pair may be a sign of comparison and an arrow: it closes in its line, and one that never closes is none."""


def _unclosed(words: str, start: int, limit: int) -> Bracket:
    stop = min(limit, start + LONGEST)
    end = words.find("\n", start, stop)
    return Bracket(start + 1, max(start + 1, end if end >= 0 else stop), closed=False)
