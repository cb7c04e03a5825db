"""By when the rows of tables are due, and the targets of a measure whose deadline stands in a field or column of its own."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.deadlines.due import interval
from loaders.outline.flat_tables import FlatTable, cell_end, flat_tables
from loaders.outline.heading_labels import Label
from loaders.readings import Deadline, Outline, Part, Span, Table, Target
from loaders.tables.ditto import meant
from loaders.targets.deadlines.cell_dates import CellDate, cell_date
from loaders.targets.deadlines.no_fixed_end import in_cell, words_of
from loaders.text.time_words import time_words

_APART = frozenset({"field", "flat-table"})
"""Rules of deadlines that stand apart from the measure's words and are due for all of them."""

_FIELD = 60
"""Characters of a run-together cell of time."""


def column_deadlines(outline: Outline, part: Part, year: int | None) -> Iterator[Deadline]:
    """Cells below the head 完成时限 and the like; a cell over several rows holds for each, and so does what it repeats."""
    for table in outline.tables:
        due = [at for at, column in table.columns.items() if column.kind == "deadline"]
        for row in table.rows if due else ():
            for at in due:
                cell, said = row.cells.get(at), meant(row, at)
                if cell is None or said is None or not part.start <= cell.start < part.end:
                    continue
                found = _of_cell(outline, Span(said.start, said.end), year)
                if found is not None:
                    heading = outline.heading_at(cell.start)
                    place = heading.start if heading else None
                    start, end = (found.start, found.end) if said is cell else (cell.start, cell.end)
                    yield Deadline(start, end, found.date, place, "column")


def _of_cell(outline: Outline, cell: Span, year: int | None) -> CellDate | None:
    """What a cell says: that the work recurs (每年12月底 is no December of the plan's own year), a date, or that it goes on."""
    found = cell_date(outline.shadow, cell, year)
    open_end = in_cell(outline, cell)
    if open_end is None or (found is not None and not open_end.start <= found.start <= found.end <= open_end.end):
        return found
    return CellDate(open_end.start, open_end.end, words_of(outline, open_end))


def flat_deadlines(outline: Outline, part: Part, year: int | None) -> Iterator[Deadline]:
    """The times that end the measures of a table whose cells a page has run together."""
    rows = {label.start for table in flat_tables(outline.laid) for label in _measures(table)}
    for heading in outline.headings:
        if heading.start not in rows or not part.start <= heading.start < part.end:
            continue
        start = cell_end(outline.laid, heading.start + len(heading.label), heading.end)
        if start is None:
            continue
        words = time_words(outline.shadow, start, min(start + _FIELD, heading.end), year)
        if words and words[0].start == start and words[0].date:
            yield Deadline(start, words[0].end, words[0].until, heading.start, "flat-table")


def _measures(table: FlatTable) -> tuple[Label, ...]:
    """The rows of a table without the groups that they stand in."""
    return tuple(label for label in table.rows if not label.style.table_only) or table.rows


def with_row_dues(
    targets: Sequence[Target],
    deadlines: Sequence[Deadline],
    tables: Sequence[Table] = (),
    brackets: Sequence[Span] = (),
) -> tuple[Target, ...]:
    """The targets, those without a deadline with the one that their row or their heading has in a cell or field of its own.

    `brackets`, in order, say who does it, and a deadline in one stands apart as well (县水利局负责，10月底前完成). Where there
    are two of them, neither dates a target.
    """
    rows = sorted((row.span for table in tables for row in table.rows), key=lambda span: span.start)
    starts = [row.start for row in rows]
    dates: dict[tuple[str, int], set[str]] = defaultdict(set)
    for each in deadlines:
        if interval(each.date) is None:  # what recurs or goes on dates no target
            continue
        apart = each.rule in _APART or _holds(brackets, each.start)
        if apart and each.heading is not None:
            dates["heading", each.heading].add(each.date[: len("YYYY-MM")])
        elif each.rule == "column" and (row := _row(rows, starts, each.start)) is not None:
            dates["row", row].add(each.date[: len("YYYY-MM")])
    only = {place: next(iter(found)) for place, found in dates.items() if len(found) == 1}
    return tuple(_dated(each, only, _row(rows, starts, each.start)) for each in targets)


def _holds(spans: Sequence[Span], position: int) -> bool:
    at = bisect_right(spans, position, key=lambda span: span.start) - 1
    return at >= 0 and position < spans[at].end


def _dated(target: Target, only: dict[tuple[str, int], str], row: int | None) -> Target:
    if target.deadline is not None:
        return target
    places = [("row", row)] if row is not None else []
    places += [("heading", target.heading)] if target.heading is not None else []
    date = next((only[place] for place in places if place in only), None)
    return target if date is None else replace(target, deadline=date)


def _row(rows: Sequence[Span], starts: Sequence[int], position: int) -> int | None:
    """The beginning of the row that holds a position."""
    at = bisect_right(starts, position) - 1
    return rows[at].start if at >= 0 and position < rows[at].end else None
