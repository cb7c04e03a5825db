"""Deadlines without a fixed end: 每年12月底前 in a sentence, 长期坚持 in a field, in a cell or at the end of a bracket."""

import re
from collections.abc import Iterator
from functools import cache

from graph.deadlines.due import kind_without_end
from loaders.readings import Deadline, Outline, Part, Span
from loaders.vocabulary import vocabulary


def every_period(outline: Outline, part: Part) -> Iterator[tuple[int, int]]:
    """Where sentences say by when of every period something is due."""
    text = outline.shadow
    for found in _pattern("every").finditer(text, part.start, part.end):
        if kind_without_end(found.group()):
            yield found.span()


def closing_brackets(outline: Outline, part: Part) -> Iterator[Deadline]:
    """The last words of brackets that end a paragraph."""
    for found in _pattern("bracket").finditer(outline.shadow, part.start, part.end):
        if kind_without_end(found["words"]):
            yield stated(outline, Span(*found.span("words")), "bracket")


def behind_label(outline: Outline, start: int, end: int) -> Deadline | None:
    """The words at the beginning of a field's value."""
    found = _pattern("value").match(outline.shadow, start, end)
    if found is None or not kind_without_end(found["words"]):
        return None
    return stated(outline, Span(*found.span("words")), "field")


def in_cell(outline: Outline, cell: Span) -> Deadline | None:
    """What a cell says wholly, or in one of its parts."""
    words = outline.shadow[cell.start : cell.end]
    whole = re.search(r"\S(?:[\s\S]*\S)?", words)
    for found in ([whole] if whole else []) + list(re.finditer(r"[^\s,;、。]+", words)):
        if kind_without_end(found.group()):
            return stated(outline, Span(cell.start + found.start(), cell.start + found.end()), "column")
    return None


def stated(outline: Outline, span: Span, rule: str) -> Deadline:
    """The deadline that words state, as they are written."""
    heading = outline.heading_at(span.start)
    words = "".join(outline.text[span.start : span.end].split())
    return Deadline(span.start, span.end, words, heading.start if heading else None, rule)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(vocabulary("targets/deadlines/deadlines")["without_end"][name]["pattern"])
