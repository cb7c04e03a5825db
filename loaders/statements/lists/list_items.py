"""A list in running words → its pieces: between separators, before 等, on both sides of a 和 that joins two units."""

import re
from collections.abc import Iterator
from functools import cache

from graph.kept.patterns import compiled
from loaders.readings import Span
from loaders.statements.lists import unit_names as units
from loaders.statements.lists.mentions import without_asides
from loaders.vocabulary import vocabulary

LONGEST = 40
"""No name of a unit is longer."""

_OPENING, _CLOSING = "(<", ")>"
_SHORTEST, _BEFORE = 2, 3


def list_items(words: str, span: Span) -> tuple[list[Span], bool]:
    """The pieces of the list in `span`, without 等 and what follows it, and whether the list is open (ends in 等)."""
    found: list[Span] = []
    is_open = False
    for part in _split(words, span):
        for piece, closes in _without_rest(words, part):
            is_open |= closes
            found += [_trimmed(words, joined) for joined in _unjoined(words, piece)]
    no_name = _pattern("_no_name")
    return [piece for piece in found if piece.start < piece.end and not no_name.match(words, piece.start)], is_open


def top_commas(words: str, span: Span) -> Iterator[int]:
    """Where commas and semicolons of the list stand, outside brackets."""
    depth = 0
    for sign in _signs("_hard_separators").finditer(words, span.start, span.end):
        at = sign.start()
        depth += (words[at] in _OPENING) - (words[at] in _CLOSING)
        if depth <= 0 and words[at] in _marks("_hard_separators"):
            yield at


def _split(words: str, span: Span) -> Iterator[Span]:
    """Parts between separators that stand outside brackets and outside chains of kinds of places (各市、县政府)."""
    chains = [match.span() for match in _chain().finditer(words, span.start, span.end)]
    marks, depth, start, chain = _marks("_separators"), 0, span.start, 0
    for sign in _signs("_separators").finditer(words, span.start, span.end):
        at, mark = sign.start(), sign[0]
        number = _pattern("_number").match(words, at, span.end) if mark == "(" and not depth else None
        if number is not None:
            yield Span(start, at)
            start = number.end()
        if mark in _OPENING:
            depth += 1
        elif mark in _CLOSING:
            depth = max(0, depth - 1)
        while chain < len(chains) and chains[chain][1] <= at:
            chain += 1
        if depth or (chain < len(chains) and chains[chain][0] <= at):
            continue
        if mark in marks or (mark.isspace() and _parts_at_space(words, start, at, span.end)):
            yield Span(start, at)
            start = at + 1
    yield Span(start, span.end)


def _parts_at_space(words: str, start: int, at: int, end: int) -> bool:
    """A space or line end parts two units where the words before it are one, and those after it no rest of its name.

    A bracket after it belongs to the name before it, and so does an ending after the bracket of a name.
    """
    left = words[start:at].strip()
    token = _pattern("_token").search(words, at, min(end, at + LONGEST))
    if token is None or not units.looks_like_unit(left, firm=True):
        return False
    right = token[0]
    if right[0] in _OPENING or (left[-1] in _CLOSING and units.is_only_ending(right)):
        return False
    if units.is_full(right) or units.is_bare(right) or units.kind(right) == "collective":
        return True
    short = len(right) <= vocabulary("statements/lists/parties")["_wrap"]
    return not (short and units.looks_like_unit(left + right, firm=True))


def _without_rest(words: str, part: Span) -> Iterator[tuple[Span, bool]]:
    """The part cut at 等 outside brackets: what stands before it, and a unit that follows; `True` where a list closes."""
    start = part.start
    for match in _pattern("_etc").finditer(words, part.start, part.end):
        if match.start() < start or _depth(words, part.start, match.start()):
            continue
        yield Span(start, match.start()), True
        start = match.end()
    if start == part.start:
        yield part, False
        return
    rest = words[start : part.end].strip()
    joined = _joiner_in(words, Span(start, part.end))
    if joined is not None:
        yield Span(joined, part.end), False
    elif rest and not _entries("open_endings").search(rest) and units.looks_like_unit(rest, firm=True):
        yield Span(start, part.end), False


