"""By when the rows of tables are due, and the targets of a measure whose deadline stands in a field or column of its own."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from graph.deadlines.due import interval
from graph.kept.patterns import compiled
from loaders.outline.flat_tables import FlatTable, cell_end, flat_tables
from loaders.outline.heading_labels import Label
from loaders.readings import Deadline, Outline, Part, Span, Statement, Table, Target
from loaders.tables.column_heads import unbroken
from loaders.tables.ditto import meant
from loaders.targets.deadlines.cell_dates import CellDate, cell_date
from loaders.targets.deadlines.no_fixed_end import in_cell, words_of
from loaders.text.time_words import time_words
from loaders.vocabulary import vocabulary

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
    statements: Sequence[Statement] = (),
) -> tuple[Target, ...]:
    """The targets, those without a deadline with the one that their row or their heading has in a cell or field of its own.

    `statements`, in order: a deadline in a bracket of one stands apart as well (县水利局负责，10月底前完成), and fields under
    no heading make records. Where there are two deadlines, neither dates a target.
    """
    brackets = [Span(each.start, each.end) for each in statements if each.form == "bracket" and each.scope == "measure"]
    records = _records(deadlines, statements)
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
    found = (_dated(each, only, _row(rows, starts, each.start)) for each in targets)
    return tuple(_of_record(each, records) if records else each for each in found)


def _records(deadlines: Sequence[Deadline], statements: Sequence[Statement]) -> dict[Span, str]:
    """Records of fields under no heading (事项：…, 责任单位：…, 完成时限：…): the words of each in front of its units, and its date.

    Each record has one statement in front of its deadline, the first one too, so that what is due is known to stand before.
    """
    loose = [each.start for each in statements if each.form == "field" and each.heading is None]
    found: dict[Span, str] = {}
    before = 0
    for each in sorted(deadlines, key=lambda deadline: deadline.start):
        if each.rule == "field" and each.heading is None and loose:
            units = loose[bisect_right(loose, before) : bisect_right(loose, each.start)]
            if len(units) != 1:
                return {}
            if interval(each.date) is not None:
                found[Span(before, units[0])] = each.date[: len("YYYY-MM")]
            before = each.end
    return found if len(found) >= _FEWEST else {}


def _of_record(target: Target, records: dict[Span, str]) -> Target:
    if target.deadline is not None or target.heading is not None:
        return target
    date = next((date for span, date in records.items() if span.start <= target.start < span.end), None)
    return target if date is None else replace(target, deadline=date)


def with_column_periods(targets: Sequence[Target], outline: Outline, year: int | None) -> tuple[Target, ...]:
    """The targets, those in a column whose head is a time (一季度, 6月底前) with that time; two such columns at least."""
    dates = sorted(
        (row.cells[at].start, row.cells[at].end, date)
        for table in outline.tables
        if len(periods := _periods(outline, table, year)) >= _FEWEST
        for at, date in periods.items()
        for row in table.rows
        if at in row.cells
    )
    if not dates:
        return tuple(targets)
    cells = [Span(start, end) for start, end, _ in dates]
    found = []
    for each in targets:
        at = bisect_right(cells, each.start, key=lambda cell: cell.start) - 1
        inside = each.deadline is None and at >= 0 and each.start < cells[at].end
        found.append(replace(each, deadline=dates[at][2]) if inside else each)
    return tuple(found)


_FEWEST = 2
"""Columns of times that a table of steps has at least."""


def _periods(outline: Outline, table: Table, year: int | None) -> dict[int, str]:
    """The columns whose heads are times, with their dates."""
    found: dict[int, str] = {}
    for at, column in table.columns.items():
        said = unbroken(outline.shadow[column.head.start : column.head.end])
        date = cell_date(outline.shadow, column.head, year) if _period().fullmatch(said) else None
        if date is not None:
            found[at] = date.date
    return found


@cache
def _period() -> re.Pattern[str]:
    return compiled(vocabulary("targets/deadlines/deadlines")["periods"]["head"]["pattern"])


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
