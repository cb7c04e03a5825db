"""The level that a list writes once for several units: 省发展改革委、财政厅 → 省财政厅, 各级党委、政府 → 各级政府."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile

from graph.kept.patterns import compiled
from loaders.statements.drafts import Draft
from loaders.statements.lists import unit_names as units
from loaders.statements.lists.mentions import Mention
from loaders.vocabulary import vocabulary


def with_levels(words: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with shared levels restored where the reading is clear; `words` is the shadow of the whole text.

    A name that some statement writes without any level before it is how this office writes it, and one that begins with
    a place of the text names a body of that place; they stay as they are.
    """
    own = {mention.unit for draft in drafts for mention in _opening(_mentions(draft))}
    own |= {mention.unit for draft in drafts for mention in _mentions(draft) if _placed(words, mention.unit)}
    return [_restored(draft, own) for draft in drafts]


def _placed(words: str, unit: str) -> bool:
    """Whether a name begins with a place that the text writes with its level elsewhere (青禾水文站 beside 青禾市)."""
    if not units.takes_level(unit) or units.is_bare(unit):
        return False
    levels = vocabulary("statements/lists/parties")["_place_levels"]
    return any(unit[:length] + level in words for length in _PLACE for level in levels)


_PLACE = (2, 3)


def _mentions(draft: Draft) -> list[Mention]:
    return [mention for item in draft.lists for mention in item.mentions]


def _opening(mentions: Sequence[Mention]) -> list[Mention]:
    """The bare names at the beginning of a statement: no level is written before them that they could share."""
    bare = takewhile(lambda mention: not units.prefix(mention.unit), mentions)
    return [mention for mention in bare if units.takes_level(mention.unit)]


def _restored(draft: Draft, own: set[str]) -> Draft:
    """The draft with levels; one that begins with a bare name writes its levels where it wants them."""
    mentions = _mentions(draft)
    if not any(units.takes_level(mention.unit) or mention.unit in _generic() for mention in mentions):
        return draft
    own = own | {mention.unit for mention in mentions} if _opening(mentions) else own
    done: list[Mention] = []
    lists = []
    for item in draft.lists:
        named = []
        for mention in item.mentions:
            done.append(_with_level(mention, done, own))
            named.append(done[-1])
        lists.append(item if named == list(item.mentions) else replace(item, mentions=tuple(named)))
    return replace(draft, lists=tuple(lists))


def _with_level(mention: Mention, before: Sequence[Mention], own: set[str]) -> Mention:
    head = _head(before[-1].unit) if before else ""
    generic = mention.unit in _generic()
    if head and (generic or (len(head) > 1 and units.takes_level(mention.unit))):
        return replace(mention, unit=head + mention.unit, kind="collective")
    if not units.takes_level(mention.unit) or mention.unit in own:
        return mention
    return replace(mention, unit=_level(mention, before) + mention.unit)


@cache
def _generic() -> frozenset[str]:
    return frozenset(vocabulary("statements/lists/parties")["_generic"])


def _head(unit: str) -> str:
    """各级 of 各级党委, 各县(区) of 各县(区)住建局: what a bare name right after it shares."""
    match = _each().match(unit)
    return match[0] if match else ""


def _level(mention: Mention, before: Sequence[Mention]) -> str:
    """The level of most of the units named before, else of the nearest one."""
    levels = [
        (level, other.unit)
        for other in before
        if other.kind == "unit" and (level := units.prefix(other.unit)) and _fits(level, mention.unit)
    ]
    if not levels:
        return ""
    counts = Counter(level for level, _ in levels)
    level, other = max(reversed(levels), key=lambda pair: counts[pair[0]])
    committee = str(vocabulary("statements/lists/parties")["_committee"])
    organ = units.is_party_organ(mention.unit) and other.startswith(level + committee)
    return level + (committee if organ else "")


def _fits(level: str, unit: str) -> bool:
    """A department of a province (厅) does not stand under a city, a district or a county."""
    data = vocabulary("statements/lists/parties")
    return level in data["_provincial"] or not unit.endswith(data["_provincial_ending"])


@cache
def _each() -> re.Pattern[str]:
    head, stems = (
        vocabulary("statements/lists/parties")["_each_head"],
        units.words("_stems", "_party_stems", "_generic"),
    )
    return compiled(f"{head}(?={stems})")
