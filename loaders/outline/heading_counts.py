"""Which labels are headings: by their place and by the count that they continue.

A label that begins a line is a heading unless it is an item of a list inside a sentence. One inside a line must continue
the count: the next number of a style in use, or a first number that a second one follows. References (本办法第（三）项)
and items (下列情形之一：（一）…；（二）…) do neither.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from graph.kept.patterns import compiled
from loaders.outline.heading_labels import Label
from loaders.text.paragraphs import LINE_ENDS
from loaders.vocabulary import vocabulary

_GAP = 3
"""Numbers that a count may skip where a label's place alone is no proof."""

_TITLE_REACH = 60
"""Characters between a label and a first sub-label without any full stop between (一、总体要求（一）指导思想)."""

_ANNEXES = 16
"""Characters before a number that may say that it counts annexes."""

_OUTER = 50
"""Rank of the styles (第一章, 第一条, 一、) that begin a count wherever they stand in a text without line breaks."""

FIRST, _SECOND = 1, 2


@dataclass(slots=True)
class Open:
    """A heading whose section is open, its index among the headings and its depth."""

    label: Label
    index: int
    depth: int


@dataclass(slots=True)
class Count:
    """The reader's state along an act: the open sections, and per family of labels the last heading and the last item.

    `above` holds the pairs of families that this text nests against their usual ranks; `unbroken`: it has lost its
    line breaks.
    """

    unbroken: bool
    stack: list[Open] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)
    listed: dict[str, int] = field(default_factory=dict)
    above: set[tuple[str, str]] = field(default_factory=set)
    previous: Label | None = None


def is_heading(laid: str, label: Label, following: Label | None, count: Count) -> bool:
    """Whether a label is a heading; `following` is the next one of its family. Items that it finds are kept in `count`."""
    if _is_reference(laid, label):
        return False
    if _is_item(laid, label, following, count):
        count.listed[label.style.family] = label.number
        return False
    if label.style.plainly:
        return _plainly_counts(label, following, count)
    if label.place == "line":
        return True
    if label.place == "pause":
        return _slipped(label, following, count)
    return _counts_on(laid, label, following, count)


def following_of_family(candidates: Sequence[Label]) -> list[Label | None]:
    """For each label the next one of its family."""
    after: dict[str, Label] = {}
    result: list[Label | None] = [None] * len(candidates)
    for index in range(len(candidates) - 1, -1, -1):
        family = candidates[index].style.family
        result[index] = after.get(family)
        after[family] = candidates[index]
    return result


def adjoining(candidates: Sequence[Label]) -> set[int]:
    """Indices of labels of one family that stand side by side, as references do: （一）（二）项."""
    found: set[int] = set()
    for index, (label, following) in enumerate(pairwise(candidates)):
        if label.end == following.start and label.style.family == following.style.family:
            found |= {index, index + 1}
    return found


def _counts_on(laid: str, label: Label, following: Label | None, count: Count) -> bool:
    """Whether a label inside a line continues a count or begins one."""
    opened = label.place != "inside" or _just_opened(laid, label, count)
    if _continues(label, following, count):
        return opened or count.unbroken
    if label.number != FIRST or following is None or following.number != _SECOND:
        return False
    second = following.place in ("line", "stop")
    if opened:
        return second or (count.unbroken and following.place == "inside")
    return second and count.unbroken and label.style.rank <= _OUTER


def _plainly_counts(label: Label, following: Label | None, count: Count) -> bool:
    """Whether a label before a figure is one: it stands where headings do, and the count goes on through it."""
    if label.place not in ("line", "stop"):
        return False
    continued = count.last.get(label.style.family) == label.number - 1
    goes_on = following is not None and following.number == label.number + 1 and following.place in ("line", "stop")
    if label.style.rank > _OUTER:  # 2.5 is a decimal more often than not
        return goes_on and (continued or label.number == FIRST)
    return continued or (goes_on and label.number == FIRST)


def _slipped(label: Label, following: Label | None, count: Count) -> bool:
    """Whether a label behind a comma is a heading for all that: the count needs it, as in 2. … , 3. … 。 4. …."""
    before = count.previous
    if before is None or before.style.family != label.style.family or before.number != label.number - 1:
        return False
    return following is not None and following.number == label.number + 1 and following.place in ("line", "stop")


def _is_item(laid: str, label: Label, following: Label | None, count: Count) -> bool:
    """Whether the label numbers an item of a list in a sentence, which opens with : and is cut by ; ."""
    family = label.style.family
    if family in count.listed and label.number == count.listed[family] + 1:
        ended = label.place == "line" and last_mark(laid, label.start) not in _marks("pause")
        return not (ended and label.number == count.last.get(family, -1) + 1)
    if label.number != FIRST:
        return False
    if family == "arabic" and _annexes().search(laid[max(label.start - _ANNEXES, 0) : label.start]):
        return True
    if following is None or following.number != _SECOND:
        return False
    if last_mark(laid, label.start) not in _marks("colon"):
        return False
    in_article = bool(count.stack) and count.stack[-1].label.style.family == "article"
    return in_article or last_mark(laid, following.start) in _marks("pause")


def _continues(label: Label, following: Label | None, count: Count) -> bool:
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
    before = laid[max(label.start - 2, 0) : label.start]
    return _reference("before").search(before) is not None or _reference("after").match(laid, label.end) is not None


def _just_opened(laid: str, label: Label, count: Count) -> bool:
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


@cache
def _reference(side: str) -> re.Pattern[str]:
    return compiled(vocabulary("outline/headings")["references"][side]["pattern"])


@cache
def _annexes() -> re.Pattern[str]:
    return compiled(vocabulary("outline/headings")["line_starts"]["annexes"]["pattern"])


def _marks(name: str) -> str:
    marks: str = vocabulary("outline/headings")["_marks"][name]
    return marks
