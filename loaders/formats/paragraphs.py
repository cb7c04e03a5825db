"""Joins the lines of pages into paragraphs, across pages too, without page numbers and running heads.

A paragraph ends where the next line is indented, where its last line is short, where the gap or the size changes
(research/reading.md §1.3). PDF and OFD share this.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from graph.shadow import shadow
from loaders.formats.building import Builder, Piece, Square
from loaders.formats.pages import Line, Page, lines, wide
from loaders.formats.ruled import Box, Grid, tables
from loaders.formats.tables import column_names
from loaders.vocabulary import vocabulary

_EDGE = 3
_REPEATS = 3
_INDENT = 0.9
_SHORT = 2.5
_VERY_SHORT = 0.25
_GAP = 1.7
_SIZE = 1.15
_SAME_COLUMN = 6.0
_SAME_PLACE = 6.0
_HEAD_GAP = 1.25


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page's lines and tables from top to bottom, with the edges of its text and the usual step between lines."""

    number: int
    width: int
    blocks: tuple[Line | Grid, ...]
    left: float
    right: float
    step: float


def join(pages: Sequence[Page], builder: Builder) -> None:
    """Writes the pages' paragraphs and tables to the builder, with `page N` as their place."""
    sheets = _aligned([_sheet(page) for page in pages])
    heads = _running(sheets)
    writer = _Writer(builder)
    for sheet in sheets:
        for block in _body(sheet, heads):
            if isinstance(block, Grid):
                writer.table(block)
            else:
                writer.line(block, sheet)
    writer.end()


