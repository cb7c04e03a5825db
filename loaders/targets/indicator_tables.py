"""Targets in tables of indicators: a column of metrics, one of units, columns of values by year."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from loaders.readings import Cell, Outline, Part, Span, Target
from loaders.targets.indicator_values import cell_value
from loaders.targets.target_deadlines import Calendar
from loaders.text.time_words import time_words
from loaders.vocabulary import vocabulary

_HEAD_ROWS = 2
"""Rows in which a table's heads may stand."""
_CAPTION = 60
"""Characters in front of a table that may name its year."""

_Row = Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class _Heads:
    """The columns of a table by what their heads say; `values` with the year of each, if its head has one."""

    rows: int
    metric: int
    unit: int | None
    due: int | None
    values: tuple[tuple[int, str | None], ...]


def indicator_targets(outline: Outline, part: Part, calendar: Calendar) -> Iterator[tuple[Span, tuple[Target, ...]]]:
    """Each table of indicators in a part: its span, and its targets in text order; other tables are passed over."""
    inside = [cell for cell in outline.cells if part.start <= cell.start and cell.end <= part.end]
    for _, cells in groupby(inside, key=lambda cell: cell.table):
        of_table = list(cells)
        rows = _rows(of_table)
        heads = _heads(outline, rows, calendar)
        if heads is not None:
            span = Span(min(cell.start for cell in of_table), max(cell.end for cell in of_table))
            yield span, tuple(_read(outline, rows, heads, _year_before(outline, part, span.start)))


def _rows(cells: Sequence[Cell]) -> list[_Row]:
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    return [{cell.column: cell for cell in row} for _, row in groupby(ordered, key=lambda cell: cell.row)]


def _heads(outline: Outline, rows: Sequence[_Row], calendar: Calendar) -> _Heads | None:
    """What the first rows say of the columns; None where no metric or no value is among them."""
    found: dict[str, list[tuple[int, str | None]]] = {name: [] for name in vocabulary("targets/indicators")["columns"]}
    count = 0
    for row in rows[:_HEAD_ROWS]:
        named = [(name, column, match) for column, cell in row.items() for name, match in _named(_words(outline, cell))]
        if not named:
            break
        count += 1
        for name, column, match in named:
            year = match.groupdict().get("year") or _periods().get(match.groupdict().get("period") or "")
            found[name].append((column, year))
    years = {column: year for column, year in found["value"] if year}
    columns = sorted({column for column, _ in found["value"]})
    values = tuple((column, years.get(column)) for column in columns if not _is_past(years.get(column), calendar))
    if not found["metric"] or not values:
        return None
    return _Heads(count, max(c for c, _ in found["metric"]), _only(found["unit"]), _only(found["due"]), values)


def _is_past(year: str | None, calendar: Calendar) -> bool:
    return year is not None and calendar.first is not None and int(year) < calendar.first


def _only(columns: Sequence[tuple[int, str | None]]) -> int | None:
    return columns[0][0] if columns else None


def _named(words: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The kind of column that a head names, at most one."""
    for name, pattern in _columns().items():
        found = pattern.fullmatch(words)
        if found is not None:
            yield name, found
            return


def _read(outline: Outline, rows: Sequence[_Row], heads: _Heads, year: str | None) -> Iterator[Target]:
    for row in rows[heads.rows :]:
        metric = row.get(heads.metric)
        name = "" if metric is None else outline.text[metric.start : metric.end].strip()
        if metric is None or not name:
            continue
        unit = _unit(outline, row, heads, metric)
        due = _due(outline, row, heads)
        first = True
        for column, dated in heads.values:
            cell = row.get(column)
            value = cell_value(_words(outline, cell), _words(outline, metric)) if cell else None
            if cell is None or value is None:
                continue
            own, heading = _trimmed(outline, cell), outline.heading_at(cell.start)
            yield Target(
                start=min((_trimmed(outline, metric) if first else own).start, own.start),
                end=own.end,
                metric=_bare(name),
                comparator=value.comparator,
                value=value.number,
                unit=value.unit or unit,
                baseline=None,
                deadline=dated or due or year,
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


def _unit(outline: Outline, row: _Row, heads: _Heads, metric: Cell) -> str:
    cell = None if heads.unit is None else row.get(heads.unit)
    if cell is not None:
        return _words(outline, cell).strip("-/")
    aside = _pattern("_aside").search(_words(outline, metric))
    return aside["unit"] if aside else ""


def _due(outline: Outline, row: _Row, heads: _Heads) -> str | None:
    cell = None if heads.due is None else row.get(heads.due)
    if cell is None:
        return None
    words = [word for word in time_words(outline.shadow, cell.start, cell.end) if word.date]
    written = _words(outline, cell)
    return words[-1].date if words else written if re.fullmatch(r"20\d\d", written) else None


def _year_before(outline: Outline, part: Part, start: int) -> str | None:
    """The year that the words in front of a table name: 表1 2025年主要指标."""
    words = time_words(outline.shadow, max(part.start, start - _CAPTION), start)
    return next((word.year for word in reversed(words) if word.relation in ("by", "in") and word.year), None)


def _bare(metric: str) -> str:
    """A metric without its unit in brackets and its number in the list."""
    return "".join(re.sub(r"\A\s*\d{1,2}\s*[.、．]\s*", "", re.sub(r"[(（][^()（）\d]{1,10}[)）]", "", metric)).split())


def _words(outline: Outline, cell: Cell) -> str:
    return "".join(outline.shadow[cell.start : cell.end].split())


@cache
def _periods() -> Mapping[str, str]:
    return {name: str(year) for name, year in vocabulary("targets/targets")["_periods"].items()}


@cache
def _columns() -> Mapping[str, re.Pattern[str]]:
    names = "|".join(_periods())
    entries = vocabulary("targets/indicators")["columns"].items()
    return {name: re.compile(entry["pattern"].replace("NAMES", names)) for name, entry in entries}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(vocabulary("targets/indicators")[name])
