"""By when an aim is due: words of time in its sentence, in front of it, else those that govern its section."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from graph.kept.patterns import compiled
from graph.shadow import shadow
from loaders.readings import Metadata, Outline, Part
from loaders.text.sentences import ASIDE, MASK, THAN, TIME, Asked, Sentence, blank
from loaders.text.time_words import TimeWord, implied_year, time_words
from loaders.vocabulary import vocabulary

_FULL_STOPS = "。!?"
_NEXT_COLUMN = 8
"""Characters behind a row's heading in which its deadline is looked for."""
_PERIOD = 5
"""Years of a plan's period (十四五: 2021 to 2025)."""
_THAN = 4
"""Characters in front of a word of time in which 高于 or 比 makes it the other side of a comparison."""


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline that governs from `start` of a sentence's words; `date` is empty where a period recurs (每年)."""

    start: int
    end: int
    date: str
    by: bool = False
    period: bool = False


@dataclass(frozen=True, slots=True)
class Timed:
    """A sentence's words with its words of time blanked, what they say, and the years that it compares with."""

    words: str
    dues: tuple[Due, ...]
    baselines: tuple[Due, ...]

    @property
    def aims(self) -> bool:
        """The sentence says by when something is due."""
        return any(due.by for due in self.dues)

    def due(self, position: int) -> Due | None:
        """The last deadline in front of `position`."""
        return max((due for due in self.dues if due.start <= position), key=lambda due: due.start, default=None)

    def due_behind(self, *positions: int) -> Due | None:
        """A deadline right behind one of the positions: the next column of a row in one line, or ，2027年底前完成."""
        for due in self.dues:
            gap = next((self.words[at : due.start] for at in positions if 0 <= due.start - at <= 1), None)
            if gap is not None and (not gap.strip() or _finishes().match(self.words, due.end)):
                return due
        return None

    def due_within(self, start: int, end: int) -> Due | None:
        """The deadline between a number and the end of what it counts: 53个项目9月底开工."""
        return next((due for due in self.dues if due.by and start < due.start < end), None)

    def paired(self, position: int, index: int, count: int) -> Due | None:
        """The deadline that 分别 hands to the number at `index`: as many stand in front, side by side."""
        front = [due for due in self.dues if due.start <= position][-count:]
        apart = [self.words[left.end : right.start] for left, right in pairwise(front)]
        if len(front) < max(count, 2) or not all(_separator().fullmatch(gap) for gap in apart):
            return None
        return front[index]

    def baseline(self, start: int, end: int) -> str | None:
        """The year of comparison between `start` and `end`."""
        return next((each.date for each in self.baselines if start <= each.start < end), None)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a plan's title and date say of years: `implied` is the year of 年底前, `first` the one before which is past."""

    implied: int | None
    first: int | None

    @classmethod
    def of(cls, metadata: Metadata) -> "Calendar":
        """The calendar of a plan with this title and date."""
        period = _title_period().search(shadow(metadata.title))
        years = [word.date[:4] for word in time_words(shadow(metadata.title)) if word.date]
        ranges = [int(year) for year in _range_starts().findall(shadow(metadata.title))]
        if period is not None:
            ranges.append(int(vocabulary("targets/targets")["_periods"][period[1]]) - _PERIOD + 1)
        numbered = _number_year().search(shadow(metadata.number))
        dated = metadata.date[:4] or (numbered[1] if numbered else "")
        first = min(ranges, default=None) or (int(years[0]) if years else int(dated) if dated.isdigit() else None)
        return cls(implied_year(metadata), first)

    def looks_back(self, words: str) -> bool:
        """The sentence opens with a year or period that is past for the plan and names none that is not."""
        opens = _opening_year().match(words)
        if opens is None or self.first is None:
            return False
        periods = vocabulary("targets/targets")["_periods"]
        year = int(opens["year"] or periods[opens["period"]])
        return year < self.first and all(int(later) < self.first for later in _any_year().findall(words))


class Times:
    """The sentences of a part with their words of time read, each once: targets and milestones walk over them in turn."""

    def __init__(self, outline: Outline, calendar: Calendar) -> None:
        self._outline, self._calendar = outline, calendar
        self._read: dict[int, Timed] = {}

    def of(self, sentence: Sentence) -> Timed:
        """A sentence of the part as `timed` reads it."""
        read = self._read.get(sentence.start)
        if read is None:
            read = self._read[sentence.start] = timed(self._outline, sentence, self._calendar)
        return read


def times(outline: Outline, part: Part, calendar: Calendar) -> Times:
    """Those of a part; of the part that was asked for last they are kept."""
    return _kept(Asked(outline, part), calendar)


@lru_cache(maxsize=1)
def _kept(asked: Asked, calendar: Calendar) -> Times:
    return Times(asked.outline, calendar)