def _sheet(page: Page) -> _Sheet:
    grids, outside = tables(page)
    rows = lines(outside)
    blocks: list[Line | Grid] = sorted([*rows, *grids], key=lambda block: block.top)
    lefts = Counter(round(line.left) for line in rows if len(line.text) > 1)
    steps = sorted(below.top - above.top for above, below in pairwise(rows))
    return _Sheet(
        page.number,
        round(page.width),
        tuple(blocks),
        _margin(lefts),
        max((line.right for line in rows), default=page.width),
        steps[len(steps) // 3] if steps else 0.0,
    )


def _aligned(sheets: list[_Sheet]) -> list[_Sheet]:
    """Pages with the edges that pages of their width usually have: one of short or indented lines only has none of its own."""
    edges: dict[int, list[tuple[float, float]]] = {}
    for sheet in sheets:
        if sum(isinstance(block, Line) for block in sheet.blocks) >= _EDGE:
            edges.setdefault(sheet.width, []).append((sheet.left, sheet.right))
    return [_widened(sheet, edges.get(sheet.width, [])) for sheet in sheets]


def _widened(sheet: _Sheet, edges: list[tuple[float, float]]) -> _Sheet:
    if not edges:
        return sheet
    left, right = (sorted(side)[len(edges) // 2] for side in zip(*edges, strict=True))
    return replace(sheet, left=min(sheet.left, left), right=max(sheet.right, right))


def _margin(lefts: Counter[int]) -> float:
    """The left edge of the text: the leftmost place where several lines begin."""
    often = [left for left, count in lefts.items() if count >= max(1, max(lefts.values()) // 4)]
    return float(min(often, default=0))


def _running(sheets: Sequence[_Sheet]) -> frozenset[tuple[str, int]]:
    """Lines apart from the text at the head or foot of pages that stand at one place of most, whatever their digits."""
    seen = Counter(_key(line) for sheet in sheets for line in _apart(sheet))
    return frozenset(key for key, count in seen.items() if count >= max(_REPEATS, len(sheets) // 2 + 1))


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", "".join(shadow(line.text).split())), round(line.top / _SAME_PLACE)


def _apart(sheet: _Sheet) -> Iterator[Line]:
    """The first and last lines of a page that a gap or their size sets apart from the text."""
    for blocks in (sheet.blocks, sheet.blocks[::-1]):
        for line, following in list(pairwise(blocks))[: _EDGE - 1]:
            if not isinstance(line, Line):
                break
            gap = abs(following.top - line.top) > _HEAD_GAP * max(sheet.step, line.size)
            if gap or (
                isinstance(following, Line) and max(line.size, following.size) > _SIZE * min(line.size, following.size)
            ):
                yield line


def _body(sheet: _Sheet, heads: frozenset[tuple[str, int]]) -> Iterator[Line | Grid]:
    last = len(sheet.blocks) - 1
    for at, block in enumerate(sheet.blocks):
        edge = at < _EDGE or at > last - _EDGE
        if isinstance(block, Line) and edge and (_key(block) in heads or _page_number(block.text)):
            continue
        yield block


def _page_number(text: str) -> bool:
    words = shadow(text).strip()
    return any(re.fullmatch(entry["pattern"], words) for entry in vocabulary("pages")["page_marks"].values())


class _Writer:
    """Holds the paragraph and the table that may go on with the next line or page."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._pieces: list[tuple[str, str]] = []
        self._last: tuple[Line, _Sheet] | None = None
        self._grids: list[Grid] = []
        self._tables = 0

    def line(self, line: Line, sheet: _Sheet) -> None:
        self._end_table()
        headed = len(self._pieces) == 1 and _starts(self._pieces[0][0], ended=True)
        if self._last is None or _begins(line, sheet, *self._last) or (headed and _starts(line.text, ended=True)):
            self._end_paragraph()
        elif self._pieces and not wide(line.text[0]) and not wide(self._pieces[-1][0][-1]):
            self._pieces.append((" ", self._pieces[-1][1]))
        self._pieces.append((line.text, f"page {sheet.number}"))
        self._last = (line, sheet)

    def table(self, grid: Grid) -> None:
        self._end_paragraph()
        if self._grids and not _continues(self._grids[-1], grid):
            self._end_table()
        self._grids.append(grid)

    def end(self) -> None:
        self._end_table()
        self._end_paragraph()

    def _end_paragraph(self) -> None:
        if self._pieces:
            for text, place in self._pieces:
                self._builder.add(text, place)
            self._builder.add("\n", self._pieces[-1][1])
        self._pieces = []
        self._last = None

    def _end_table(self) -> None:
        if not self._grids:
            return
        self._tables += 1
        rows = list(_rows(self._grids))
        names = column_names([[box.text for box in row] for _, row in rows if not _alone(row)])
        for at, (page, row) in enumerate(rows, 1):
            place = f"page {page} table {self._tables} row {at}"
            if _alone(row):
                self._builder.line((Piece(row[0].text),), place)
                continue
            squares = [Square((Piece(box.text),) if box.text else (), merged=box.merged) for box in row]
            self._builder.row(squares, [f"{place} column {name}" for name in names], self._tables, at)
        self._grids = []


def _begins(line: Line, sheet: _Sheet, before: Line, of: _Sheet) -> bool:
    """Whether a line begins a paragraph after `before`, a line of the same or the last page."""
    size = min(line.size, before.size)
    if max(line.size, before.size) > _SIZE * size or _starts(line.text, ended=_ended(before)):
        return True
    if line.left - sheet.left > _INDENT * size:
        block = abs(line.left - before.left) < size / 2 and line.left < (sheet.left + sheet.right) / 2
        aligned = block or (_centred(line, sheet) and _centred(before, of))
        return not (aligned and _full(before, of) and not _ended(before))
    if sheet is of and sheet.step and line.top - before.top > _GAP * max(sheet.step, size):
        return True
    short = of.right - before.right
    return (short > _SHORT * size and _ended(before)) or short > _VERY_SHORT * (of.right - of.left)


def _starts(text: str, *, ended: bool) -> bool:
    words = shadow(text)
    return any(
        re.fullmatch(entry["pattern"], words) if entry["whole"] else ended and re.match(entry["pattern"], words)
        for entry in vocabulary("pages")["paragraph_starts"].values()
    )


def _centred(line: Line, sheet: _Sheet) -> bool:
    return abs((line.left + line.right) - (sheet.left + sheet.right)) < 2 * line.size


def _full(line: Line, sheet: _Sheet) -> bool:
    return sheet.right - line.right < _SHORT * line.size


def _ended(line: Line) -> bool:
    return line.text[-1] in vocabulary("pages")["_ends"]


def _alone(row: tuple[Box, ...]) -> bool:
    return bool(row[0].text) and all(box.merged and not box.text for box in row[1:])


def _continues(above: Grid, below: Grid) -> bool:
    """Whether a table goes on on the next page: the same columns."""
    same = len(above.columns) == len(below.columns) and all(
        abs(one - other) < _SAME_COLUMN for one, other in zip(above.columns, below.columns, strict=True)
    )
    return same and below.page == above.page + 1


def _rows(grids: Sequence[Grid]) -> Iterator[tuple[int, tuple[Box, ...]]]:
    """The rows of a table over its pages: repeated heads once, a row that the page end cut in one."""
    held: tuple[int, tuple[Box, ...]] | None = None
    for grid in grids:
        rows = [row for at, row in enumerate(grid.rows) if grid is grids[0] or not _repeated(at, row, grids[0])]
        if held is not None and rows:
            cut = _cut(rows[0], held[1])
            joined = tuple(Box(one.text + rest.text, one.merged) for one, rest in zip(held[1], rows[0], strict=True))
            rows = _carried(rows, held[1], cut=cut)[cut:]
            held = (held[0], joined) if cut else held
        for row in rows:
            if any(box.text for box in row):
                if held is not None:
                    yield held
                held = (grid.page, row)
    if held is not None:
        yield held


def _repeated(at: int, row: tuple[Box, ...], first: Grid) -> bool:
    return at < len(first.rows) and [box.text for box in row] == [box.text for box in first.rows[at]]


def _cut(row: tuple[Box, ...], above: tuple[Box, ...]) -> bool:
    """Whether the first row of a page is the rest of one that the page end cut: all its words go on from full cells."""
    empty = any(not box.text for box in row) and not row[0].text.isdigit()
    return empty and all(over.full for box, over in zip(row, above, strict=True) if box.text)


def _carried(rows: list[tuple[Box, ...]], above: tuple[Box, ...], *, cut: bool) -> list[tuple[Box, ...]]:
    """Rows under cells that reach down over the page end: what is empty there repeats them.

    Those are the empty squares that lead the first row (unless it is the rest of a cut one), and those that reach down
    over several rows.
    """
    grid = [list(row) for row in rows]
    leading = not cut
    for column, over in enumerate(above):
        reach = 0
        while reach < len(rows) and not rows[reach][column].text and rows[reach][column].merged == (reach > 0):
            reach += 1
        leading = leading and reach > 0
        for row in grid[: max(reach, 1) if leading or reach > 1 else 0]:
            row[column] = Box(over.text, merged=True)
    return [tuple(row) for row in grid]
