"""Cells in which no heading of the outline begins."""

from collections.abc import Sequence
from itertools import groupby

from loaders.readings import Cell, Span


def closed_cells(laid: str, cells: Sequence[Cell]) -> tuple[Span, ...]:
    """Cells whose words are never headings, in order: those over several rows (一、水上项目 beside its rows), one-a-line ones.

    A row whose only cell spans the table stays open: it is a heading of the rows below. `laid` has a line a paragraph.
    """
    ordered = sorted(cells, key=lambda cell: (cell.table, cell.row, cell.column))
    found: list[Span] = []
    above: dict[int, Cell] = {}
    table = None
    for place, group in groupby(ordered, key=lambda cell: (cell.table, cell.row)):
        if place[0] != table:
            above, table = {}, place[0]
        row = list(group)
        lined = len(row) > 1 and laid.find("\n", row[0].end, row[1].start) >= 0
        for cell in row:
            repeated = cell.merged and cell.end > cell.start
            if lined or repeated:
                found.append(Span(cell.start, cell.end))
            if repeated and not above.get(cell.column, cell).merged:
                found.append(Span(above[cell.column].start, above[cell.column].end))
        above = {cell.column: cell for cell in row}
    return tuple(sorted(found, key=lambda span: span.start))
