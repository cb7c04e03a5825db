"""Acts that a text names: 《title》 with its number, or a title without marks whose number proves it."""

import re
from collections.abc import Iterator
from functools import cache

from graph.kept.patterns import compiled
from graph.shadow import shadow
from loaders.readings import Citation, Metadata, Outline, Part
from loaders.vocabulary import vocabulary

_OWN = 6
"""Characters from which a part of the act's own title names the act itself."""


def citations(outline: Outline, part: Part, meta: Metadata) -> tuple[Citation, ...]:
    """Every mention of another act in a part, in order; neither the act itself nor short names agreed in the text."""
    own = _own_names(outline, part, meta)
    text = outline.shadow
    short = {_squeezed(match["title"]) for match in _form("short-name").finditer(text, part.start, part.end)}
    found = [
        each
        for each in (*_quoted(outline, part), *_unquoted(outline, part))
        if each.number
        or (not _is_own(_squeezed(shadow(each.title)), own) and _squeezed(shadow(each.title)) not in short)
    ]
    return tuple(sorted(found, key=lambda each: each.start))


def _own_names(outline: Outline, part: Part, meta: Metadata) -> frozenset[str]:
    names = {_squeezed(shadow(meta.title))} if meta.title else set()
    names |= {
        _squeezed(outline.laid[act.title.start : act.title.end])
        for act in outline.acts
        if part.start <= act.start < part.end
    }
    return frozenset(names)


def _is_own(title: str, own: frozenset[str]) -> bool:
    return any(title == name or (len(title) >= _OWN and title in name) for name in own)


def _quoted(outline: Outline, part: Part) -> Iterator[Citation]:
    text = outline.shadow
    for match in _form("quoted").finditer(text, part.start, part.end):
        number = _form("number").match(text, match.end(), part.end)
        if number is None and not _act().search(_squeezed(match["title"])):
            continue
        yield Citation(
            start=match.start(),
            end=_bracket_end(text, number.end()) if number else match.end(),
            title=_written(outline.text, *match.span("title")),
            number=_written(outline.text, *number.span("number")) if number else "",
            rule="quoted-number" if number else "quoted",
        )


def _bracket_end(text: str, end: int) -> int:
    """Behind the bracket that holds a number and nothing else; else right behind the number."""
    return end + 1 if text[end : end + 1] == ")" else end


def _unquoted(outline: Outline, part: Part) -> Iterator[Citation]:
    text = outline.shadow
    if _form("unquoted-end").search(text, part.start, part.end) is None:
        return
    for match in _form("unquoted").finditer(text, part.start, part.end):
        number = _form("number").match(text, match.end(), part.end)
        if number is None:
            continue
        about = match["title"].rfind(_about())
        start = match.start("title") + max(about, 0)
        yield Citation(
            start=start,
            end=_bracket_end(text, number.end()),
            title=_written(outline.text, start, match.end("title")),
            number=_written(outline.text, *number.span("number")),
            rule="unquoted",
        )


def _written(text: str, start: int, end: int) -> str:
    """The words of a span as written, without line breaks and the blanks around them."""
    return "".join(line.strip() for line in text[start:end].splitlines())


def _squeezed(words: str) -> str:
    return "".join(words.split())


def _about() -> str:
    return str(vocabulary("act/citations")["_about"])


@cache
def _form(name: str) -> re.Pattern[str]:
    return compiled(vocabulary("act/citations")["forms"][name]["pattern"], re.MULTILINE)


@cache
def _act() -> re.Pattern[str]:
    return compiled(vocabulary("act/citations")["acts"]["act"]["pattern"])