def _joiner_in(words: str, span: Span) -> int | None:
    """Where the unit after 等…及 begins, if the words before the joiner close the list."""
    for match in _pattern("_joiners").finditer(words, span.start, span.end):
        left, right = words[span.start : match.start()].strip(), words[match.end() : span.end].strip()
        closed = not left or _entries("open_endings").search(left)
        if closed and right not in vocabulary("statements/lists/parties")["_generic"]:
            return match.end()
    return None


def _unjoined(words: str, piece: Span) -> Iterator[Span]:
    """The piece parted at each 和 that joins two units; names that contain one (发展和改革委员会) stay whole."""
    start = piece.start
    run_on = _pattern("_each_run").match(words, start, piece.end)
    if run_on:
        yield Span(start, run_on.end())
        start = run_on.end()
    for match in _pattern("_joiners").finditer(words, piece.start, piece.end):
        left, right = words[start : match.start()].strip(), words[match.end() : piece.end].strip()
        one = _entries("joined").search(words, max(start, match.start() - _BEFORE), piece.end)
        if one or _depth(words, piece.start, match.start()):
            continue
        if len(left) >= _SHORTEST and _precedes(left, right) and _follows(right):
            yield Span(start, match.start())
            start = match.end()
    yield Span(start, piece.end)


def _precedes(left: str, right: str) -> bool:
    """A unit; or a class of places, where another class follows (各镇街和有关部门)."""
    name = without_asides(left, left)
    if units.looks_like_unit(name, firm=True):
        return True
    classes = _pattern("_class_start")
    return bool(classes.match(name) and classes.match(right)) and units.looks_like_unit(name)


def _follows(right: str) -> bool:
    return units.looks_like_unit(without_asides(right, right)) or units.kind(right) == "collective"


def _trimmed(words: str, piece: Span) -> Span:
    """Without blanks, words before the name (由, 和, *, 省级:) and marks after it."""
    start, end = piece.start, piece.end
    while start < end and words[start] in _OPENING and _depth(words, start, end) > 0:
        start += 1
    lead = _entries("lead_in").match(words, start, end)
    if lead:
        start = lead.end()
    head = _pattern("_head").match(words, start, end)
    if head and not units.looks_like_unit(head["name"], firm=True) and _follows(words[head.end() : end].strip()):
        start = head.end()
    while end > start and (words[end - 1].isspace() or words[end - 1] in _marks("_trailing") + _OPENING):
        end -= 1
    while end > start and words[end - 1] in _CLOSING and _depth(words, start, end) < 0:
        end -= 1
    return Span(start, _without_manner(words, start, end))


def _without_manner(words: str, start: int, end: int) -> int:
    """Where a name ends before words on how it does its work (各区政府因地制宜推进)."""
    match = _pattern("_manner").search(words, start + _SHORTEST, end)
    while match is not None:
        name = words[start : match.start()].rstrip()
        if not _depth(words, start, match.start()) and _follows(name):
            return start + len(name)
        match = _pattern("_manner").search(words, match.start() + 1, end)
    return end


def _depth(words: str, start: int, end: int) -> int:
    inside = words[start:end]
    return sum(map(inside.count, _OPENING)) - sum(map(inside.count, _CLOSING))


@cache
def _chain() -> re.Pattern[str]:
    """各市、县（区）政府, and without 各 only where a word for a government or its departments closes the chain; 除甲、乙外的."""
    aside = r"(?:\([^()]{1,24}\))?"
    word = f"(?:{units.words('_place_chain')}){aside}"
    more, tail = f"(?:[{_marks('_chain_marks')}]{word})+", f"(?:{units.words('_government')}){aside}"
    each = f"{_marks('_each')}{word}{more}(?:{tail})?(?={_marks('_chain_end')})"
    return compiled(
        f"{_marks('_except')}|{each}|{_marks('_chain_start')}{word}{more}(?:{tail}|{_marks('_chain_tail')})(?={_marks('_chain_end')})"
    )


@cache
def _entries(section: str) -> re.Pattern[str]:
    return compiled("|".join(entry["pattern"] for entry in vocabulary("statements/lists/parties")[section].values()))


@cache
def _signs(name: str) -> re.Pattern[str]:
    """Brackets, blanks and the separators of that name: what a scan of a list has to look at."""
    return compiled(rf"[{re.escape(_OPENING + _CLOSING + ''.join(_marks(name)))}\s]")


@cache
def _marks(name: str) -> str:
    return str(vocabulary("statements/lists/parties")[name])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(str(vocabulary("statements/lists/parties")[name]))
