"""The date that a cell of deadlines says: 2025/12/31, 2025.12, 12月底, 6-12月, 下半年; the last one of a range."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from graph.kept.patterns import compiled
from graph.quantities import numerals
from graph.shadow import shadow
from loaders.readings import Span
from loaders.text.time_words import dated, day_of, time_words
from loaders.vocabulary import vocabulary

_MONTHS = 12
_DAY_FROM = 3
"""Numbers that a whole day is written with."""
_NUMBERS = compiled(r"\d+")
_ENGLISH = {"%d %B %Y": "%Y-%m-%d", "%d %b %Y": "%Y-%m-%d", "%B %d, %Y": "%Y-%m-%d", "%B %Y": "%Y-%m", "%b %Y": "%Y-%m"}
"""English dates, as `strptime` reads them, and what they are in ISO 8601."""
_MONTHS_OF_QUARTER = 3


@dataclass(frozen=True, slots=True)
class CellDate:
    """A date at `start`..`end` of a text: YYYY, YYYY-MM or YYYY-MM-DD."""

    start: int
    end: int
    date: str


def cell_date(words: str, cell: Span, year: int | None) -> CellDate | None:
    """The date that a cell ends with (`words` is the shadow).

    A year that the cell writes stands for one that it leaves out (2025年3月启动，12月完成), else `year` does.
    """
    written = _year().findall(words, cell.start, cell.end)
    year = int(written[-1]) if written else year
    found = [CellDate(each.start, each.end, each.until) for each in time_words(words, cell.start, cell.end, year)]
    found = [*found, *_figures(words, cell, year)]
    dated = [each for each in found if each.date]
    return max(dated, key=lambda each: (each.end, each.end - each.start), default=None)


def date_said(words: str) -> str:
    """The date that words say wholly, as a person writes it who corrects one (2025年6月底前); else the words as they are."""
    plain = shadow(words.strip())
    found = cell_date(plain, Span(0, len(plain)), None)
    return found.date if found and (found.start, found.end) == (0, len(plain)) else words


def day_written(words: str) -> str:
    """A date as the site writes it in either language or a person types it (2026年11月30日, 2026/11/30, 2026.11, 30 November 2026).

    YYYY, YYYY-MM or YYYY-MM-DD; the words as they are where they are no date. A day that the calendar lacks is none: its month
    is not what was said.
    """
    plain = " ".join(words.split())
    for form, ending in _ENGLISH.items():
        try:
            return datetime.strptime(plain, form).strftime(ending)  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    joined = "".join(plain.split())
    found = date_said(joined)
    lost_its_day = found.count("-") < _DAY_FROM - 1 and len(_NUMBERS.findall(words)) >= _DAY_FROM
    return words.strip() if found == joined or lost_its_day else found


def _figures(words: str, cell: Span, year: int | None) -> Iterator[CellDate]:
    """Dates that cells write and sentences do not."""
    for pattern, month in _patterns():
        for match in pattern.finditer(words, cell.start, cell.end):
            said = match.groupdict()
            own = int(said["y"]) if said.get("y") else year
            if own is not None:
                yield CellDate(*match.span(), dated(_date(own, _month(said, month)), day_of(said)))


def _month(said: dict[str, str | None], month: int | None) -> int | None:
    written, quarter = said.get("m"), said.get("q")
    if quarter:
        return int(quarter) * _MONTHS_OF_QUARTER
    if not written:
        return month
    return int(written) if written.isascii() else numerals.number(written)


def _date(year: int, month: int | None) -> str:
    return f"{year:04d}-{month:02d}" if month and month <= _MONTHS else f"{year:04d}"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], int | None], ...]:
    entries = vocabulary("targets/deadlines/deadlines")["cells"].values()
    return tuple((compiled(entry["pattern"]), entry.get("month")) for entry in entries)


@cache
def _year() -> re.Pattern[str]:
    return compiled(vocabulary("targets/deadlines/deadlines")["_year"])
