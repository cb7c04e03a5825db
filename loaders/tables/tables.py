"""Tables understood once: which rows are heads, what each column says, which piece goes on without a head of its own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby

from graph.kept.patterns import compiled
from loaders.readings import Cell, Column, Row, Span, Table
from loaders.tables.column_heads import (
    Head,
    ends_like_unit,
    head_of,
    is_label,
    names_contact,
    names_task,
)
from loaders.tables.ditto import with_ditto
from loaders.tables.marked_columns import is_mark, marked_columns
from loaders.vocabulary import vocabulary

_YEAR = 4
"""Digits of a year, which may stand in a head."""

_BETWEEN = 40
"""Characters that may stand between two pieces of one table."""


def tables(words: str, cells: Sequence[Cell]) -> tuple[Table, ...]:
    """The tables of a text in order; `words` is its shadow. A new head within a grid of cells begins a new table."""
    found: list[Table] = []
    ordered = sorted(cells, key=lambda cell: (cell.table, cell.row, cell.column))
    for _, grid in groupby(ordered, key=lambda cell: cell.table):
        rows = [Row({cell.column: cell for cell in row}) for _, row in groupby(grid, key=lambda cell: cell.row)]
        for table in _split(words, rows):
            before = found[-1] if found else None
            if before is not None and not table.columns and _goes_on(words, before, table):
                found[-1] = Table(before.columns, (*before.rows, *table.rows), before.heads)
            else:
                found.append(table)
    return tuple(with_ditto(words, table) for table in found)


def cell_words(words: str, cell: Cell | None) -> str:
    """A cell's words without blanks around them; nothing for no cell."""
    return words[cell.start : cell.end].strip() if cell else ""


def _split(words: str, rows: Sequence[Row]) -> Iterator[Table]:
    """The rows of a grid by their heads; rows in front of the first head are a table without one."""
    columns: Mapping[int, Column] = {}
    body: list[Row] = []
    heads: list[Row] = []
    marked = marked_columns(words, rows)
    for at, row in enumerate(rows):
        if any(_said(words, row) == _said(words, head) for head in heads):  # again, as on the next page
            heads.append(row)
        elif at in marked:
            upper = rows[at - 1] if at and _stands_under(words, row, rows[at - 1], marked[at]) else None
            if body and not (upper and body == [upper]):
                yield Table(columns, tuple(body), tuple(head.span for head in heads))
            columns, body = _marked(words, columns, row, upper, marked[at]), []
            heads = [upper, row] if upper else [row]
        elif _holds_marks(words, columns, row):  # 主责 and 协同 below names of units are no heads
            body.append(row)
        elif heads and not body and _is_lower(words, row, heads[-1]):
            columns = _with_lower(words, columns, row, heads[-1])
            heads.append(row)
        elif (found := _head_row(words, row)) is None:
            body.append(row)
        else:
            if body:
                yield Table(columns, tuple(body), tuple(head.span for head in heads))
            columns, body, heads = found, [], [row]
    if body:
        yield Table(columns, tuple(body), tuple(head.span for head in heads))


def _holds_marks(words: str, columns: Mapping[int, Column], row: Row) -> bool:
    """Whether a row has a mark below the name of a unit."""
    marked = (cell for at, cell in row.cells.items() if at in columns and columns[at].marked)
    return any(is_mark(words[cell.start : cell.end]) for cell in marked)


def _stands_under(words: str, row: Row, above: Row, marked: frozenset[int]) -> bool:
    """Whether names of units are the lower part of a head: beside them nothing is written that does not reach down."""
    beside = [column for column in row.cells if column not in marked and cell_words(words, row.cells[column])]
    return all(
        row.cells[column].merged or cell_words(words, row.cells[column]) == cell_words(words, above.cells.get(column))
        for column in beside
    ) and (bool(beside) or len(row.cells) > len(marked))


def _marked(
    words: str, columns: Mapping[int, Column], row: Row, upper: Row | None, marked: frozenset[int]
) -> dict[int, Column]:
    """The columns of a head whose names of units stand over marks; beside them what the head says, its upper part too."""
    found = dict(columns) if upper else {}
    for column, cell in sorted(row.cells.items()):
        if column in marked:
            found[column] = Column("duty", Span(cell.start, cell.end), marked=True)
        elif column not in found:
            shown = cell if cell_words(words, cell) or upper is None else upper.cells.get(column, cell)
            found[column] = _column(shown, head_of(cell_words(words, shown)))
    return found


def _said(words: str, row: Row) -> list[str]:
    """What the cells of a row say, without blanks."""
    return ["".join(words[cell.start : cell.end].split()) for _, cell in sorted(row.cells.items())]


