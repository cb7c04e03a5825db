"""Tables that run over several pages: repeated heads once, rows that the page end cut in one, merged cells carried on."""

from collections.abc import Iterator, Sequence

from loaders.files.formats.fixed.ruled_tables import Box, Grid

_SAME_COLUMN = 6.0


def continues(above: Grid, below: Grid) -> bool:
    """Whether a table goes on on the next page: the same columns."""
    same = len(above.columns) == len(below.columns) and all(
        abs(one - other) < _SAME_COLUMN for one, other in zip(above.columns, below.columns, strict=True)
    )
    return same and below.page == above.page + 1


def rows(grids: Sequence[Grid]) -> Iterator[tuple[int, tuple[Box, ...]]]:
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


def alone(row: tuple[Box, ...]) -> bool:
    """Whether the row is one cell that spans the table: a heading inside it."""
    return bool(row[0].text) and all(box.merged and not box.text for box in row[1:])
