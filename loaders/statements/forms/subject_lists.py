"""Units as the subject of a verb that gives a role: 区规划局负责编制规划, 市教育局要会同市公安局…."""

import re
from functools import cache
from typing import cast

from loaders.readings import Role, Span
from loaders.statements.drafts import Page, RoleList
from loaders.statements.lists import unit_names as units
from loaders.statements.lists.parties import Listing, listing
from loaders.vocabulary import vocabulary


def subject_list(page: Page, piece: Span) -> RoleList | None:
    """The units that open a piece of text and do what a verb right after them says; no verb, no list. Who explains a text has no duty."""
    if _interpret().search(page.words, piece.start, piece.end):
        return None
    for match in _verb().finditer(page.words, piece.start, min(piece.end, piece.start + _REACH)):
        span = Span(piece.start, match.start())
        read = unit_list(page, span)
        if read is not None:
            role = cast("Role", match.lastgroup)
            return RoleList(role, span, read.mentions, read.open, read.commas, fixed=role != "responsible")
    return None


def unit_list(page: Page, span: Span) -> Listing | None:
    """The list of units in a span, or None where some piece of it is surely no name of a unit."""
    if span.end - span.start < _SHORTEST:
        return None
    read = listing(page.text, page.words, span)
    if not read.mentions or read.rejected:
        return None
    names = [page.words[mention.start : mention.end] for mention in read.mentions]
    sure = all(units.looks_like_unit(name, firm=True) or units.kind(name) == "collective" for name in names)
    return read if sure else None


_REACH, _SHORTEST = 120, 2


@cache
def _verb() -> re.Pattern[str]:
    verbs = vocabulary("statements/lists/roles")["verbs"]
    return re.compile("|".join(f"(?P<{name}>{entry['pattern']})" for name, entry in verbs.items()))


@cache
def _interpret() -> re.Pattern[str]:
    return re.compile(vocabulary("statements/forms/prose")["_interpret"])
