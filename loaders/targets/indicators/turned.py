"""Targets in tables whose columns are what is measured and whose rows are years, places or units: 年份 | 造林（万亩） | …."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph.kept.patterns import compiled
from graph.quantities.units import unit_meaning
from loaders.readings import Cell, Outline, Target
from loaders.tables.column_heads import ends_like_unit, unbroken
from loaders.targets.indicators.columns import Row, is_figure, periods, words_of
from loaders.targets.indicators.values import cell_value
from loaders.targets.target_deadlines import Calendar
from loaders.vocabulary import vocabulary

_HEAD_ROWS = 3
"""Rows in which a table's heads may stand."""


@dataclass(frozen=True, slots=True)
class _Turned:
    """Such a table: its rows below the head, the column of their names, what the others measure by column, and in which unit."""

    rows: Sequence[Row]
    names: int
    metrics: Mapping[int, tuple[str, str]]


def turned_targets(
    outline: Outline, rows: Sequence[Row], calendar: Calendar, caption: str, year: str | None
) -> tuple[Target, ...]:
    """The targets of such a table, or none: `caption` is what stands in front of it, `year` the one that it names."""
    table = _table(outline, rows, caption)
    return tuple(_read(outline, table, calendar, caption, year)) if table else ()


def _table(outline: Outline, rows: Sequence[Row], caption: str) -> _Turned | None:
    first = next((at for at, row in enumerate(rows[: _HEAD_ROWS + 1]) if _figures(outline, row)), 0)
    if not first:
        return None
    heads = _heads(outline, rows[:first])
    stated = _pattern("_unit_caption").search(caption)
    shared = stated["unit"] if stated and unit_meaning(stated["unit"]) else ""
    metrics: dict[int, tuple[str, str]] = {}
    for at, head in heads.items():
        aside = _pattern("_aside").search(head)
        unit = aside["unit"] if aside and unit_meaning(aside["unit"]) else ""
        if (unit or shared) and not _pattern("_past").search(head) and _columns_hold(outline, rows[first:], at):
            metrics[at] = (head[: aside.start()] if aside and unit else head, unit or shared)
    names = next((at for at in sorted(heads) if at not in metrics and _named(outline, rows[first:], at)), None)
    return _Turned(rows[first:], names, metrics) if metrics and names is not None else None


def _figures(outline: Outline, row: Row) -> bool:
    """Whether a cell behind the first of a row is a figure and nothing else."""
    return any(is_figure(words_of(outline, row[at])) for at in sorted(row)[1:])


def _heads(outline: Outline, rows: Sequence[Row]) -> dict[int, str]:
    """What the rows of a head say of each column, from the top; a title over the whole table says nothing."""
    heads: dict[int, str] = {}
    for row in rows:
        said = {at: unbroken(outline.shadow[cell.start : cell.end]) for at, cell in row.items()}
        if len({words for words in said.values() if words}) > 1:
            heads = {at: heads.get(at, "") + (words if words != heads.get(at) else "") for at, words in said.items()}
    return heads


def _columns_hold(outline: Outline, rows: Sequence[Row], at: int) -> bool:
    """Whether a column holds figures and little else."""
    said = [words for row in rows if at in row and (words := words_of(outline, row[at]))]
    return sum(map(is_figure, said)) * 4 >= len(said) * 3 > 0


def _named(outline: Outline, rows: Sequence[Row], at: int) -> bool:
    """Whether a column names a year, a place or a unit in most rows."""
    said = [words for row in rows if at in row and (words := words_of(outline, row[at]))]
    return sum(map(_is_name, said)) * 4 >= len(said) * 3 > 0


def _is_name(words: str) -> bool:
    known = any(_pattern(name).fullmatch(words) for name in ("_row_place", "_total", "_row_base"))
    return known or _year(words) is not None or ends_like_unit(words)


def _read(outline: Outline, table: _Turned, calendar: Calendar, caption: str, year: str | None) -> Iterator[Target]:
    divides = _pattern("_divided").search(caption) is not None and not _pattern("_given").search(caption)
    for row in table.rows:
        cell = row.get(table.names)
        name = words_of(outline, cell) if cell else ""
        due = _year(name)
        if not name or _pattern("_past").search(name) or (due is None and not divides) or _is_past(due, calendar):
            continue
        whose = "" if due or _pattern("_total").fullmatch(name) else name
        for at, (metric, unit) in sorted(table.metrics.items()):
            if at in row:
                yield from _target(outline, row[at], whose + metric, unit, due or year)


def _target(outline: Outline, cell: Cell, metric: str, unit: str, due: str | None) -> Iterator[Target]:
    words = words_of(outline, cell)
    value = cell_value(words, metric) if is_figure(words) and not cell.merged else None
    if value is None:
        return
    inside = outline.text[cell.start : cell.end]
    start = cell.start + len(inside) - len(inside.lstrip())
    heading = outline.heading_at(cell.start)
    yield Target(
        start=start,
        end=start + len(inside.strip()),
        metric=metric,
        comparator=value.comparator,
        value=value.number,
        unit=value.unit or unit,
        baseline=None,
        deadline=due,
        heading=heading.start if heading else None,
        kind="number",
        rule="indicator",
    )


def _year(words: str) -> str | None:
    """The year that names a row: 2025年, 2027年目标, “十四五”末."""
    found = _pattern("_row_year").fullmatch(words)
    return (found["year"] or periods().get(found["period"])) if found else None


def _is_past(year: str | None, calendar: Calendar) -> bool:
    return year is not None and calendar.first is not None and int(year) < calendar.first


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(vocabulary("targets/indicators/columns")[name].replace("NAMES", "|".join(periods())))
