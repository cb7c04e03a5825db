"""Sentences that hold nothing but lists of units, each with its role (高新处牵头，成果处配合).

A role may also stand in a bracket behind each: 高新处（牵头）、成果处（配合）. Where all of a sentence is read so, names that
running text would not take for units are ones: without a level, of a kind that no word list knows.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import cast

from graph.kept.patterns import compiled
from loaders.readings import Role, Span
from loaders.statements.drafts import Page, RoleList
from loaders.statements.lists import unit_names as units
from loaders.statements.lists.mentions import Mention, mention
from loaders.statements.lists.parties import Listing, listing
from loaders.statements.lists.role_labels import aside_role
from loaders.vocabulary import vocabulary

_LONGEST, _SHORTEST = 160, 3


def role_lists(page: Page, sentence: Span) -> tuple[RoleList, ...]:
    """The lists of such a sentence; none where a word of it is anything else, or where nobody leads or helps."""
    words, start, end = page.words, sentence.start, sentence.end
    while start < end and words[start].isspace():
        start += 1
    while end > start and words[end - 1].isspace():
        end -= 1
    if not _SHORTEST <= end - start <= _LONGEST or _closed().search(words, start, end) is None:
        return ()
    lists = list(_lists(page, Span(start, end)))
    roles = {named.said or item.role for item in lists for named in item.mentions}
    return tuple(lists) if roles - {"responsible"} else ()


def _lists(page: Page, sentence: Span) -> Iterator[RoleList]:
    """The lists one behind the other; nothing at all where one of them can't be read."""
    found: list[RoleList] = []
    start = sentence.start
    while start < sentence.end:
        said = _said().search(page.words, start, sentence.end)
        if said is None or _run().fullmatch(page.words, start, said.start()) is None:
            return
        part = _part().match(page.words, start, sentence.end)
        read = listing(page.text, page.words, Span(*part.span("names"))) if part else None
        names = _names(page, read) if read else ()
        if part is None or read is None or not names:
            return
        role = cast("Role", part.lastgroup if part.lastgroup != "names" else "responsible")
        if role == "responsible" and not part["responsible"] and not all(name.said for name in names):
            return
        span = Span(part.start("names"), part.end("names"))
        found.append(RoleList(role, span, names, read.open, read.commas, fixed=True))
        start = part.end()
    yield from found


def _names(page: Page, read: Listing) -> tuple[Mention, ...]:
    """The names of a list, if every piece of it is one."""
    mentions = [*read.mentions, *(_unusual(page, piece) for piece in read.rejected)]
    mentions.sort(key=lambda found: found.start)
    return tuple(mentions) if all(_is_name(page.words[found.start : found.end]) for found in mentions) else ()


def _unusual(page: Page, piece: Span) -> Mention:
    """A name that no word list knows, with the role that a bracket behind it gives."""
    aside = _aside().match(page.words, piece.end)
    said = aside_role(aside["role"]) if aside else ""
    return replace(mention(page.text, page.words, piece), said=cast("Role | None", said or None))


def _is_name(name: str) -> bool:
    """A unit, or a class of them with its whole (各学院); no slogan's 政府, 部门, 社会."""
    plain = name.split("(", maxsplit=1)[0]
    if _no_name().search(plain):
        return False
    if units.kind(plain) == "collective":
        return units.is_full(plain) and units.looks_like_unit(plain)
    return units.looks_like_unit(plain, firm=True) or _name().fullmatch(plain) is not None


@cache
def _part() -> re.Pattern[str]:
    """A list and what gives it its role: a verb behind it, or a bracket behind each of its names."""
    data = vocabulary("statements/lists/role_sentences")
    roles = "|".join(f"(?P<{name}>{entry['pattern']})" for name, entry in data["roles"].items())
    return compiled(f"{data['_by']}(?P<names>{data['_names']}?)(?:(?:{roles})|(?<=\\))){data['_mark']}")


@cache
def _closed() -> re.Pattern[str]:
    """What the last part of such a sentence ends with: most sentences are told at once by their ends."""
    data = vocabulary("statements/lists/role_sentences")
    roles = "|".join(entry["pattern"] for entry in data["roles"].values())
    return compiled(f"(?:{roles}|\\)){data['_mark']}\\Z")


@cache
def _said() -> re.Pattern[str]:
    """What each part holds somewhere: most sentences hold neither, and are told so at less cost."""
    roles = vocabulary("statements/lists/role_sentences")["roles"].values()
    return compiled("|".join(["\\)", *(entry["pattern"] for entry in roles)]))


@cache
def _run() -> re.Pattern[str]:
    """What may stand in front of what a part holds somewhere: words of names and nothing else."""
    return compiled(f"{vocabulary('statements/lists/role_sentences')['_run']}*+")


@cache
def _aside() -> re.Pattern[str]:
    return compiled(r"\s?\((?P<role>[^()]{2,8})\)")


@cache
def _name() -> re.Pattern[str]:
    return compiled(vocabulary("statements/lists/role_sentences")["_name"])


@cache
def _no_name() -> re.Pattern[str]:
    return compiled(vocabulary("statements/lists/role_sentences")["_no_name"])
