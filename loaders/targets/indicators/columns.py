"""What the heads of a table of indicators say: the metric, its unit, values by year, growth; base years and results are none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph.kept.patterns import compiled
from graph.quantities.units import unit_meaning
from loaders.readings import Cell, Outline
from loaders.tables.column_heads import unbroken
from loaders.targets.indicators.values import cell_value
from loaders.targets.target_deadlines import Calendar
from loaders.text.quantities import quantities
from loaders.text.time_words import time_words
from loaders.vocabulary import vocabulary

_HEAD_ROWS = 3
"""Rows in which a table's heads may stand."""
_FEWEST = 2
"""Columns of years without which figures with units are no table of indicators."""
_PLAN_YEARS = 5
"""A year so many before the next one, with nothing that says of which period the plan is, is its base (2020, 2025)."""

Row = Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column of values to be reached: its year, or None; a unit that its head names, or nothing; whether it is of growth."""

    column: int
    year: str | None
    unit: str
    growth: bool = False


@dataclass(frozen=True, slots=True)
class Heads:
    """The columns of a table by what their heads say; `rows` is the number of rows that are heads."""

    rows: int
    metric: int
    unit: int | None
    due: int | None
    values: tuple[ValueColumn, ...]


def indicator_heads(outline: Outline, rows: Sequence[Row], calendar: Calendar, caption: str) -> Heads | None:
    """What the first rows say of the columns; None where no metric or no value to be reached is among them."""
    count, labels = _labels(outline, rows)
    named = {column: found for column, said in labels.items() if (found := _named(said)) is not None}
    metrics = [column for column, (name, _) in named.items() if name == "metric"]
    values = list(_values(named, labels, calendar, caption))
    values += _parts(outline, rows[count:], {at: labels[at][-1] for at in named if named[at][0] == "part"}, calendar)
    units = _only(named, "unit") is not None or _pattern("_unit_caption").search(caption)
    items = [column for column, (name, _) in named.items() if name == "item"]
    if (
        not metrics
        and values
        and (units or _are_amounts(outline, rows[count:], values) or _carry_units(outline, rows[count:], items))
    ):
        metrics = items
    if not metrics or not values:
        return None
    return Heads(count, max(metrics), _only(named, "unit"), _only(named, "due"), tuple(values))


def words_of(outline: Outline, cell: Cell) -> str:
    """A cell's words in the shadow, without blanks."""
    return "".join(outline.shadow[cell.start : cell.end].split())


def _labels(outline: Outline, rows: Sequence[Row]) -> tuple[int, dict[int, list[str]]]:
    """How many rows are heads, and the labels of each column from the top; a wide head goes to the columns it covers."""
    labels: dict[int, list[str]] = {}
    count = 0
    for at, row in enumerate(rows[:_HEAD_ROWS]):
        said = {column: unbroken(outline.shadow[cell.start : cell.end]) for column, cell in row.items()}
        written = [words for words in said.values() if words]
        known = sum(_named([words]) is not None for words in written)
        if known == 0 or (count and any(words[0].isdigit() and _year_head(words) is None for words in written)):
            if at == 0 and len(set(written)) == 1:
                count = 1  # the table's title spans its first row
                continue
            break
        count = at + 1
        wide = ""
        for column in sorted(said):
            wide = said[column] or (wide if at + 1 < len(rows) else "")
            if wide and wide not in labels.get(column, []):
                labels.setdefault(column, []).append(wide)
    return count, labels


def _named(labels: Sequence[str]) -> tuple[str, re.Match[str]] | None:
    """The kind of column that its labels name: the lowest one, else with those above it; results and bases are `past`."""
    if any(_pattern("_past").search(label) for label in labels):
        return None
    for words in dict.fromkeys((labels[-1], "".join(labels), labels[0])):
        for name, pattern in _columns().items():
            found = pattern.fullmatch(words)
            if found is not None:
                return name, found
    return None


def _values(
    named: Mapping[int, tuple[str, re.Match[str]]],
    labels: Mapping[int, Sequence[str]],
    calendar: Calendar,
    caption: str,
) -> Iterator[ValueColumn]:
    years = {column: _year(found, labels[column]) for column, (name, found) in named.items() if name == "value"}
    base = _base(years, labels, calendar, caption)
    for column, (name, found) in sorted(named.items()):
        aside = _pattern("_aside").search("".join(labels[column]))
        unit = aside["unit"] if aside and unit_meaning(aside["unit"]) else ""
        if name == "growth":
            yield ValueColumn(column, _year(found, labels[column]), unit, growth=True)
        elif name == "value" and years[column] not in base:
            yield ValueColumn(column, years[column], unit)


