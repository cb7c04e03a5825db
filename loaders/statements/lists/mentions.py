"""A unit as a list names it: the span of its words, and its name without asides."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from graph.kept.patterns import compiled
from loaders.readings import PartyKind, Role, Span
from loaders.statements.lists import unit_names as units
from loaders.statements.lists.role_labels import aside_role
from loaders.vocabulary import vocabulary

_ASIDE = compiled(r"[(<][^()<>]*[)>]")
_LAST_ASIDE = compiled(r"[(<]([^()<>]*)[)>]$")
_KEPT = 8_192
"""Names that are kept as they were read; a list of units comes again and again."""
_SPACE = compiled(r"\s+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit at a place of the text.

    `unit` has shared words restored and asides dropped. `marked`: with a star. `said`: the role that an aside gives.
    `field`: the text has only its field of work or its place (财政 before 住建部门, 高新区 before 经开区管委会).
    """

    unit: str
    start: int
    end: int
    kind: PartyKind
    marked: bool = False
    said: Role | None = None
    field: bool = False


def mention(text: str, words: str, piece: Span) -> Mention:
    """The unit that a piece of a text names; `words` is the shadow of the text."""
    surface, form = text[piece.start : piece.end], words[piece.start : piece.end]
    if " " in form:  # a page number inside a name is blank in the shadow
        surface = "".join(" " if shown == " " else sign for sign, shown in zip(surface, form, strict=True))
    unit, kind, said, length = _named(surface, form)
    end = piece.start + length
    around = words[max(0, piece.start - 1) : piece.start] + words[end : end + 1]
    return Mention(unit, piece.start, end, kind, _pattern("_star").search(around) is not None, said)


@lru_cache(maxsize=_KEPT)
def _named(surface: str, form: str) -> tuple[str, PartyKind, Role | None, int]:
    """The unit that words name, its kind, the role that an aside gives it, and where the name ends."""
    said, length = _said(form)
    surface, form = surface[:length] if said else surface, form[:length]
    return without_asides(surface, form), units.kind(_ASIDE.sub("", form)), said, length


def _said(form: str) -> tuple[Role | None, int]:
    """The role that an aside at the end of a name gives (市发展改革委(牵头)), and where the name ends."""
    last = _LAST_ASIDE.search(form)
    role = aside_role(last[1]) if last else ""
    if last and role:
        return cast("Role", role), len(form[: last.start()].rstrip())
    return None, len(form)


@lru_cache(maxsize=_KEPT)
def without_asides(surface: str, form: str) -> str:
    """The surface of a name without asides and blanks; `form` is its shadow.

    A bracket that lists kinds of places stays, without what it includes (各县(市、区,含某新区) → 各县(市、区)), and so
    does a bracket inside a name.
    """
    kept, last = [], 0
    for match in _ASIDE.finditer(form):
        inside = match[0][1:-1]
        including = _pattern("_including").search(inside)
        inner = match.end() < len(form) and not units.looks_like_unit(form[: match.start()])
        if inner and not including:
            continue
        if not units.lists_places(inside[: including.start()] if including else inside):
            kept.append(surface[last : match.start()])
            last = match.end()
        elif including:
            kept.append(surface[last : match.start() + 1 + including.start()])
            last = match.end() - 1
    kept.append(surface[last:])
    return _SPACE.sub("", "".join(kept)).strip(vocabulary("statements/lists/parties")["_trailing"])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(str(vocabulary("statements/lists/parties")[name]))
