"""Words of time: by when, within, since or compared with which year or month; and the year that a plan implies."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal, get_args

from graph.deadlines.due import interval
from graph.kept.patterns import compiled
from graph.quantities import numerals
from graph.shadow import shadow
from loaders.readings import Metadata
from loaders.vocabulary import vocabulary

Relation = Literal["by", "in", "on", "range", "since", "than", "every"]

_KEPT = 4_096
"""Sets of characters for which the possible patterns are kept."""

_MONTHS = 12
_MONTHS_OF_QUARTER = 3


@dataclass(frozen=True, slots=True)
class TimeWord:
    """Words of time at `start`..`end` of a text.

    `relation`: by (due then), in (within), on (a plain date), range (ends then), since, than (a baseline), every
    (recurring, no date). `date` is YYYY or YYYY-MM, empty where there is none; `implied`: its year is not written but
    taken from the plan (年底前, 9月底前). 年底 and 2025年底 are the year alone, as 到2025年 is. `day` is that of the month, 0
    where none is written; 6月中旬前 is due on the 20th.
    """

    start: int
    end: int
    relation: Relation
    date: str
    implied: bool
    rule: str
    day: int = 0

    @property
    def until(self) -> str:
        """The date with its day, where the month has one so written: YYYY, YYYY-MM or YYYY-MM-DD."""
        return dated(self.date, self.day)

    @property
    def year(self) -> str:
        """The four digits of the year, or nothing."""
        return self.date[:4]


@dataclass(frozen=True, slots=True)
class _Pattern:
    name: str
    pattern: re.Pattern[str]
    relation: Relation
    month: int | None
    needs: tuple[str, ...]


def time_words(text: str, start: int = 0, end: int | None = None, year: int | None = None) -> tuple[TimeWord, ...]:
    """The words of time in `text[start:end]` (a shadow), in order and apart; `year` is the one that unwritten years mean."""
    stop = len(text) if end is None else end
    apart: list[TimeWord] = []
    for first, last in _signed_lines(text, start, stop):
        for word in sorted(_found(text, first, last, year), key=lambda word: (word.start, -word.end)):
            if not apart or word.start >= apart[-1].end:
                apart.append(word)
    return tuple(apart)


def _signed_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a run of a text that hold a sign of time; no word of time goes over the end of a line."""
    sign = _sign().search(text, start, end)
    while sign is not None:
        stop = text.find("\n", sign.end(), end)
        last = stop if stop >= 0 else end
        yield max(start, text.rfind("\n", start, sign.start()) + 1), last
        sign = _sign().search(text, last, end)


def implied_year(metadata: Metadata) -> int | None:
    """The year that 年底前 or 9月底前 means in a plan: the one of its title, else of its date; None for a title's period."""
    words = time_words(shadow(metadata.title))
    if any(word.relation == "range" for word in words):
        return None
    years = {word.year for word in words if word.year}
    if len(years) == 1:
        return int(years.pop())
    return int(metadata.date[:4]) if metadata.date[:4].isdigit() and not years else None


def _found(text: str, start: int, end: int, year: int | None) -> Iterator[TimeWord]:
    for entry in _possible(frozenset(_needed().findall(text, start, end))):
        for match in entry.pattern.finditer(text, start, end):
            groups = match.groupdict()
            written = _number(groups.get("y2")) or _number(groups.get("y"))
            date = "" if entry.relation == "every" else _date(written or year, _month(groups, entry))
            implied = written is None and date != ""
            yield TimeWord(*match.span(), entry.relation, date, implied, entry.name, day_of(groups))


@lru_cache(maxsize=_KEPT)
def _possible(signs: frozenset[str]) -> tuple[_Pattern, ...]:
    """The patterns that may match where of the characters which some pattern needs there are these."""
    return tuple(entry for entry in _patterns() if not any(map(signs.isdisjoint, entry.needs)))


@cache
def _needed() -> re.Pattern[str]:
    signs = {sign for entry in _patterns() for need in entry.needs for sign in need}
    return compiled(f"[{re.escape(''.join(sorted(signs)))}]")


def _month(groups: Mapping[str, str | None], entry: _Pattern) -> int | None:
    if groups.get("y2"):
        return _number(groups.get("m2"))
    quarter = _number(groups.get("q"))
    return quarter * _MONTHS_OF_QUARTER if quarter else _number(groups.get("m")) or entry.month


def _date(year: int | None, month: int | None) -> str:
    if year is None:
        return ""
    return f"{year:04d}" if month is None or not 1 <= month <= _MONTHS else f"{year:04d}-{month:02d}"


def day_of(groups: Mapping[str, str | None]) -> int:
    """The day of the month that a pattern's groups say: d, or third (上旬, 中旬); 0 for none, and for the first day of a range."""
    if groups.get("y2"):
        return 0
    third = groups.get("third")
    return int(vocabulary("text/times")["_thirds"][third]) if third else _number(groups.get("d")) or 0


def dated(date: str, day: int) -> str:
    """A month with a day; the month alone where it has no such day, and a year as it is."""
    whole = f"{date}-{day:02d}"
    return whole if day and len(date) == len("YYYY-MM") and interval(whole) else date


def _number(written: str | None) -> int | None:
    if not written:
        return None
    return int(written) if written.isascii() else numerals.number(written)


@cache
def _sign() -> re.Pattern[str]:
    return compiled(f"[{''.join(vocabulary('text/times')['_signs'])}]")


@cache
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(_pattern(name, entry) for name, entry in vocabulary("text/times")["words"].items())


def _pattern(name: str, entry: Mapping[str, Any]) -> _Pattern:
    relation = entry["relation"]
    if relation not in get_args(Relation):
        raise ValueError(f"times.yaml: {name} has the unknown relation {relation!r}")
    pattern = f"{entry.get('before', '')}{entry['pattern']}{entry.get('after', '')}"
    return _Pattern(name, compiled(pattern), relation, entry.get("month"), tuple(entry["needs"]))
