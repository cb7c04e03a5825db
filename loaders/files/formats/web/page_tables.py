"""A page's data table on its grid: spans of rows repeat the words, spans of columns leave gaps."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from graph.errors import SourceError
from loaders.files.formats.content import Piece, Square, Words, one_line
from loaders.files.formats.web.page_lines import Line, walk
from loaders.files.limits import LIMITS


@dataclass(frozen=True, slots=True)
class Row:
    """A row on the grid; a row whose only cell spans the table has `alone`, that cell, and its words as one square."""

    squares: tuple[Square, ...]
    alone: etree._Element | None = None


@dataclass(slots=True)
class _Above:
    rows: int
    words: Words


def rows(table: etree._Element, where: str) -> list[Row]:
    """The rows of a table without tables inside; raises SourceError past the limit of rows."""
    elements = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    if len(elements) > LIMITS.rows:
        raise SourceError(
            f"a table has more than {LIMITS.rows:,} rows", where=where, hint="this is no plan; if it is, split it"
        )
    above: dict[int, _Above] = {}
    grid = [_row(cells, above) for cells in elements]
    width = min(max((len(row.squares) for row in grid), default=0), LIMITS.columns)
    return [_fitted(row, width) for row in grid if row.squares]


def _row(cells: list[etree._Element], above: dict[int, _Above]) -> Row:
    """The squares of a row; `above` holds the cells that still reach down, and is brought up to date."""
    alone = cells[0] if len(cells) == 1 and not above else None
    waiting = deque(islice((square for cell in cells for square in _expanded(cell)), LIMITS.columns))
    squares: list[Square] = []
    while waiting or any(column >= len(squares) for column in above):
        column = len(squares)
        reaching = above.get(column)
        if reaching is not None:
            squares.append(Square(reaching.words, merged=True))
            reaching.rows -= 1
            if reaching.rows == 0:
                del above[column]
        elif waiting:
            square, down = waiting.popleft()
            squares.append(square)
            if down > 1:
                above[column] = _Above(down - 1, square.words)
        else:
            squares.append(Square(()))
    return Row(tuple(squares), alone)


def _expanded(cell: etree._Element) -> Iterator[tuple[Square, int]]:
    """The cell's square and the empty ones that it spans to the right, each with the number of rows it reaches."""
    down = _span(cell, "rowspan", LIMITS.rows)
    yield Square(one_line((Piece(text),) for text in _lines(cell))), down
    for _ in range(1, _span(cell, "colspan", LIMITS.columns)):
        yield Square((), merged=True), down


def _span(cell: etree._Element, name: str, most: int) -> int:
    text = cell.get(name, "1").strip()
    if not (text.isascii() and text.isdigit()):
        return 1
    return min(int(text[:6]), most) or most  # 0 means: to the end


def _fitted(row: Row, width: int) -> Row:
    if row.alone is not None:
        return Row(row.squares[:1], row.alone)
    gaps = (Square(()),) * (width - len(row.squares))
    return Row(row.squares[:width] + gaps)


def _lines(cell: etree._Element) -> Iterator[str]:
    for item in walk(cell, {}, frozenset()):
        if isinstance(item, Line):
            yield item.text
