"""Cells that plain text writes: pipe tables of Markdown, lines with TABs; one cell a line is in cells_in_lines."""

from collections.abc import Iterator, Sequence
from itertools import dropwhile

from graph.kept.patterns import compiled
from loaders.readings import Cell, Span
from loaders.tables.cells_in_lines import cells_in_lines
from loaders.tables.column_heads import head_of

_LINE = compiled(r"[^\r\n]+")
_RULE = compiled(r"[ ]{0,8}\|?[ ]*:?-{2,}:?[ ]*(?:\|[ ]*:?-{2,}:?[ ]*)*\|?[ ]*")
_TAB = "\t"
_PIPE = "|"

_Grid = list[list[Span]]


def written_cells(text: str, words: str, given: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells of a text (`words` is its shadow) that no file has told.

    `given` are those of the file, whose tables count on here; a reader that tells cells has seen the TABs itself.
    """
    table = max((cell.table for cell in given), default=0)
    grids: list[_Grid] = []
    if _PIPE in words:
        grids += _piped(words)
    if not given:
        grids += dropwhile(lambda grid: not _has_head(words, grid), _tabbed(text))
        grids += cells_in_lines(words)
    found = []
    for number, grid in enumerate(sorted(grids, key=lambda rows: rows[0][0].start), table + 1):
        for row, spans in enumerate(grid, 1):
            found += [Cell(span.start, span.end, number, row, column) for column, span in enumerate(spans, 1)]
    return tuple(found)


def _has_head(words: str, grid: _Grid) -> bool:
    """Whether a known head stands in the first rows: TABs also stand behind numbers and in lists of other kinds."""
    return len(grid) > 1 and any(
        head_of(words[cell.start : cell.end]) is not None for row in grid[:_HEAD_ROWS] for cell in row
    )


_HEAD_ROWS = 3


def _piped(words: str) -> Iterator[_Grid]:
    """Neighbouring lines of cells between pipes: with a rule (---|---) below the first, in pipes on both sides, or below heads."""
    rows: _Grid = []
    ruled = outer = False
    last = -1
    for line in _LINE.finditer(words):
        inside = line[0].strip()
        if _PIPE not in inside or words.count("\n", last, line.start()) > 1:
            if rows and len(rows) > 1 and (ruled or outer or _is_even(words, rows)):
                yield rows
            rows, ruled, outer = [], False, True
        if _PIPE in inside:
            if len(rows) == 1 and _RULE.fullmatch(line[0]):
                ruled = True
            else:
                rows.append(list(_between(words, Span(*line.span()), _PIPE)))
                outer = (outer or len(rows) == 1) and inside[0] == inside[-1] == _PIPE
        last = line.end()
    if len(rows) > 1 and (ruled or outer or _is_even(words, rows)):
        yield rows


def _is_even(words: str, rows: _Grid) -> bool:
    """Whether rows without pipes at their ends are a table all the same: as many cells in each, known heads above them."""
    heads = sum(head_of(words[cell.start : cell.end]) is not None for cell in rows[0])
    return heads >= _HEADS and len({len(row) for row in rows}) == 1


_HEADS = 2


def _tabbed(text: str) -> Iterator[_Grid]:
    """Neighbouring lines with TABs, which the shadow has as spaces."""
    rows: _Grid = []
    last = 0
    for line in _LINE.finditer(text):
        if rows and (_TAB not in line[0] or text.count("\n", last, line.start()) > 1):
            yield rows
            rows = []
        if _TAB in line[0]:
            rows.append(list(_between(text, Span(*line.span()), _TAB)))
        last = line.end()
    if rows:
        yield rows


def _between(words: str, line: Span, mark: str) -> Iterator[Span]:
    """The cells of a line between marks, without blanks and the stars of bold print around them."""
    start, end = line.start, line.end
    if mark == _PIPE:
        start, end = _trimmed(words, Span(start, end), " ")
        start, end = start + (words[start] == mark), end - (words[end - 1] == mark and end - 1 > start)
    while start <= end:
        at = words.find(mark, start, end)
        stop = end if at < 0 else at
        yield Span(*_trimmed(words, Span(start, stop), " *" if mark == _PIPE else " "))
        start = stop + 1


def _trimmed(words: str, span: Span, marks: str) -> tuple[int, int]:
    start, end = span.start, span.end
    while start < end and words[start] in marks:
        start += 1
    while end > start and words[end - 1] in marks:
        end -= 1
    return start, end
