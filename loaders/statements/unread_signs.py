"""The alarm: what a text shows of structure (numbered lines, labels, lists of units, rows, aims) against what was read.

A form that the reader does not know fails as a whole and in silence, for none of its words is looked for. Signs are wider
than the rules that read: a kind of sign that stands often in a text and is mostly unread makes the reading partial.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.kept.patterns import compiled
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


class Places:
    """Places that are told of, by bisection; one that touches none of them may be added."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """`spans` in any order, over one another too."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans, key=lambda each: (each.start, each.end)):
            if self._ends and span.start < self._ends[-1]:
                self._ends[-1] = max(span.end, self._ends[-1])
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def touch(self, span: Span) -> bool:
        """Whether one of them shares a character with a span."""
        at = bisect_right(self._ends, span.start)
        return at < len(self._starts) and self._starts[at] < span.end

    def add(self, span: Span) -> None:
        """One more, which touches none."""
        at = bisect_right(self._ends, span.start)
        self._starts.insert(at, span.start)
        self._ends.insert(at, span.end)


def signs(outline: Outline, part: Part, read: Read) -> tuple[Sign, ...]:
    """The signs of structure in a part, by kind; kinds that do not stand in it are left out."""
    formal = _merged([Span(each.start, each.end) for each in read.statements if not each.form.startswith("prose")])
    heads = [
        head for table in outline.tables if any(each.marked for each in table.columns.values()) for head in table.heads
    ]
    duties = _merged([*heads, *(Span(each.start, each.end) for each in read.statements)])
    aims = _merged(
        [Span(each.start, each.end) for each in read.targets] + [Span(each.start, each.end) for each in read.milestones]
    )
    fields = _merged([*duties, *aims, *(Span(each.start, each.end) for each in read.deadlines)])
    body = _body(outline, part)
    rows = [Span(each.start, each.end) for each in read.seen if each.kind in _ROWS]
    told = [Span(each.start, each.end) for each in read.seen if each.kind == "quantity"]
    found = (
        _numbered_lines(outline, body),
        _label_lines(outline, body, fields),
        _unit_lists(outline, body, duties, formal),
        _role_words(outline, body, duties),
        Sign("table-row", len(rows) + sum(each.form == "table" for each in read.statements), tuple(rows)),
        _quantities(outline, body, aims, told),
    )
    return tuple(sign for sign in found if sign.places)


_ROWS = ("table-row", "table-without-head")


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


def _role_words(outline: Outline, body: Span, read: Sequence[Span]) -> Sign:
    """Role words, those of forms that are not known included, apart from titles in title marks."""
    spans = [
        Span(*match.span())
        for match in _pattern("role-word").finditer(outline.laid, body.start, body.end)
        if match["place"] is not None
    ]
    return Sign("role-word", len(spans), tuple(span for span in spans if not _touches(read, span)))


def _unit_lists(outline: Outline, body: Span, read: Sequence[Span], formal: Sequence[Span]) -> Sign:
    """Three units and more in a row; in a bracket two, which only a `formal` statement reads."""
    spans, unread = [], []
    for span, units in _rows_of_units(outline.laid, body):
        bracketed = outline.laid[span.start - 1] == "("
        if units < _IN_A_ROW and (not bracketed or span.end - span.start < _SHORT_ROW):
            continue
        spans.append(span)
        if not _touches(formal if bracketed else read, span):
            unread.append(span)
    return Sign("unit-list", len(spans), tuple(unread))


_IN_A_ROW, _SHORT_ROW = 3, 7


def _rows_of_units(laid: str, body: Span) -> Iterator[tuple[Span, int]]:
    """Runs of names of units, from the first name to the end of the last, with their number."""
    runs: list[tuple[int, int, int]] = []
    between = _pattern("unit-between")
    for match in _pattern("unit-mark").finditer(laid, body.start, body.end):
        if _pattern("unit-end").search(laid[max(match.start() - _NAME, body.start) : match.start()]) is None:
            continue
        if runs and between.fullmatch(laid, runs[-1][1], match.start()) is not None:
            runs[-1] = (runs[-1][0], match.end(), runs[-1][2] + 1)
        else:
            runs.append((_name_start(laid, body.start, match.start()), match.end(), 1))
    for start, end, units in runs:
        last = _pattern("unit-last").match(laid, end, body.end)
        yield Span(start, last.end() if last else end), units + (last is not None)


def _name_start(laid: str, first: int, end: int) -> int:
    """Where the name begins whose end is known: behind the last mark before it."""
    before = laid[max(first, end - _NAME) : end]
    return end - len(before) + max((match.end() for match in _MARKS.finditer(before)), default=0)


_NAME = 26
_MARKS = compiled(r"[^\u4e00-\u9fff]")


def _quantities(outline: Outline, body: Span, read: Sequence[Span], told: Sequence[Span]) -> Sign:
    """Figures with a verb of an aim in their clause, and no word of money, thresholds or the past; and those `told`."""
    spans = list(told)
    for match in _pattern("quantity").finditer(outline.laid, body.start, body.end):
        before = outline.laid[max(body.start, match.start() - _CLAUSE) : match.start()]
        clause = before[max((mark.end() for mark in _CLAUSES.finditer(before)), default=0) :]
        if _pattern("quantity-aim").search(clause) and not _pattern("quantity-none").search(clause):
            place = Span(match.start() - len(clause), match.end())
            if not _touches(told, place):
                spans.append(place)
    return Sign("quantity", len(spans), tuple(span for span in spans if not _touches(read, span)))


_CLAUSE = 60
_CLAUSES = compiled(r"[\u3002;,\n]")


def _lines(laid: str, body: Span) -> Iterator[Span]:
    """The lines with words, and the sentences in them, for a copy may have lost its line ends."""
    for match in _SENTENCE.finditer(laid, body.start, body.end):
        yield Span(match.start(), match.start() + len(match.group().rstrip()))


_TENS = "\\u4e00\\u4e8c\\u4e09\\u56db\\u4e94\\u516d\\u4e03\\u516b\\u4e5d\\u5341"
_NUMBER = rf"\s{{0,4}}(?:\([{_TENS}]{{1,3}}\)(?![\u9879\u6b3e])|[{_TENS}]{{1,3}}\u3001)"
_SENTENCE = compiled(rf"[^\s\u3002\u201d)](?:[^\n\u3002)]++|\)(?!{_NUMBER}))*[\u3002)]?")
"""A sentence ends with a full stop or its line, or with a bracket before a number."""


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
    return compiled(vocabulary("statements/unread")["signs"][kind]["pattern"], re.MULTILINE)
