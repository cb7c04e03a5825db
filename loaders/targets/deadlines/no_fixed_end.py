"""Deadlines without a fixed end: 每年12月底前 in a sentence, 长期坚持 in a field, in a cell or at the end of a bracket."""

import re
from collections.abc import Iterator
from functools import cache

from graph.deadlines.due import kind_without_end
from graph.kept.patterns import compiled
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


def in_cell(outline: Outline, cell: Span) -> Span | None:
    """What of a cell says so: all of it, or one of its parts."""
    words = outline.shadow[cell.start : cell.end]
    for pattern in (r"\S(?:[\s\S]*\S)?", r"[^\s,;、。]+"):
        for found in re.finditer(pattern, words):
            if kind_without_end(found.group()):
                return Span(cell.start + found.start(), cell.start + found.end())
    return None


def stated(outline: Outline, span: Span, rule: str) -> Deadline:
    """The deadline that words state."""
    heading = outline.heading_at(span.start)
    return Deadline(span.start, span.end, words_of(outline, span), heading.start if heading else None, rule)


def words_of(outline: Outline, span: Span) -> str:
    """Words as they are written, without the spaces and line ends among them."""
    return "".join(outline.text[span.start : span.end].split())


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(vocabulary("targets/deadlines/deadlines")["without_end"][name]["pattern"])