def _parts(
    outline: Outline, rows: Sequence[Row], heads: Mapping[int, str], calendar: Calendar
) -> Iterator[ValueColumn]:
    """Columns of parts of the plan's year (一季度, 上半年, 全年), where nothing but figures stands below."""
    said = [words for row in rows for at in heads if at in row and (words := words_of(outline, row[at]))]
    figures = sum(is_figure(words) for words in said)
    several = len(heads) >= _FEWEST or all(_pattern("_aimed").search(head) for head in heads.values())
    if calendar.implied is None or not several or figures * 4 < len(said) * 3 or not figures:
        return
    for column, head in sorted(heads.items()):
        aside = _pattern("_aside").search(head)
        dated = [word.date for word in time_words(head, 0, None, calendar.implied) if word.date]
        unit = aside["unit"] if aside and unit_meaning(aside["unit"]) else ""
        yield ValueColumn(column, dated[-1] if dated else str(calendar.implied), unit)


def is_figure(words: str) -> bool:
    """Whether a cell's words are one number with its unit and a word of bound, and nothing else."""
    found = list(quantities(words, 0, len(words)))
    return len(found) == 1 and not _pattern("_beside_figure").sub("", words[: found[0].start] + words[found[0].end :])


def _carry_units(outline: Outline, rows: Sequence[Row], columns: Sequence[int]) -> bool:
    """Whether most of the things measured carry their unit in brackets: 固定资产投资（亿元）."""
    said = [words for row in rows for at in columns if at in row and (words := words_of(outline, row[at]))]
    units = [found["unit"] for words in said if (found := _pattern("_aside").search(words))]
    return sum(unit_meaning(unit) is not None for unit in units) * 4 >= len(said) * 3 > 0


def _year(found: re.Match[str], labels: Sequence[str]) -> str | None:
    """The year of a head, of one of the heads above it, or of its period."""
    groups = found.groupdict()
    year = groups.get("year") or periods().get(groups.get("period") or "")
    for label in reversed(labels):
        year = year or _year_head(label)
    return year


def _year_head(label: str) -> str | None:
    found = _pattern("_head_year").search(label)
    if found is None:
        return None
    return found["year"] or periods().get(found["period"])


def _base(
    years: Mapping[int, str | None], labels: Mapping[int, Sequence[str]], calendar: Calendar, caption: str
) -> set[str]:
    """Years of columns that hold the base: past for the plan, said to be the base, or the one beside the aims."""
    known = sorted({year for year in years.values() if year})
    said = _pattern("_base_year").search(caption)
    base = {year for year in known if calendar.first is not None and int(year) < calendar.first}
    if said:
        base |= {year for year in known if year <= said["year"]}
    aims = {year for column, year in years.items() if year and _pattern("_aimed").search("".join(labels[column]))}
    if aims:
        base |= {year for year in known if year not in aims and year < min(aims)}
    stated = any(_pattern("_past").search(label) for said_so in labels.values() for label in said_so)
    if calendar.first is None and not stated and len(known) > 1 and int(known[1]) - int(known[0]) == _PLAN_YEARS:
        base |= {known[0]} if int(known[0]) % _PLAN_YEARS == 0 else set()
    return base


def _are_amounts(outline: Outline, rows: Sequence[Row], values: Sequence[ValueColumn]) -> bool:
    """Whether the cells of two years or more, or of an aim (目标值), are figures with units of their own (2家, 30%)."""
    years = [column.column for column in values if not column.growth]
    enough = len(years) >= _FEWEST or any(column.year is None for column in values)
    said = [words for row in rows for at in years if at in row and (words := words_of(outline, row[at]))]
    amounts = [words for words in said if is_figure(words) and (found := cell_value(words, "")) and found.unit]
    money = sum(map(_is_money, amounts))  # a table of nothing but money is one of costs
    return enough and len(amounts) * 4 >= len(said) * 3 > 0 and money * 2 < len(amounts)


def _is_money(words: str) -> bool:
    return any(found.kind == "money" for found in quantities(words, 0, len(words)))


def _only(named: Mapping[int, tuple[str, re.Match[str]]], kind: str) -> int | None:
    return next((column for column, (name, _) in sorted(named.items()) if name == kind), None)


@cache
def periods() -> Mapping[str, str]:
    """The last year of each plan's period."""
    return {name: str(year) for name, year in vocabulary("targets/targets")["_periods"].items()}


@cache
def _columns() -> Mapping[str, re.Pattern[str]]:
    entries = vocabulary("targets/indicators/columns")["columns"].items()
    return {name: compiled(entry["pattern"].replace("NAMES", "|".join(periods()))) for name, entry in entries}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(vocabulary("targets/indicators/columns")[name].replace("NAMES", "|".join(periods())))
