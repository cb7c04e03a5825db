"""Units as the subject of a verb that gives a role: 区规划局负责编制规划, 市教育局要会同市公安局…."""

import re
from functools import cache
from typing import cast

from graph.kept.patterns import compiled
from loaders.readings import Role, Span
from loaders.statements.drafts import Page, RoleList
from loaders.statements.lists import unit_names as units
from loaders.statements.lists.parties import Listing, listing
from loaders.vocabulary import vocabulary


def subject_list(page: Page, piece: Span) -> RoleList | None:
    """The units that open a piece of a statement and do what a verb after them says; who explains a text has no duty."""
    if explains(page.words, piece):
        return None
    for match in _verb().finditer(page.words, piece.start, min(piece.end, piece.start + _REACH)):
        span = Span(piece.start, match.start())
        read = unit_list(page, span)
        if read is not None:
            role = cast("Role", match.lastgroup)
            return RoleList(role, span, read.mentions, read.open, read.commas, fixed=role != "responsible")
    return None


def unit_list(page: Page, span: Span, *, places: bool = False) -> Listing | None:
    """The list of units in a span, or None where some piece of it is surely no name of a unit.

    `places`: towns and districts by their names alone count too (张集镇).
    """
    if span.end - span.start < _SHORTEST:
        return None
    read = listing(page.text, page.words, span)
    if not read.mentions or read.rejected:
        return None
    names = [page.words[found.start : found.end] for found in read.mentions if not found.field]
    sure = all(
        units.looks_like_unit(name, firm=True) or units.kind(name) == "collective" or (places and units.is_place(name))
        for name in names
    )
    return read if sure else None


def explains(words: str, span: Span) -> bool:
    """Whether a sentence says who explains a text, which gives no duty."""
    literal = _explaining().search(words, span.start, span.end)
    return literal is not None and _interpret().search(words, span.start, span.end) is not None


_REACH, _SHORTEST = 120, 2


@cache
def _verb() -> re.Pattern[str]:
    verbs = vocabulary("statements/lists/roles")["verbs"]
    return compiled("|".join(f"(?P<{name}>{entry['pattern']})" for name, entry in verbs.items()))


@cache
def _explaining() -> re.Pattern[str]:
    """The words without one of which nobody explains."""
    return compiled("|".join(map(re.escape, vocabulary("statements/lists/roles")["_explaining"])))


@cache
def _interpret() -> re.Pattern[str]:
    return compiled(vocabulary("statements/lists/roles")["_interpret"])
