"""The alarm: what a text shows of structure (numbered lines, labels, lists of units, rows, aims) against what was read.

A form that the reader does not know fails as a whole and in silence, for none of its words is looked for. Signs are wider
than the rules that read: a kind of sign that stands often in a text and is mostly unread makes the reading partial.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.readings import Deadline, Milestone, Outline, Part, Span, Statement, Target, Unread
from loaders.vocabulary import vocabulary

_REPEATED = 3
"""Times that the same words stand before a colon in a text whose fields they label."""

_FEWEST = {"numbered-line": 5, "label-line": 3, "unit-list": 3, "table-row": 3, "role-word": 6, "quantity": 5}
"""Unread places of a kind from which they may be a form that is not known."""

_SHARE = {
    "numbered-line": 0.3,
    "label-line": 0.5,
    "unit-list": 0.35,
    "table-row": 0.3,
    "role-word": 0.5,
    "quantity": 0.7,
}
"""Share of the places of a kind that is unread from which the reading is partial."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Places of one kind in a part: how many there are, and those that nothing read accounts for."""

    kind: str
    places: int
    unread: tuple[Span, ...]

    @property
    def alarms(self) -> bool:
        """Whether a form seems to be unread as a whole."""
        return len(self.unread) >= _FEWEST[self.kind] and len(self.unread) >= _SHARE[self.kind] * self.places


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a part, and what other rooms could not use of it."""

    statements: Sequence[Statement]
    targets: Sequence[Target]
    milestones: Sequence[Milestone]
    deadlines: Sequence[Deadline]
    seen: Sequence[Unread] = ()


def signs(outline: Outline, part: Part, read: Read) -> tuple[Sign, ...]:
    """The signs of structure in a part, by kind; kinds that do not stand in it are left out."""
    duties = _merged([Span(each.start, each.end) for each in read.statements])
    aims = _merged(
        [Span(each.start, each.end) for each in read.targets] + [Span(each.start, each.end) for each in read.milestones]
    )
    fields = _merged([*duties, *aims, *(Span(each.start, each.end) for each in read.deadlines)])
    body = _body(outline, part)
    rows = [Span(each.start, each.end) for each in read.seen if each.kind == "table-row"]
    told = [Span(each.start, each.end) for each in read.seen if each.kind == "quantity"]
    found = (
        _numbered_lines(outline, body),
        _label_lines(outline, body, fields),
        _matches(outline, "unit-list", body, duties),
        _matches(outline, "role-word", body, duties),
        Sign("table-row", len(rows) + sum(each.form == "table" for each in read.statements), tuple(rows)),
        Sign("quantity", len(told) + len(aims), tuple(told)) if told else _matches(outline, "quantity", body, aims),
    )
    return tuple(sign for sign in found if sign.places)


def _body(outline: Outline, part: Part) -> Span:
    """The part from its first heading on; all of it where the headings are few for its length."""
    heads = [heading.start for heading in outline.headings if part.start <= heading.start < part.end]
    return Span(heads[0] if heads else part.start, part.end)


def _numbered_lines(outline: Outline, body: Span) -> Sign:
    """Lines that begin with any kind of number and are neither headings nor items of a sentence nor rows."""
    heads = [heading.start for heading in outline.headings]
    rows = [block.start for block in outline.blocks if block.kind == "row"]
    places, unread, last, listed = 0, [], "", False
    for line in _lines(outline.laid, body):
        words = outline.laid[line.start : line.end]
        numbered = _pattern("numbered-line").match(words) is not None
        headed = _begins(heads, line)
        listed = numbered and not headed and (listed or last in _ITEM_ENDS or words[-1] in _ITEM_ENDS)
        last = words[-1]
        if not numbered or listed or _begins(rows, line):
            continue
        places += 1
        if not headed:
            unread.append(line)
    return Sign("numbered-line", places, tuple(unread))


_ITEM_ENDS = ";:,\u3001"


def _label_lines(outline: Outline, body: Span, read: Sequence[Span]) -> Sign:
    """Lines and brackets that begin with a label that comes again and again."""
    matches = list(_pattern("label-line").finditer(outline.laid, body.start, body.end))
    times = Counter(match["label"] for match in matches)
    fields = [match for match in matches if times[match["label"]] >= _REPEATED]
    heads = {heading.start for heading in outline.headings}
    spans = [Span(match.start("label"), match.end()) for match in fields if match.start("label") not in heads]
    return Sign("label-line", len(spans), tuple(span for span in spans if not _touches(read, span)))


def _matches(outline: Outline, kind: str, body: Span, read: Sequence[Span]) -> Sign:
    """Places that a pattern finds, apart from titles in title marks."""
    spans = [
        Span(match.start("place"), match.end("place"))
        for match in _pattern(kind).finditer(outline.laid, body.start, body.end)
        if match["place"] is not None
    ]
    return Sign(kind, len(spans), tuple(span for span in spans if not _touches(read, span)))


def _lines(laid: str, body: Span) -> Iterator[Span]:
    for match in _LINE.finditer(laid, body.start, body.end):
        yield Span(match.start(), match.start() + len(match.group().rstrip()))


_LINE = re.compile(r"[^\s][^\n]*")


def _begins(starts: Sequence[int], line: Span) -> bool:
    """Whether one of `starts`, in order, lies in a line."""
    at = bisect_right(starts, line.end)
    return at > 0 and starts[at - 1] >= line.start


def _touches(spans: Sequence[Span], span: Span) -> bool:
    at = bisect_right(spans, span.end - 1, key=lambda each: each.start)
    return at > 0 and spans[at - 1].end > span.start


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, each.end)):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(vocabulary("statements/unread")["signs"][kind]["pattern"], re.MULTILINE)
