"""The title of a heading: the words after its label, up to the first full stop or the end of the line."""

import re
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cache

from graph.kept.patterns import compiled
from loaders.text.paragraphs import LINE_ENDS
from loaders.vocabulary import vocabulary

_UNITS = 60
"""Characters of the units that a title names before a colon."""

_PARTED = compiled(r"、(?![^()]*\))")
"""Marks between names, outside brackets."""
_SENTENCE, _SENTENCE_LOST = 25, 15
"""Characters from which a title with commas is a sentence; the second where a text has lost its line breaks."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title at `start`..`end` of the text; the section's own text begins at `body`. `run_in`: on the same line."""

    start: int
    end: int
    body: int
    run_in: bool


def shortened(laid: str, titles: Sequence[Title], groups: Sequence[Hashable]) -> list[Title]:
    """Titles that begin with a unit and a colon end there, where most titles of their group (siblings) begin so."""
    units = [_unit(laid, title) for title in titles]
    sizes = Counter(groups)
    named = Counter(group for group, end in zip(groups, units, strict=True) if end is not None)
    return [
        Title(title.start, end, end + 1, run_in=True)
        if end is not None and named[group] > 1 and 2 * named[group] > sizes[group]
        else title
        for title, end, group in zip(titles, units, groups, strict=True)
    ]


def _unit(laid: str, title: Title) -> int | None:
    """The colon behind the units at the head of a title."""
    colon = laid.find(":", title.start, min(title.end, title.start + _UNITS))
    if colon < 0 or colon + 1 >= title.end:
        return None
    names = _PARTED.split(laid[title.start : colon])
    return colon if all(_unit_name().fullmatch(name.strip()) for name in names) else None


def title_after(laid: str, start: int, stop: int, *, unbroken: bool = False) -> Title:
    """The title between the end of a label and `stop`, the next heading or the end of the text.

    `unbroken`: the text has lost its line breaks.
    """
    start = _after_blanks(laid, start, stop)
    if start < stop and laid[start] in LINE_ENDS:  # 第一章 on a line, its title below
        start = _after_blanks(laid, _next_line(laid, start, stop), stop)
    line_end = _line_end(laid, start, stop)
    cut = laid.find("。", start, line_end)
    end = line_end if cut < 0 else cut
    body = end if cut < 0 else cut + 1
    early = _duty(laid, start, end) or _usual(laid, start, end, lost=unbroken)
    if early is not None:
        end = body = early
    while end > start and laid[end - 1] == " ":
        end -= 1
    if body == line_end:
        body = _next_line(laid, line_end, stop)
        return Title(start, end, body, run_in=False)
    return Title(start, end, body, run_in=True)


def _after_blanks(laid: str, start: int, stop: int) -> int:
    while start < stop and laid[start] == " ":
        start += 1
    return start


def _line_end(laid: str, start: int, stop: int) -> int:
    match = _line_ends().search(laid, start, stop)
    return match.start() if match else stop


def _next_line(laid: str, line_end: int, stop: int) -> int:
    match = _line_ends().match(laid, line_end, stop)
    return match.end() if match else line_end


def _duty(laid: str, start: int, end: int) -> int | None:
    """Where a bracket with a duty begins that closes the title, as in （一）加强监测（区环保局牵头） or （区环保局、区水务局）."""
    match = _duty_bracket().search(laid, start, end) or _list_bracket().search(laid, start, end)
    return match.start() if match and match.start() > start else None


def _usual(laid: str, start: int, end: int, *, lost: bool) -> int | None:
    """The end of a usual title (指导思想) that runs into a long sentence, where a copy has lost the line break."""
    if end - start < (_SENTENCE_LOST if lost else _SENTENCE) or not any(mark in laid[start:end] for mark in ",;、"):
        return None
    match = _usual_title().match(laid, start, end) or (_title_of_kind().match(laid, start, end) if lost else None)
    return match.end() if match else None


@cache
def _usual_title() -> re.Pattern[str]:
    headings = vocabulary("outline/headings")
    words = sorted(headings["_usual_titles"], key=len, reverse=True)
    return compiled(rf"(?:{'|'.join(words)})(?=[^{headings['_title_goes_on']}])")


@cache
def _title_of_kind() -> re.Pattern[str]:
    headings = vocabulary("outline/headings")
    return compiled(f"{headings['title_ends']['kind']['pattern']}(?=[^{headings['_title_goes_on']}])")


@cache
def _line_ends() -> re.Pattern[str]:
    return compiled(rf"\r\n|[{LINE_ENDS}]")


@cache
def _unit_name() -> re.Pattern[str]:
    ends = vocabulary("outline/headings")["title_ends"]
    return compiled(f"{ends['unit']['pattern']}|{ends['named']['pattern']}")


@cache
def _duty_bracket() -> re.Pattern[str]:
    return compiled(vocabulary("outline/headings")["title_ends"]["duty"]["pattern"])


@cache
def _list_bracket() -> re.Pattern[str]:
    """A bracket that holds units and nothing else, at the end of a title."""
    headings = vocabulary("outline/headings")
    unit = f"{headings['_no_unit']}(?:{headings['title_ends']['unit']['pattern']})"
    return compiled(headings["_list_bracket"].replace("U", unit))
