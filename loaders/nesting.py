"""Which labels are headings, and how they nest: by the order of numbers and the text's own habits, not by fixed levels.

A label that begins a line is a heading unless it is an item of a list inside a sentence. One inside a line must continue
the count: the next number of a style in use, or a first number that a second one follows. References (本办法第（三）项)
and items (下列情形之一：（一）…；（二）…) do neither.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from loaders.labels import Label
from loaders.layout import LINE_ENDS, is_unbroken
from loaders.vocabulary import vocabulary

_GAP = 3
"""Numbers that a count may skip where a label's place alone is no proof."""

_TITLE_REACH = 60
"""Characters between a label and a first sub-label without any full stop between (一、总体要求（一）指导思想)."""

MAX_DEPTH = 4
"""What stands deeper counts as this deep, below the same parent."""

_FIRST, _SECOND = 1, 2

_ANNEXES = 16
"""Characters before a number that may say that it counts annexes."""

_OUTER = 50
"""Rank of the styles (第一章, 第一条, 一、) that begin a count wherever they stand in a text without line breaks."""


@dataclass(frozen=True, slots=True)
class Nested:
    """A label that is a heading, its depth from 1 and the index of its parent among the headings."""

    label: Label
    depth: int
    parent: int | None


@dataclass(slots=True)
class _Open:
    """A heading whose section is open."""

    label: Label
    index: int


@dataclass(slots=True)
class _Count:
    """The reader's state along the text."""

    stack: list[_Open] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)
    listed: dict[str, int] = field(default_factory=dict)
    above: set[tuple[str, str]] = field(default_factory=set)
    previous: Label | None = None
    unbroken: bool = False


def nest(
    laid: str, candidates: Sequence[Label], rows: Collection[Label] = (), resets: Iterable[int] = ()
) -> list[Nested]:
    """The headings among `candidates` with depth and parent.

    `laid` is the shadow with one line a paragraph. `rows` are headings in any case (rows of a run-together table); at
    each position of `resets` the count begins anew (another act, a table).
    """
    following = _following(candidates)
    adjoining = _adjoining(candidates)
    pending = sorted(resets, reverse=True)
    unbroken = is_unbroken(laid)
    count = _Count(unbroken=unbroken)
    headings: list[Nested] = []
    for index, label in enumerate(candidates):
        while pending and label.start >= pending[-1]:
            pending.pop()
            count = _Count(unbroken=unbroken)
        if label not in rows and (index in adjoining or not _is_heading(laid, label, following[index], count)):
            continue
        _pop(label, count)
        parent = count.stack[: MAX_DEPTH - 1][-1].index if count.stack else None
        count.stack.append(_Open(label, len(headings)))
        count.last[label.style.family] = label.number
        count.listed.pop(label.style.family, None)
        count.previous = label
        headings.append(Nested(label, min(len(count.stack), MAX_DEPTH), parent))
    return headings


def _following(candidates: Sequence[Label]) -> list[Label | None]:
    """For each label the next one of its family."""
    after: dict[str, Label] = {}
    result: list[Label | None] = [None] * len(candidates)
    for index in range(len(candidates) - 1, -1, -1):
        family = candidates[index].style.family
        result[index] = after.get(family)
        after[family] = candidates[index]
    return result


def _adjoining(candidates: Sequence[Label]) -> set[int]:
    """Indices of labels of one family that stand side by side, as references do: （一）（二）项."""
    found: set[int] = set()
    for index, (label, following) in enumerate(pairwise(candidates)):
        if label.end == following.start and label.style.family == following.style.family:
            found |= {index, index + 1}
    return found


def _is_heading(laid: str, label: Label, following: Label | None, count: _Count) -> bool:
    if _is_reference(laid, label):
        return False
    if _is_item(laid, label, following, count):
        count.listed[label.style.family] = label.number
        return False
    if label.place == "line":
        return True
    return label.place != "pause" and _counts_on(laid, label, following, count)


