"""Lists of units that running text may give a duty: 渔业、水务等有关部门, 市打捞工作组, 青禾电网公司."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.kept.patterns import compiled
from loaders.readings import Role, Span
from loaders.statements.drafts import Page, RoleList
from loaders.statements.lists import unit_names as units
from loaders.statements.lists.mentions import Mention, mention
from loaders.statements.lists.parties import Listing, listing
from loaders.vocabulary import vocabulary

_KEPT = 8_192
"""Names whose fitness for a duty is kept."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A complete list of units. `firm`: all of them are of a kind that has duties even where no word of a role is said."""

    span: Span
    mentions: tuple[Mention, ...]
    open: bool
    commas: tuple[int, ...]
    firm: bool
    by: str = ""

    def in_role(self, role: Role) -> RoleList:
        """The list in a role that running text gives it; no declared rule changes it."""
        return RoleList(role, self.span, self.mentions, self.open, self.commas, fixed=True)


def subject(page: Page, span: Span, by: str = "") -> Subject | None:
    """The units of a span, if units fill all of it and each may have a duty. `by`: the word before it (由, 请)."""
    if span.end - span.start < _SHORTEST or _pattern("_work_inside").search(page.words, span.start, span.end):
        return None
    read = listing(page.text, page.words, span)
    tail = by != _BRACKET and _pattern("_field_tail").search(page.words, span.start, span.end)
    added = [_unlisted(page, piece, tail=bool(tail)) for piece in read.rejected]
    mentions = sorted([*read.mentions, *(found for found in added if found)], key=lambda found: found.start)
    if not mentions or not all(added):
        return None
    known = {found.start for found in added if found}
    if tail and known:
        mentions = [
            _with_tail(found) if _pattern("_bare_fields").fullmatch(found.unit) else found for found in mentions
        ]
    if not _pattern("_rest").match(page.words, mentions[-1].end, span.end):
        return None
    if any(_has_work(page.words[found.start : found.end]) for found in mentions):
        return None
    named = [found for found in mentions if found.start not in known and not found.field]
    names = [page.words[found.start : found.end] for found in named]
    if by == _BRACKET and not (names and len(names[0]) > _SHORTEST and units.is_full(names[0])):
        return None
    wide, firm = (_act(names, wide=wide) for wide in (True, False))
    return Subject(span, tuple(mentions), _is_open(page, read, span), read.commas, firm, by) if wide else None


def _is_open(page: Page, read: Listing, span: Span) -> bool:
    return read.open or _pattern("_open_rest").search(page.words, span.start, span.end) is not None


def _unlisted(page: Page, piece: Span, *, tail: bool) -> Mention | None:
    """A piece that is a unit only as a subject: a group or a squad, a kind of place, a field of work before 等部门."""
    name = page.words[piece.start : piece.end]
    if any(
        _pattern(kind).fullmatch(name) for kind in ("_bodies", "_class_places", "_finance", "_described", "_standing")
    ):
        return mention(page.text, page.words, piece)
    if tail and _pattern("_fields").fullmatch(name):
        return _with_tail(mention(page.text, page.words, piece))
    return None


def _with_tail(found: Mention) -> Mention:
    return Mention(found.unit + _lists("_field_name"), found.start, found.end, "unit")


def _act(names: Sequence[str], *, wide: bool) -> bool:
    """Whether running text gives such names a duty: at least the first, and a class outside government only beside it.

    `wide` takes places and named companies too, as where a word says their role.
    """
    data = vocabulary("statements/lists/parties")
    for at, name in enumerate(names):
        shared = names[0].startswith(data["_whole_class"]) and name in data["_generic"]
        beside = at > 0 and units.is_full(names[0]) and units.looks_like_unit(name, firm=True)
        if not (shared or beside or _is_body(name, wide=wide)):
            return False
        if _is_outside(name, wide=wide) and (at == 0 or _is_outside(names[0], wide=wide)):
            return False
    return True


@lru_cache(maxsize=_KEPT)
def _has_work(name: str) -> bool:
    """Words of work in a name, or a long name that begins with a verb, so that it is more than a name."""
    if _pattern("_work_inside").search(name) or _pattern("_work_start").match(name):
        return True
    verb = _work_verb().match(name)
    return verb is not None and len(name) - verb.end() > _TAIL


@lru_cache(maxsize=_KEPT)
def _is_outside(name: str, *, wide: bool) -> bool:
    """A class outside government (企业, 物业公司); a company with a name of its own is none where `wide`."""
    if _pattern("_outside").search(name):
        return not wide or not (units.prefix(name) or len(_industries().sub("", name)) >= _SHORTEST)
    return _pattern("_no_subject").search(name) is not None or (not wide and name == _lists("_government"))


@lru_cache(maxsize=_KEPT)
def _is_body(name: str, *, wide: bool) -> bool:
    """A name that stands on its own: short, with a level or place, bare or for a class; or one of the other bodies."""
    kinds = ("_places", "_bodies", "_class_places", "_described", "_standing", "_finance")
    if any(_pattern(kind).fullmatch(name) for kind in (*kinds, *(("_named_place",) if wide else ()))):
        return True
    if not units.looks_like_unit(name, firm=True):
        return False
    short = len(name) <= int(vocabulary("statements/forms/prose")["_short"])
    placed = _pattern("_placed").fullmatch(name) is not None
    return short or placed or units.is_full(name) or units.is_bare(name) or units.kind(name) == "collective"


_SHORTEST, _TAIL, _BRACKET = 2, 3, ")"


@cache
def _work_verb() -> re.Pattern[str]:
    data = vocabulary("statements/forms/prose")
    return compiled("|".join(sorted({*data["_verbs"], *data["_other_verbs"]}, key=len, reverse=True)))


@cache
def _industries() -> re.Pattern[str]:
    words = sorted(vocabulary("statements/forms/prose")["_industries"], key=len, reverse=True)
    return compiled("|".join([*words, _lists("_outside")]))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(_lists(name))


def _lists(name: str) -> str:
    return str(vocabulary("statements/forms/prose")[name])
