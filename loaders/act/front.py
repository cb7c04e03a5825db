"""The front of an act, read once: the lines before its first heading and at its end, where it speaks of itself.

Title, number, issuer, date and edition are functions of this value (titles.py, numbers.py, issuers.py, dates.py).
"""

import re
from dataclasses import dataclass
from functools import cache

from graph.kept.patterns import compiled
from loaders.readings import Act, Outline, Part, Span
from loaders.text.cleaning import unspaced
from loaders.text.paragraphs import LINE_ENDS
from loaders.vocabulary import vocabulary

_FRONT = 6_000
"""Characters of a front at most, in a text without headings."""

_END, _LAST_WORDS = 1_500, 200
"""Characters at the end of an act that may hold its signature; of its last section, so many."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field's value and where it stands; hints of the file have no place."""

    value: str
    span: Span | None


NOTHING = Field("", None)


@dataclass(frozen=True, slots=True)
class Front:
    """The parts of an act that speak of it: the `cover` before the first heading or the annexed plan, then its end.

    `laid` is the whole shadow with one line a paragraph; `annexed` the first plan that the cover issues; `lines` the
    lines with words of the cover that are no rows of a table, `closing` those before an annex that is no plan and those
    of the act's end; `body` the rest. `joined`: spaces stand for lost line breaks.
    `covering`: the front of the notice that issues this act, where that stands in another part.
    """

    text: str
    laid: str
    cover: Span
    annexed: Act | None
    lines: tuple[Span, ...]
    closing: tuple[Span, ...]
    body: Span
    artefacts: tuple[Span, ...]
    joined: bool
    covering: "Front | None" = None

    @property
    def notice(self) -> "Front":
        """The front that gives number, issuer and day: that of the notice that covers, else this one."""
        return self.covering or self

    def words(self, span: Span) -> str:
        """The shadow of a span."""
        return self.laid[span.start : span.end]

    def field(self, span: Span) -> Field:
        """What is written at a span, as a field."""
        return Field(self.written(span), span)

    def written(self, span: Span) -> str:
        """The text of a span without its line breaks and artefacts, nor the spaces that stand for lost line breaks."""
        kept, at = [], span.start
        for artefact in self.artefacts:
            if at < artefact.end <= span.end:
                kept.append(self.text[at : artefact.start])
                at = artefact.end
        kept.append(self.text[at : span.end])
        words = "".join(unspaced(line.strip()) for line in re.split(rf"[{LINE_ENDS}]", "".join(kept)))
        return _space_in_writing().sub("", words) if self.joined else words


def front_of(outline: Outline, part: Part) -> Front:
    """The front of a part of an outline; a further plan that one notice annexes knows that notice's front."""
    notice = outline.parts[0]
    return _front(outline, part, None if part == notice else _front(outline, notice, None))


def _front(outline: Outline, part: Part, covering: Front | None) -> Front:
    laid = outline.laid
    inside = [heading for heading in outline.headings if part.start <= heading.start < part.end]
    annexed = next((act for act in outline.acts if act.is_plan and part.start <= act.start < part.end), None)
    first = inside[0].start if inside else min(part.end, part.start + _FRONT)
    body = annexed.start if annexed is not None and annexed.start > part.start else first
    last = max((heading.end for heading in inside), default=body)
    tail = max(min(last, part.end - _LAST_WORDS), part.end - _END, body)
    annex = next((act.start for act in outline.acts if body < act.start < part.end), body)
    rows = _rows(outline, part.start, body)
    return Front(
        text=outline.text,
        laid=laid,
        cover=Span(part.start, body),
        annexed=annexed,
        lines=tuple(line for line in _lines(laid, part.start, body) if line.start not in rows),
        closing=(
            *_lines(laid, max(annex - _END, body), min(annex, tail)),
            *(_lines(laid, tail, part.end) if tail >= body else ()),
        ),
        body=Span(body, part.end),
        joined=laid.count("\n") > outline.shadow.count("\n"),
        artefacts=tuple(span for span in outline.artefacts if part.start <= span.start < part.start + _FRONT),
        covering=covering,
    )


def _rows(outline: Outline, start: int, end: int) -> set[int]:
    """Where rows of several cells begin."""
    rows: dict[tuple[int, int], list[int]] = {}
    for cell in outline.cells:
        if start <= cell.start < end:
            rows.setdefault((cell.table, cell.row), []).append(cell.start)
    several = [sorted(starts) for starts in rows.values() if len(starts) > 1]
    written = {line for starts in several if (line := _border(outline.laid, starts[0])) is not None}
    return written | {place for starts in several for place in starts}


def _border(laid: str, first: int) -> int | None:
    """Where the line of a written row begins, if nothing but its border stands in front of its first cell."""
    line = laid.rfind("\n", 0, first) + 1
    return line if laid[line:first].strip() == _BORDER else None


_BORDER = "|"


def _lines(laid: str, start: int, end: int) -> tuple[Span, ...]:
    return tuple(
        Span(match.start(), match.start() + len(match.group().rstrip()))
        for match in _words_of_line().finditer(laid, start, end)
    )


@cache
def _words_of_line() -> re.Pattern[str]:
    return compiled(rf"[^\s][^{LINE_ENDS}]*+")


@cache
def _space_in_writing() -> re.Pattern[str]:
    return compiled(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")


@cache
def pattern(section: str, name: str) -> re.Pattern[str]:
    """A pattern of loaders/act/metadata.yaml."""
    return compiled(vocabulary("act/metadata")[section][name]["pattern"], re.MULTILINE)