def _counts_on(laid: str, label: Label, following: Label | None, count: _Count) -> bool:
    """Whether a label inside a line continues a count or begins one."""
    opened = label.place != "inside" or _just_opened(laid, label, count)
    if _continues(label, following, count):
        return opened or count.unbroken
    if label.number != _FIRST or following is None or following.number != _SECOND:
        return False
    second = following.place in ("line", "stop")
    if opened:
        return second or (count.unbroken and following.place == "inside")
    return second and count.unbroken and label.style.rank <= _OUTER


def _is_item(laid: str, label: Label, following: Label | None, count: _Count) -> bool:
    """Whether the label numbers an item of a list in a sentence, which opens with : and is cut by ; ."""
    family = label.style.family
    if family in count.listed and label.number == count.listed[family] + 1:
        return True
    if label.number != _FIRST:
        return False
    if family == "arabic" and _annexes().search(laid[max(label.start - _ANNEXES, 0) : label.start]):
        return True
    if following is None or following.number != _SECOND:
        return False
    if last_mark(laid, label.start) not in _marks("colon"):
        return False
    in_article = bool(count.stack) and count.stack[-1].label.style.family == "article"
    return in_article or last_mark(laid, following.start) in _marks("pause")


def _continues(label: Label, following: Label | None, count: _Count) -> bool:
    """Whether the label is the next number of its family; a number or two may be lost if the count then goes on."""
    last = count.last.get(label.style.family)
    if last is None:
        return False
    if label.number == last + 1:
        return True
    goes_on = following is not None and following.number == label.number + 1
    return last < label.number <= last + _GAP and label.place != "inside" and goes_on


def _is_reference(laid: str, label: Label) -> bool:
    """Whether the label points to another place: 第（三）项, （一）（二）项."""
    before, after = laid[max(label.start - 1, 0) : label.start], laid[label.end : label.end + 1]
    marks = _marks("reference")
    return bool(before and before in marks) or bool(after and after in marks)


def _just_opened(laid: str, label: Label, count: _Count) -> bool:
    """Whether only a title stands between the heading before and this label."""
    before = count.previous
    if before is None or label.start - before.end > _TITLE_REACH or before.style.family == label.style.family:
        return False
    between = laid[before.end : label.start]
    return not any(mark in between for mark in (*_marks("full"), *LINE_ENDS))


def last_mark(laid: str, start: int) -> str:
    """The last character before `start` that is no space and no line end; empty at the beginning."""
    before = start - 1
    while before >= 0 and (laid[before] == " " or laid[before] in LINE_ENDS):
        before -= 1
    return laid[before] if before >= 0 else ""


def _pop(label: Label, count: _Count) -> None:
    """Close the sections that end where `label` begins."""
    family = label.style.family
    stack = count.stack
    for position in range(len(stack) - 1, -1, -1):
        open_ = stack[position].label
        if open_.style.family == family and _same_level(open_, label):
            del stack[position:]
            return
    if stack and label.number == _FIRST == stack[-1].label.number and family not in count.last:
        count.above.add((stack[-1].label.style.family, family))
    while stack and _is_above(label, stack[-1].label, count):
        stack.pop()


def _same_level(open_: Label, label: Label) -> bool:
    """Whether two labels of a family stand side by side: 1. and 1、 may be two levels, unless the count goes on."""
    return label.style.family != "arabic" or open_.variant == label.variant or label.number == open_.number + 1


def _is_above(label: Label, open_: Label, count: _Count) -> bool:
    mine, theirs = label.style.family, open_.style.family
    if mine == theirs:
        return False
    if (mine, theirs) in count.above:
        return True
    if (theirs, mine) in count.above:
        return False
    return label.style.rank < open_.style.rank


@cache
def _annexes() -> re.Pattern[str]:
    return re.compile(vocabulary("headings")["line_starts"]["annexes"]["pattern"])


def _marks(name: str) -> str:
    marks: str = vocabulary("headings")["_marks"][name]
    return marks
