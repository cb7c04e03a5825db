"""By when measures are due: 2023年6月底前, 每年12月底前, fields of deadlines; not validity, reports, or days of eligible cases."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from graph.kept.patterns import compiled
from loaders.readings import Deadline, Heading, Metadata, Outline, Part, Span
from loaders.targets.deadlines.no_fixed_end import behind_label, closing_brackets, every_period, stated
from loaders.targets.deadlines.row_deadlines import column_deadlines, flat_deadlines
from loaders.targets.section_deadlines import aims_heading
from loaders.text.paragraphs import LINE_ENDS
from loaders.text.time_words import TimeWord, dated, implied_year, time_words
from loaders.vocabulary import vocabulary

_DUE = frozenset({"by-date", "by-year", "end-of-month", "year-end", "by-quarter", "by-half"})
"""Rules of time words that may be a measure's deadline in a sentence; 到2025年 opens an aim and is left to the targets."""

_OPENING = frozenset({"to-year", "to-month", "end-of-year"})
"""Rules of time words that open an aim; the measure's deadline where what follows has no figure."""

_BEFORE, _AFTER, _FIELD = 24, 90, 60
"""Characters around a word of time that say what it means, and of a field's value."""


def deadlines(outline: Outline, part: Part, metadata: Metadata) -> tuple[Deadline, ...]:
    """The deadlines of a part's measures, in order, each under the innermost heading where it stands."""
    year = implied_year(metadata)
    stated = [
        *_in_fields(outline, part, year),
        *column_deadlines(outline, part, year),
        *flat_deadlines(outline, part, year),
        *closing_brackets(outline, part),
        *_every_period(outline, part),
    ]
    return tuple(_apart(stated, _in_sentences(outline, part, year)))


def _apart(stated: Iterable[Deadline], said: Iterable[Deadline]) -> list[Deadline]:
    """Both in order, without those of sentences that share words with one of a field or a cell."""
    kept: list[Deadline] = []
    for each in sorted(stated, key=_start):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    starts = [each.start for each in kept]
    ends = [0, *(each.end for each in kept)]
    for each in said:
        at = bisect_left(starts, each.end)  # those before it that begin in front of its end
        if ends[at] <= each.start:
            kept.append(each)
    return sorted(kept, key=_start)


def _start(deadline: Deadline) -> int:
    return deadline.start


def _in_sentences(outline: Outline, part: Part, year: int | None) -> Iterator[Deadline]:
    text, written = outline.shadow, None
    for word in time_words(text, part.start, part.end, year):
        if not word.implied and word.year:
            written = word
        if not word.date or _is_other(text, word.start, word.end):
            continue
        heading = outline.heading_at(word.start)
        if heading is not None and (_is_due(text, word) or _is_completed(text, word, heading)):
            date = _in_year_before(text, word, written)
            yield Deadline(word.start, word.end, date, heading.start, word.rule)


def _in_year_before(text: str, word: TimeWord, written: TimeWord | None) -> str:
    """The date; a year written before in the same sentence stands for an unwritten one."""
    if not word.implied or written is None or "。" in text[written.end : word.start]:
        return word.until
    return dated(written.year + word.date[4:], word.day)


def _is_due(text: str, word: TimeWord) -> bool:
    """Whether a word of time in a sentence says until when; 年底 and 四季度 alone say when, in the words of a target."""
    if word.rule not in _DUE:
        return False
    ends: str = vocabulary("targets/deadlines/deadlines")["_ends"]
    if word.rule == "year-end":
        return text[word.end - 1] == ends[0]
    if word.rule in ("by-quarter", "by-half"):
        return text[word.end - 1] in ends or (not word.implied and text[word.end : word.end + 1] == ",")
    return True


def _is_completed(text: str, word: TimeWord, heading: Heading) -> bool:
    """Whether work without a figure is to be complete by a year (到2025年，完成规划编制), outside a section on aims."""
    if word.rule not in _OPENING or aims_heading(heading.title):
        return False
    return _pattern("completed", "whole").match(_line(text, word.end, _AFTER)) is not None


def _every_period(outline: Outline, part: Part) -> Iterator[Deadline]:
    for start, end in every_period(outline, part):
        if not _is_other(outline.shadow, start, end):
            yield stated(outline, Span(start, end), "every")


def _is_other(text: str, start: int, end: int) -> bool:
    """Whether words of time from `start` to `end` are no deadline by what stands around them."""
    before = text[max(start - _BEFORE, 0) : start].rstrip()
    after = _line(text, end, _AFTER)
    return bool(
        _in_title_marks(text, start)
        or _pattern("not_due", "before").search(before)
        or _pattern("not_due", "after").match(after)
        or _pattern("not_due", "report").match(after)
    )


def _in_title_marks(text: str, position: int) -> bool:
    before = text[max(position - 160, 0) : position]
    return before.rfind("《") > before.rfind("》")


def _in_fields(outline: Outline, part: Part, year: int | None) -> Iterator[Deadline]:
    """The last word of time behind 完成时限： and the like; a range ends then."""
    text = outline.shadow
    for label in _pattern("fields", "field").finditer(text, part.start, part.end):
        end = label.end() + len(_line(text, label.end(), _FIELD))
        open_end = behind_label(outline, label.end(), min(end, part.end))
        if open_end is not None:
            yield open_end
            continue
        words = [word for word in time_words(text, label.end(), min(end, part.end), year) if word.date]
        if words:
            heading = outline.heading_at(label.start())
            yield Deadline(words[-1].start, words[-1].end, words[-1].until, heading.start if heading else None, "field")


def _line(text: str, start: int, length: int) -> str:
    """The next characters, no further than the line."""
    words = text[start : start + length]
    match = _line_end().search(words)
    return words[: match.start()] if match else words


@cache
def _line_end() -> re.Pattern[str]:
    return compiled(f"[{LINE_ENDS}]")


@cache
def _pattern(section: str, name: str) -> re.Pattern[str]:
    return compiled(vocabulary("targets/deadlines/deadlines")[section][name]["pattern"])
