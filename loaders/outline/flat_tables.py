"""Tables whose cells a page has run together into one line: their rows, found by the serial numbers and the times."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from graph.kept.patterns import compiled
from loaders.outline.heading_labels import Label, labels_of
from loaders.readings import Span
from loaders.vocabulary import vocabulary

_GROUP_REACH = 80
"""Characters between the number of a group of rows and the number of its first row."""


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A run-together table at `start`..`end`, column heads first, with the labels of its rows and groups of rows."""

    start: int
    end: int
    rows: tuple[Label, ...]


def flat_tables(laid: str) -> tuple[FlatTable, ...]:
    """The run-together tables of a text, in order."""
    heads = list(_pattern("head").finditer(laid))
    tables = []
    for head, end in zip(heads, [*(each.start() for each in heads[1:]), len(laid)], strict=False):
        foot = _pattern("foot").search(laid, head.end(), end)
        stop = foot.start() if foot else end
        timed = _pattern("time-head").search(head.group()) is not None
        rows = _rows(laid, Span(head.end(), stop), timed=timed)
        if rows:
            tables.append(FlatTable(head.start(), stop, rows))
    return tuple(tables)


def cell_end(laid: str, start: int, stop: int) -> int | None:
    """Where the words of a row's measure end because its time and its units follow, or None."""
    match = _pattern("time-cell").search(laid, start, stop)
    return match.start() if match and match.start() > start else None


def _rows(laid: str, table: Span, *, timed: bool) -> tuple[Label, ...]:
    found = labels_of(laid, table.start, table.end, ("arabic-bare", "arabic"))
    numbered = [label for label in found if label.style.name == "arabic"]
    ends = {a.start: b.start for a, b in pairwise(numbered)}
    rows: list[Label] = []
    for label in numbered:
        wanted = rows[-1].number + 1 if rows else 1
        stop = ends.get(label.start, table.end)
        if label.number == wanted and (not timed or cell_end(laid, label.end, stop) is not None):
            rows.append(label)
    groups = _groups([label for label in found if label.style.name == "arabic-bare"], rows)
    return tuple(sorted([*rows, *groups], key=lambda label: label.start))


def _groups(bare: Sequence[Label], rows: Sequence[Label]) -> list[Label]:
    """Bare numbers that count on; where the table has numbered rows, each stands shortly before a row."""
    groups: list[Label] = []
    starts = [row.start for row in rows]
    row = 0
    for label in bare:
        while row < len(starts) and starts[row] <= label.start:
            row += 1
        last = groups[-1].number if groups else 0
        near = row < len(starts) and starts[row] - label.start <= _GROUP_REACH
        if label.number == last + 1 and (near or not rows):
            groups.append(label)
    return groups


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(vocabulary("outline/headings")["flat_tables"][name]["pattern"])