def _head_row(words: str, row: Row) -> dict[int, Column] | None:
    """The columns of a row that is a head; None for any other row."""
    said = {column: cell_words(words, cell) for column, cell in row.cells.items()}
    written = {column: label for column, label in said.items() if label}
    if any(label.isdigit() and len(label) < _YEAR for label in written.values()):  # a number or figure; most rows stop
        return None
    heads = {column: head for column, label in written.items() if (head := head_of(label))}
    if not _is_head(written, heads):
        return None
    if any(names_contact(label) for column, label in written.items() if not _has_role(heads.get(column))):
        heads = {column: Head("figure") if head.weak else head for column, head in heads.items()}
    return {column: _column(row.cells[column], heads.get(column)) for column in written}


def _is_head(written: Mapping[int, str], heads: Mapping[int, Head]) -> bool:
    """Whether a row's cells are heads of columns and not the words of a row."""
    duties = {column for column, head in heads.items() if head.kind == "duty"}
    if duties and any(names_task(label) for column, label in written.items() if column not in duties):
        return not any(_is_value(label, heads.get(column)) for column, label in written.items())
    if len(written) <= 1 or not all(is_label(label) for label in written.values()):
        return False
    if any(ends_like_unit(label) and column not in heads for column, label in written.items()):
        return False
    strong = any(not heads[column].weak for column in duties)
    serial = any(head.kind == "serial" for head in heads.values())
    return strong or (serial and len(heads) > 1) or (len(heads) > 1 and len(heads) * 2 > len(written))


def _is_value(label: str, head: Head | None) -> bool:
    """Whether a cell beside heads is the words of a row: 责任单位 and 市水务局 side by side are a form, no head."""
    return head is None and ends_like_unit(label) and not names_task(label)


def _has_role(head: Head | None) -> bool:
    return head is not None and head.kind == "duty"


def _column(cell: Cell, head: Head | None) -> Column:
    span = Span(cell.start, cell.end)
    if head is None:
        return Column("unknown", span)
    return Column(head.kind, span, head.roles, head.weak, head.persons)


def _is_lower(words: str, row: Row, above: Row) -> bool:
    """Whether a row is the lower part of the head: every cell repeats what reaches down, or stands under a wide one."""
    own = 0
    for column, cell in row.cells.items():
        label = cell_words(words, cell)
        if not label or cell.merged or label == cell_words(words, above.cells.get(column)):
            continue
        wide = not cell_words(words, above.cells.get(column)) or not cell_words(words, above.cells.get(column + 1))
        if not wide or not is_label(label) or (ends_like_unit(label) and head_of(label) is None):
            return False
        own += 1
    return own > 0


def _with_lower(words: str, columns: Mapping[int, Column], row: Row, above: Row) -> dict[int, Column]:
    """The columns of a head of two rows: what the lower cell says, alone or together with the wide one above it."""
    found = dict(columns)
    upper = ""
    for column, cell in sorted(row.cells.items()):
        upper = cell_words(words, above.cells.get(column)) or upper
        label = cell_words(words, cell)
        if not label or cell.merged or label == upper:
            continue
        tried = (label, f"{label}{upper}", f"{upper}{label}", upper)
        head = next((head for each in tried if (head := head_of(each)) and head.kind != "other"), None)
        found[column] = _column(cell, head)
    return found


def _goes_on(words: str, before: Table, piece: Table) -> bool:
    """Whether rows without a head are the rest of the table before: 续表, numbers that run on, units where units stood."""
    first = piece.rows[0]
    if not before.columns or not _fits(before, first):
        return False
    between = words[before.rows[-1].span.end : first.span.start].strip()
    if len(between) > _BETWEEN:
        return False
    said = _continued().search(between) is not None
    serial = next((at for at, column in before.columns.items() if column.kind == "serial"), None)
    if serial is not None and (number := _number(words, first, serial)) is not None:
        numbers = [found for row in before.rows if (found := _number(words, row, serial)) is not None]
        if number == (numbers[-1] if numbers else 0) + 1:
            return True
    duties = [at for at, column in before.columns.items() if column.kind == "duty"]
    units = [cell_words(words, row.cells.get(at)) for row in piece.rows for at in duties]
    named = [label for label in units if label]
    if named and any(before.columns[at].marked for at in duties):
        return (said or not between) and all(map(is_mark, named))
    return (said or not between) and bool(named) and sum(map(ends_like_unit, named)) * 2 > len(named)


def _number(words: str, row: Row, column: int) -> int | None:
    """The number of a row: 3, 3. or (3)."""
    found = _NUMBER.fullmatch(cell_words(words, row.cells.get(column)))
    return int(found[1]) if found else None


_NUMBER = compiled(r"\(?(\d{1,4})[.、)]?")


def _fits(before: Table, row: Row) -> bool:
    """Whether a row has the columns of a table."""
    return max(row.cells) == max(*before.columns, *before.rows[0].cells)


@cache
def _continued() -> re.Pattern[str]:
    return compiled(vocabulary("tables/columns")["_continued"])