def timed(outline: Outline, sentence: Sentence, calendar: Calendar) -> Timed:
    """The sentence with its words of time read and blanked; the year of a batch that is past (2022年的项目) stays a name."""
    words, dues, baselines = sentence.words, [], []
    for word in time_words(outline.shadow, sentence.start, sentence.end, calendar.implied):
        start, end = word.start - sentence.start, word.end - sentence.start
        if _is_no_time(words, word, start, end):
            continue
        than = _than().search(words, max(0, start - _THAN), start)
        if than is not None or word.relation == "than":
            if word.relation == "than":
                end += words[end : end + 1] in vocabulary("targets/targets")["_turns"]
                baselines.append(Due(start, end, word.date[:4]))
            words = blank(words, than.start() if than else start, end, THAN)
        elif word.relation in ("by", "in", "range"):
            if not _past(word, calendar):
                dues.append(Due(start, end, word.date, by=word.relation == "by", period=word.relation == "range"))
                words = blank(words, start, end, TIME)
        elif word.relation != "every":
            words = blank(words, start, end, TIME)
    for found in _periods_in(outline.shadow, sentence.start, sentence.end):
        start, end = found.start() - sentence.start, found.end() - sentence.start
        dues.append(Due(start, end, str(vocabulary("targets/targets")["_periods"][found[1]])))
        words = blank(words, start, end, TIME)
    for found in _comparisons(words):
        words = blank(words, *found.span(), THAN)
    dues += _next_column(outline, sentence, calendar)
    return Timed(words, tuple(dues), tuple(baselines))


def _periods_in(words: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Words such as 到“十四五”末; a sentence without the name of a period is passed over."""
    if _period_names().search(words, start, end) is None:
        return iter(())
    return _periods().finditer(words, start, end)


def _comparisons(words: str) -> Iterator[re.Match[str]]:
    """Words such as 比上年同期; a sentence without a sign of them is passed over."""
    if _compared_signs().search(words) is None:
        return iter(())
    return _compared().finditer(words)


def _is_no_time(words: str, word: TimeWord, start: int, end: int) -> bool:
    """Masked words, a period of years (三年内), a year that names a batch (2026年采购清单中)."""
    return (
        words[start] in (MASK, ASIDE)
        or _no_time().search(words, max(0, start - 1), end) is not None
        or (word.relation == "in" and _attributive().match(words, end) is not None)
    )


def _next_column(outline: Outline, sentence: Sentence, calendar: Calendar) -> list[Due]:
    """The deadline that follows a title at once: the next column of a row that is written as one line."""
    if not sentence.title or sentence.words[-1:] in _FULL_STOPS:  # behind a full stop the next sentence begins
        return []
    at = sentence.end - sentence.start
    behind = time_words(outline.shadow, sentence.end, sentence.end + _NEXT_COLUMN, calendar.implied)
    return [Due(at, at, word.date) for word in behind[:1] if word.start == sentence.end and word.date]


def _past(word: TimeWord, calendar: Calendar) -> bool:
    return calendar.first is not None and word.date != "" and int(word.date[:4]) < calendar.first


@cache
def _title_period() -> re.Pattern[str]:
    names = "|".join(vocabulary("targets/targets")["_periods"])
    return compiled(rf"“?({names})”?")


@cache
def _opening_year() -> re.Pattern[str]:
    names = "|".join(vocabulary("targets/targets")["_periods"])
    return compiled(vocabulary("targets/targets")["_opening_year"].replace("NAMES", names))


@cache
def _any_year() -> re.Pattern[str]:
    return compiled(vocabulary("targets/targets")["_any_year"])


@cache
def _number_year() -> re.Pattern[str]:
    return compiled(vocabulary("targets/targets")["_number_year"])


@cache
def _range_starts() -> re.Pattern[str]:
    return compiled(vocabulary("targets/targets")["_range_starts"])


@cache
def _finishes() -> re.Pattern[str]:
    return compiled(vocabulary("targets/targets")["_finishes"])


@cache
def _separator() -> re.Pattern[str]:
    return compiled(vocabulary("targets/targets")["_separator"])


@cache
def _attributive() -> re.Pattern[str]:
    return compiled(vocabulary("targets/targets")["_attributive"])


@cache
def _no_time() -> re.Pattern[str]:
    return compiled(vocabulary("targets/targets")["_no_time"])


@cache
def _than() -> re.Pattern[str]:
    return compiled(vocabulary("targets/targets")["_than"])


@cache
def _periods() -> re.Pattern[str]:
    names = "|".join(vocabulary("targets/targets")["_periods"])
    return compiled(vocabulary("targets/targets")["_period"].replace("NAMES", names))


@cache
def _period_names() -> re.Pattern[str]:
    return compiled("|".join(map(re.escape, vocabulary("targets/targets")["_periods"])))


@cache
def _compared_signs() -> re.Pattern[str]:
    return compiled("|".join(map(re.escape, vocabulary("targets/comparators")["_compared_signs"])))


@cache
def _compared() -> re.Pattern[str]:
    return compiled(vocabulary("targets/comparators")["_compared"])
