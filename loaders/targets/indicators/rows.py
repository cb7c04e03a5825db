"""Targets in tables of indicators: a column of metrics, one of units, columns of values by year; each row for itself."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from graph.kept.patterns import compiled
from graph.quantities.units import unit_meaning
from loaders.readings import Cell, Outline, Part, Span, Target
from loaders.targets.indicators.columns import Heads, Row, ValueColumn, indicator_heads, words_of
from loaders.targets.indicators.turned import turned_targets
from loaders.targets.indicators.values import CellValue, cell_value
from loaders.targets.target_deadlines import Calendar
from loaders.text.time_words import time_words
from loaders.vocabulary import vocabulary

_CAPTION = 60
"""Characters in front of a table that may name its year."""


def indicator_targets(outline: Outline, part: Part, calendar: Calendar) -> Iterator[tuple[Span, tuple[Target, ...]]]:
    """Each table of indicators in a part: its span, and its targets in text order; other tables are passed over."""
    inside = [cell for cell in outline.cells if part.start <= cell.start and cell.end <= part.end]
    for _, cells in groupby(inside, key=lambda cell: cell.table):
        of_table = list(cells)
        rows = _rows(of_table)
        span = Span(min(cell.start for cell in of_table), max(cell.end for cell in of_table))
        caption = outline.shadow[max(part.start, span.start - _CAPTION) : span.start]
        heads = indicator_heads(outline, rows, calendar, caption)
        year = _year_before(outline, part, span.start)
        if heads is not None:
            yield span, tuple(_read(outline, rows, heads, year, _unit_before(caption)))
        elif found := turned_targets(outline, rows, calendar, caption, year):
            yield span, found


def _rows(cells: Sequence[Cell]) -> list[Row]:
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    return [{cell.column: cell for cell in row} for _, row in groupby(ordered, key=lambda cell: cell.row)]


def _read(outline: Outline, rows: Sequence[Row], heads: Heads, year: str | None, unit: str) -> Iterator[Target]:
    for row in rows[heads.rows :]:
        metric = row.get(heads.metric)
        name = "" if metric is None else outline.text[metric.start : metric.end].strip()
        if metric is None or not name:
            continue
        of_row = _unit(outline, row, heads, metric) or unit
        due = _due(outline, row, heads)
        first = True
        for column in heads.values:
            cell = row.get(column.column)
            value = cell_value(words_of(outline, cell), words_of(outline, metric)) if cell and not cell.merged else None
            if cell is None or value is None:
                continue
            own, heading = _trimmed(outline, cell), outline.heading_at(cell.start)
            yield Target(
                start=min((_trimmed(outline, metric) if first else own).start, own.start),
                end=own.end,
                metric=_bare(name),
                comparator="increase" if column.growth and value.comparator == "=" else value.comparator,
                value=value.number,
                unit=_unit_of(value, column, of_row),
                baseline=None,
                deadline=column.year or (None if column.growth else due or year),
                heading=heading.start if heading else None,
                kind="class" if value.is_class else "number",
                rule="indicator",
            )
            first = False  # the next year's value stands alone


def _trimmed(outline: Outline, cell: Cell) -> Span:
    """The span of a cell's words without white space around them."""
    words = outline.text[cell.start : cell.end]
    start = cell.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _unit_of(value: CellValue, column: ValueColumn, of_row: str) -> str:
    """The unit of a value: its own, that of its column's head, that of its row; growth is a share."""
    if column.growth:
        return value.unit or column.unit or str(vocabulary("targets/indicators/columns")["_growth_unit"])
    return value.unit or of_row or column.unit


def _unit(outline: Outline, row: Row, heads: Heads, metric: Cell) -> str:
    cell = None if heads.unit is None else row.get(heads.unit)
    written = words_of(outline, cell).strip("-/") if cell is not None else ""
    if written:
        return written
    aside = _pattern("_aside").search(words_of(outline, metric))
    return aside["unit"] if aside and unit_meaning(aside["unit"]) else ""


def _unit_before(caption: str) -> str:
    """The unit that a table's caption states for all of it: 单位：万吨."""
    found = _pattern("_unit_caption").search(caption)
    return found["unit"] if found and unit_meaning(found["unit"]) else ""


def _due(outline: Outline, row: Row, heads: Heads) -> str | None:
    cell = None if heads.due is None else row.get(heads.due)
    if cell is None:
        return None
    words = [word for word in time_words(outline.shadow, cell.start, cell.end) if word.date]
    written = words_of(outline, cell)
    return words[-1].date if words else written if re.fullmatch(r"20\d\d", written) else None


def _year_before(outline: Outline, part: Part, start: int) -> str | None:
    """The year that the words in front of a table name: 表1 2025年主要指标."""
    words = time_words(outline.shadow, max(part.start, start - _CAPTION), start)
    return next((word.year for word in reversed(words) if word.relation in ("by", "in") and word.year), None)


def _bare(metric: str) -> str:
    """A metric without its unit in brackets at its end and its number in the list."""
    name = "".join(_pattern("_row_number").sub("", metric).split())
    aside = _pattern("_written_aside").search(name)
    return name[: aside.start()] if aside and unit_meaning(aside["unit"]) else name


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(vocabulary("targets/indicators/columns")[name])
