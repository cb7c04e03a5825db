"""Joins the lines of pages into paragraphs, across pages too, without page numbers and running heads.

A paragraph ends where the next line is indented, where its last line is short, where the gap or the size changes
(research/reading.md §1.3). PDF and OFD share this.
"""

import re
from collections.abc import Sequence

from graph.shadow import shadow
from loaders.files.formats.column_names import column_names
from loaders.files.formats.content import Builder, Piece, Square
from loaders.files.formats.fixed.glyph_lines import Line
from loaders.files.formats.fixed.glyph_pages import Page, wide
from loaders.files.formats.fixed.page_body import Sheet, body, running, sheets
from loaders.files.formats.fixed.ruled_tables import Grid
from loaders.files.formats.fixed.tables_over_pages import alone, continues, rows
from loaders.vocabulary import vocabulary

_EDGE = 3
_LONGEST = 24
_REPEATS = 3
_INDENT = 0.9
_SHORT = 2.5
_VERY_SHORT = 0.25
_GAP = 1.7
_SIZE = 1.15
_SAME_COLUMN = 6.0
_SAME_PLACE = 6.0
_HEAD_GAP = 1.25


def join(pages: Sequence[Page], builder: Builder) -> None:
    """Writes the pages' paragraphs and tables to the builder, with `page N` as their place."""
    all_pages = sheets(pages)
    heads = running(all_pages)
    writer = _Writer(builder)
    for sheet in all_pages:
        for block in body(sheet, heads):
            if isinstance(block, Grid):
                writer.table(block)
            else:
                writer.line(block, sheet)
    writer.end()
    if beside := [sheet.beside[:_LONGEST] for sheet in all_pages if sheet.beside]:
        shown = "; ".join(list(dict.fromkeys(beside))[:_EDGE])
        builder.problem("turned-text", f"text that stands sideways on {len(beside)} pages was left out: {shown}")


class _Writer:
    """Holds the paragraph and the table that may go on with the next line or page."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._pieces: list[tuple[str, str]] = []
        self._last: tuple[Line, Sheet] | None = None
        self._grids: list[Grid] = []
        self._tables = 0

    def line(self, line: Line, sheet: Sheet) -> None:
        self._end_table()
        headed = len(self._pieces) == 1 and _starts(self._pieces[0][0], ended=True)
        if self._last is None or _begins(line, sheet, *self._last) or (headed and _starts(line.text, ended=True)):
            self._end_paragraph()
        elif self._pieces and not wide(line.text[0]) and not _joins(self._pieces[-1][0][-1]):
            self._pieces.append((" ", self._pieces[-1][1]))
        self._pieces.append((line.text, f"page {sheet.number}"))
        self._last = (line, sheet)

    def table(self, grid: Grid) -> None:
        self._end_paragraph()
        if self._grids and not continues(self._grids[-1], grid):
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
        whole = rows(self._grids)
        names = column_names([[box.text for box in row] for _, row in whole if not alone(row)])
        for at, (page, row) in enumerate(whole, 1):
            place = f"page {page} table {self._tables} row {at}"
            if alone(row):
                self._builder.line((Piece(row[0].text),), place)
                continue
            squares = [Square((Piece(box.text),) if box.text else (), merged=box.merged) for box in row]
            self._builder.row(squares, [f"{place} column {name}" for name in names], self._tables, at)
        self._grids = []


def _joins(sign: str) -> bool:
    """Whether the next line goes on right after the sign that ends one: a Chinese one, or a hyphen, which is kept."""
    return wide(sign) or sign == "-"


def _begins(line: Line, sheet: Sheet, before: Line, of: Sheet) -> bool:
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
        for entry in vocabulary("files/formats/web/pages")["paragraph_starts"].values()
    )


def _centred(line: Line, sheet: Sheet) -> bool:
    return abs((line.left + line.right) - (sheet.left + sheet.right)) < 2 * line.size


def _full(line: Line, sheet: Sheet) -> bool:
    return sheet.right - line.right < _SHORT * line.size


def _ended(line: Line) -> bool:
    return line.text[-1] in vocabulary("files/formats/web/pages")["_ends"]
