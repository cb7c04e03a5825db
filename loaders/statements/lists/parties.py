"""A list of units in running words → the parties it names, each with its span, its restored name and its kind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from graph.kept.patterns import compiled
from graph.shadow import shadow
from loaders.readings import Span
from loaders.statements.lists import unit_names as units
from loaders.statements.lists.list_items import LONGEST, list_items, top_commas
from loaders.statements.lists.mentions import Mention, mention, without_asides
from loaders.statements.lists.shared_endings import with_fields
from loaders.vocabulary import vocabulary

_SHORTEST = 2
_KEPT = 8_192
"""Names whose form is kept; a list of units comes again and again."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The units of one list. `open`: it ends in 等. `rejected`: pieces that do not look like units."""

    mentions: tuple[Mention, ...]
    open: bool
    rejected: tuple[Span, ...] = ()
    commas: tuple[int, ...] = ()


def listing(text: str, words: str, span: Span) -> Listing:
    """The units that `span` of a text lists; `words` is the shadow of the text."""
    found: list[Mention] = []
    rejected: list[Span] = []
    parts, is_open = list_items(words, span)
    tried = [mention(text, words, piece) for piece in parts]
    for before, after in zip(tried, with_fields(words, _with_endings(tried)), strict=True):
        if before.unit != after.unit or _known(words[before.start : before.end]):
            found.append(after)
        else:
            rejected.append(Span(before.start, before.end))
    return Listing(tuple(found), is_open, tuple(rejected), tuple(top_commas(words, span)))


@lru_cache(maxsize=_KEPT)
def _known(form: str) -> bool:
    name = _bare(form)
    if name.count("(") > name.count(")") and str(vocabulary("statements/lists/parties")["_enumeration"]) in name:
        return False  # the inside of a bracket that the span cuts off
    if units.looks_like_unit(name):
        return True
    return units.kind(name) == "collective" and len(name) <= LONGEST and not _pattern("_broken").search(name)


def unusual_unit(text: str, words: str, span: Span, piece: Span) -> Mention | None:
    """A rejected piece of the list in `span` as a unit all the same, as after 责任单位：, if it may be a name."""
    name = _bare(words[piece.start : piece.end])
    after_space = piece.start > span.start and words[piece.start - 1].isspace()
    if after_space or not _SHORTEST <= len(name) <= LONGEST:
        return None
    if _pattern("_broken").search(name) and not _pattern("_described").fullmatch(name):
        return None
    return mention(text, words, piece)


def is_enumerated(words: str, piece: Span) -> bool:
    """Whether a piece stands beside an enumeration mark, so that it is named with the units around it."""
    around = words[max(0, piece.start - 1) : piece.start] + words[piece.end : piece.end + 1]
    return str(vocabulary("statements/lists/parties")["_enumeration"]) in around


def _with_endings(found: Sequence[Mention]) -> list[Mention]:
    """The mentions of a list, places without an ending with that of the place that closes their run.

    广州、深圳市政府 → 广州市政府, 甲新区、乙新区管委会 → 甲新区管委会.
    """
    done: list[Mention] = []
    tail = government = zone = ""
    for named in reversed(found):
        own = _ending_of(named.unit)
        if own is not None:
            zone, tail, government = own
            done.append(named)
            continue
        added = _added(shadow(named.unit), zone, tail, government) if zone or tail or government else ""
        if not added:
            tail = government = zone = ""
        done.append(replace(named, unit=named.unit + added, field=True) if added else named)
    return done[::-1]


@lru_cache(maxsize=_KEPT)
def _ending_of(unit: str) -> tuple[str, str, str] | None:
    """What a name hands on to those before it: the ending of a zone, of a place, of a government; None for another name."""
    match = _pattern("_shared_tail").search(shadow(unit))
    return (match["zone"] or "", match["tail"] or "", match["government"] or "") if match else None


def _added(form: str, zone: str, tail: str, government: str) -> str:
    """Which of the endings a place without one takes."""
    if zone and _pattern("_zone").fullmatch(form):
        return zone
    if government and _pattern("_place_name").fullmatch(form):
        return government
    return (
        tail if tail and _pattern("_place_only").fullmatch(form) and not units.looks_like_unit(form, firm=True) else ""
    )


def _bare(form: str) -> str:
    """The words of a name for tests of its form."""
    return without_asides(form, form)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(str(vocabulary("statements/lists/parties")[name]))
