"""Tables copied with one cell a line: the heads one below the other, then the cells of each row."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph.kept.patterns import compiled
from loaders.readings import Span
from loaders.tables.column_heads import Head, ends_like_unit, head_of, is_label
from loaders.vocabulary import vocabulary

_LINE = compiled(r"[^\s][^\r\n]*")
_NUMBER = compiled(r"([0-9]{1,3})[.、]?")
_WIDEST = 12
"""Columns of the widest table that is looked for."""
_ROOM = 3
"""How many times the lines of a row a cell of several lines may make it."""


def cells_in_lines(words: str) -> Iterator[list[list[Span]]]:
    """The grids of such tables in a text (its shadow): rows of cells, the heads first."""
    lines = [Span(line.start(), line.start() + len(line[0].rstrip())) for line in _LINE.finditer(words)]
    said = [words[line.start : line.end] for line in lines]
    at = 0
    while at < len(lines):
        head = head_of(said[at]) if is_label(said[at]) else None
        rows = [] if head is None else list(_numbered(said, at) if head.kind == "serial" else _unnumbered(said, at))
        if len(rows) > 1:
            yield [[Span(lines[cell[0]].start, lines[cell[-1]].end) for cell in row] for row in rows]
            at = rows[-1][-1][-1] + 1
        else:
            at += 1


_Rows = Iterator[list[range]]
"""Rows of cells, each the numbers of the lines that it takes."""


def _numbered(said: Sequence[str], at: int) -> _Rows:
    """Rows whose first cell counts up from 1 below the head 序号."""
    first = next((end for end in range(at + 2, min(at + _WIDEST, len(said))) if _number(said[end]) == 1), None)
    if first is None or not all(is_label(said[line]) for line in range(at, first)):
        return
    heads = [head_of(said[line]) for line in range(at, first)]
    if not any(head is not None for head in heads[1:]):
        return
    yield [range(line, line + 1) for line in range(at, first)]
    width, start, number = len(heads), first, 1
    while start < len(said) and _number(said[start]) == number:
        reach = range(start + 2, min(start + _ROOM * width + 1, len(said)))
        following = next((line for line in reach if _number(said[line]) == number + 1), None)
        end = following if following is not None else _last(said, start, width)
        row = _placed(said, range(start, end), heads)
        if row is None:
            return
        yield row
        start, number = end, number + 1


def _unnumbered(said: Sequence[str], at: int) -> _Rows:
    """Rows below two and more known heads, as long as units stand where the heads want them."""
    heads: list[Head | None] = []
    while len(heads) < _WIDEST and at + len(heads) < len(said) and (head := head_of(said[at + len(heads)])):
        heads.append(head)
    width = len(heads)
    duties = [column for column, head in enumerate(heads) if head and head.kind == "duty" and not head.weak]
    if width < 2 or not duties or any(head and head.kind == "serial" for head in heads):  # noqa: PLR2004 - one is no table
        return
    yield [range(line, line + 1) for line in range(at, at + width)]
    start = at + width
    while start + width <= len(said):
        row = range(start, start + width)
        if any(_heading().match(said[line]) for line in row) or not ends_like_unit(said[start + duties[0]]):
            return
        yield [range(line, line + 1) for line in row]
        start += width


def _placed(said: Sequence[str], lines: range, heads: Sequence[Head | None]) -> list[range] | None:
    """A row's lines in its columns; lines too many belong to the last cell of units that fits, else to that of the task."""
    extra = len(lines) - len(heads)
    if extra < 0:
        return None
    wide = 0
    if extra:
        duties = [column for column, head in enumerate(heads) if head is not None and head.kind == "duty"]
        wide = next(
            (at for at in reversed(duties) if all(ends_like_unit(said[lines[at + more]]) for more in range(extra + 1))),
            1,
        )
    cells = []
    start = lines.start
    for column in range(len(heads)):
        end = start + 1 + (extra if column == wide else 0)
        cells.append(range(start, end))
        start = end
    return cells


def _last(said: Sequence[str], start: int, width: int) -> int:
    """Where the last row ends: its columns are full, or a heading follows."""
    end = start + 1
    while end < min(start + width, len(said)) and not _heading().match(said[end]):
        end += 1
    return end


def _number(words: str) -> int | None:
    found = _NUMBER.fullmatch(words)
    return int(found[1]) if found else None


@cache
def _heading() -> re.Pattern[str]:
    return compiled(vocabulary("tables/columns")["_heading"])
