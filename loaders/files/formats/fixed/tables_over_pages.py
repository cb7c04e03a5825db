"""Tables that run over several pages: repeated heads once, rows that the page end cut in one, merged cells carried on."""

from collections.abc import Sequence
from dataclasses import replace

from loaders.files.formats.fixed.ruled_tables import Box, Grid

_SAME_COLUMN = 6.0
_HEAD_ROWS = 4

Row = tuple[Box, ...]


def continues(above: Grid, below: Grid) -> bool:
    """Whether a table goes on on the next page: the same columns."""
    ends = slice(None) if above.ruled else slice(None, None, max(1, len(above.columns) - 1))
    same = len(above.columns) == len(below.columns) and all(
        abs(one - other) < _SAME_COLUMN for one, other in zip(above.columns[ends], below.columns[ends], strict=True)
    )
    return same and above.ruled == below.ruled and below.page == above.page + 1


def rows(grids: Sequence[Grid]) -> list[tuple[int, Row]]:
    """The rows of a table over its pages, each with its page: repeated heads once, a row that the page end cut in one."""
    first = grids[0]
    framed = bool(first.rows) and not all(box.open_above for box in first.rows[0])
    found: list[tuple[int, Row]] = []
    for grid in grids:
        repeated = 0 if grid is first else _repeated(grid.rows, first.rows[:_HEAD_ROWS])
        below = list(grid.rows[repeated:])
        if found and below:
            links = _links(found[-1][1], below[0]) if framed else ()
            below = _linked(found, below, links) if any(links) else _closed(found, below)
        found += [(grid.page, row) for row in below if any(box.text for box in row)]
    return found


def _links(above: Row, below: Row) -> tuple[bool, ...]:
    """The columns whose cells no line parts at the page end.

    The foot of the page says it; browsers draw no line above the first row of the next page, so that its head says it
    only where some columns have one.
    """
    foot = tuple(box.open_below for box in above)
    head = tuple(box.open_above for box in below)
    return foot if any(foot) or all(head) else head


def _repeated(rows: Sequence[Row], head: Sequence[Row]) -> int:
    """How many rows at the top of a page repeat the table's first ones; a title above them need not stand again."""
    if not rows:
        return 0
    for skipped in range(len(head)):
        count = 0
        while (
            skipped + count < len(head) and count < len(rows) and _texts(rows[count]) == _texts(head[skipped + count])
        ):
            count += 1
        if count:
            return count
        if not alone(head[skipped]):
            break
    return 0


def _texts(row: Row) -> list[str]:
    return [box.text for box in row]


def _linked(found: list[tuple[int, Row]], rows: list[Row], links: Sequence[bool]) -> list[Row]:
    """Joins the cells that no line parts from the page before: all of a row, or cells that are merged over the page end."""
    above = found[-1][1]
    whole = [Box(over.text + box.text, merged=over.merged) for over, box in zip(above, rows[0], strict=True)]
    if all(link or not box.text for link, box in zip(links, rows[0], strict=True)):
        cut = tuple(replace(over, text=one.text, open_below=box.open_below, full=box.full)
                    for over, one, box in zip(above, whole, rows[0], strict=True))  # fmt: skip
        found[-1] = (found[-1][0], cut)
        return rows[1:]
    grid = [list(row) for row in rows]
    for column, link in enumerate(links):
        if not link:
            continue
        words = whole[column].text
        _rewrite(found, column, words)
        for at, row in enumerate(grid):
            if at and not row[column].down:
                break
            row[column] = replace(row[column], text=words, merged=True)
    return [tuple(row) for row in grid]


def _rewrite(found: list[tuple[int, Row]], column: int, words: str) -> None:
    """Gives the rows above that the cell covers its whole words."""
    at = len(found) - 1
    while at >= 0:
        page, row = found[at]
        found[at] = (page, (*row[:column], replace(row[column], text=words), *row[column + 1 :]))
        if not row[column].down:
            return
        at -= 1


def _closed(found: list[tuple[int, Row]], rows: list[Row]) -> list[Row]:
    """The rows below a page end that lines close: its first may be the rest of a cut row, told by its words."""
    above = found[-1][1]
    if alone(above) or alone(rows[0]):
        return rows
    cut = _cut(rows[0], above)
    if cut:
        joined = tuple(
            replace(one, text=one.text + rest.text, full=rest.full or (one.full and not rest.text))
            for one, rest in zip(above, rows[0], strict=True)
        )
        found[-1] = (found[-1][0], joined)
    return _carried(rows, above, cut=cut)[cut:]


def _cut(row: Row, above: Row) -> bool:
    """Whether the first row of a page is the rest of one that the page end cut: all its words go on from full cells."""
    empty = any(not box.text for box in row) and not row[0].text.isdigit()
    return empty and all(over.full for box, over in zip(row, above, strict=True) if box.text)


def _carried(rows: list[Row], above: Row, *, cut: bool) -> list[Row]:
    """Rows under cells that reach down over the page end: what is empty there repeats them.

    Those are the empty squares that lead the first row (unless it is the rest of a cut one), and those that reach down
    over several rows.
    """
    grid = [list(row) for row in rows]
    leading = not cut
    for column, over in enumerate(above):
        reach = 0
        while reach < len(rows) and not rows[reach][column].text and rows[reach][column].down == (reach > 0):
            reach += 1
        leading = leading and reach > 0
        for row in grid[: max(reach, 1) if leading or reach > 1 else 0]:
            row[column] = Box(over.text, merged=True, down=True)
    return [tuple(row) for row in grid]


def alone(row: Row) -> bool:
    """Whether the row is one cell that spans the table: a heading inside it."""
    return bool(row[0].text) and all(box.merged and not box.text for box in row[1:])
