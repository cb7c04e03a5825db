"""How headings nest: by the order of numbers and the text's own habits, not by fixed levels."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from loaders.outline.heading_counts import FIRST, Count, Open, adjoining, following_of_family, is_heading
from loaders.outline.heading_labels import Label
from loaders.text.paragraphs import is_unbroken

MAX_DEPTH = 4
"""What stands deeper counts as this deep, below the same parent."""


@dataclass(frozen=True, slots=True)
class Nested:
    """A label that is a heading, its depth from 1 and the index of its parent among the headings."""

    label: Label
    depth: int
    parent: int | None


def nest(
    laid: str, candidates: Sequence[Label], sure: Collection[Label] = (), resets: Iterable[int] = ()
) -> list[Nested]:
    """The headings among `candidates` with depth and parent.

    `laid` is the shadow with one line a paragraph. `sure` are headings in any case (rows of a run-together table,
    labels of a decimal outline); at each position of `resets` the count begins anew (another act, a table).
    """
    following = following_of_family(candidates)
    references = adjoining(candidates)
    pending = sorted(resets, reverse=True)
    unbroken = is_unbroken(laid)
    count = Count(unbroken=unbroken)
    headings: list[Nested] = []
    for index, label in enumerate(candidates):
        while pending and label.start >= pending[-1]:
            pending.pop()
            count = Count(unbroken=unbroken)
        if label not in sure and (index in references or not is_heading(laid, label, following[index], count)):
            continue
        _pop(label, count)
        parent = count.stack[: MAX_DEPTH - 1][-1].index if count.stack else None
        depth = _depth(label, count)
        count.stack.append(Open(label, len(headings), depth))
        count.last[label.style.family] = label.number
        count.listed.pop(label.style.family, None)
        count.previous = label
        headings.append(Nested(label, depth, parent))
    return headings


def _depth(label: Label, count: Count) -> int:
    """One deeper than the open heading; below a decimal as many levels as its number has more parts."""
    if not count.stack:
        return 1
    above = count.stack[-1]
    both = label.style.parts and above.label.style.parts
    return min(above.depth + max(label.style.parts - above.label.style.parts if both else 1, 1), MAX_DEPTH)


def _pop(label: Label, count: Count) -> None:
    """Close the sections that end where `label` begins."""
    family = label.style.family
    stack = count.stack
    for position in range(len(stack) - 1, -1, -1):
        open_ = stack[position].label
        if open_.style.family == family and _same_level(open_, label):
            del stack[position:]
            return
    if stack and label.number == FIRST == stack[-1].label.number and family not in count.last:
        count.above.add((stack[-1].label.style.family, family))
    while stack and _is_above(label, stack[-1].label, count):
        stack.pop()


def _same_level(open_: Label, label: Label) -> bool:
    """Whether two labels of a family stand side by side: 1. and 1、 may be two levels, unless the count goes on."""
    return label.style.family != "arabic" or open_.variant == label.variant or label.number == open_.number + 1


def _is_above(label: Label, open_: Label, count: Count) -> bool:
    mine, theirs = label.style.family, open_.style.family
    if mine == theirs:
        return False
    if (mine, theirs) in count.above:
        return True
    if (theirs, mine) in count.above:
        return False
    return label.style.rank < open_.style.rank
