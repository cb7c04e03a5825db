"""What the words in front of a number make of it: at least, at most, a rise, a fall; and the year a change is measured from."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from graph.kept.patterns import compiled
from loaders.readings import Comparator
from loaders.text.quantities import Quantity
from loaders.vocabulary import vocabulary

Sense = Literal["level", "floor", "ceiling", "rise", "fall", "rank"]
_LONGEST = 8
"""Characters of the longest predicate."""
_BETWEEN = 4
"""So many words that add nothing (共, 约, 每年) may stand between predicate and number."""
_FIXED: dict[Sense, Comparator] = {"floor": ">=", "ceiling": "<=", "rank": "<=", "rise": "increase", "fall": "decrease"}


@dataclass(frozen=True, slots=True)
class Predicate:
    """The words that join a metric to its number; they begin at `start` of the words in front of the number."""

    start: int
    sense: Sense


def predicate(before: str) -> Predicate | None:
    """The predicate that `before`, the words in front of a number, ends in, or None.

    A bound behind a change is part of the change: 增长不低于 is a rise.
    """
    limit, found = len(before), None
    while (last := _last(before, limit)) is not None:
        start, sense = last
        if found is None:
            found = Predicate(start, sense)
        elif found.sense in ("floor", "ceiling") and sense in ("rise", "fall"):
            return Predicate(start, sense)
        elif sense == "level":
            found = Predicate(start, found.sense)
        elif found.sense == "level" and before[start:limit].startswith(_pure_changes()):
            return Predicate(start, sense)
        else:
            break
        limit = start
    return found


def multiplied(before: str) -> Predicate | None:
    """The predicate of a multiple: `before` ends in what is multiplied (不低于最低标准的, and then 1.6倍)."""
    found = _of_base().search(before)
    return Predicate(found.start(), _senses()[found["predicate"]]) if found else None


def rank(before: str, unit: str) -> Predicate | None:
    """The predicate of a rank: `before` ends in 稳居全省前, or in 进入全国 where the unit is 强; a rank is at most that number."""
    data = vocabulary("targets/comparators")
    found = _pattern("_rank").search(before)
    if found is None and unit == data["_rank_unit"]:
        found = _pattern("_rank_of").search(before)
    return Predicate(found.start(), "rank") if found else None


def moved(before: str) -> tuple[int, int, int] | None:
    """A verb of change whose object stands before 至 (提高农机终端占比至): where the object begins, ends, and the 至."""
    found = _pattern("_moved").search(before)
    return (*found.span("thing"), found.start("to")) if found else None


def growth(before: str, start: int) -> int | None:
    """Where growth as the head of a metric ends (投资增速), if the predicate at `start` is one that has its thing in front."""
    found = _growth_heads().match(before, start)
    return found.end() if found and _pattern("_grows").search(before[:start]) else None


def makes_things(words: str) -> bool:
    """A word of comparison that makes what is counted: 突破百项技术."""
    return _pattern("_makes_things").fullmatch(words) is not None


def comparator(found: Predicate | None, quantity: Quantity) -> Comparator:
    """The comparator of a number from its predicate and the bound words behind it."""
    if found is None or found.sense == "level":
        return quantity.bound or "="
    if found.sense == "ceiling" and quantity.bound == "=":
        return "="  # 控制在5%左右
    return _FIXED[found.sense]


def _last(before: str, limit: int) -> tuple[int, Sense] | None:
    """Where the predicate that ends at `limit` begins and its sense; words that add nothing may stand behind it."""
    for _ in range(_BETWEEN):
        floor = max(0, limit - _LONGEST)
        if (word := _predicates().search(before[floor:limit])) is not None:
            return floor + word.start(), _senses()[word[0]]
        if (filler := _between().search(before[floor:limit])) is None:
            return None
        limit = floor + filler.start()
    return None


@cache
def _senses() -> dict[str, Sense]:
    entries = vocabulary("targets/comparators")["predicates"].values()
    return {word: entry["sense"] for entry in entries for word in entry["words"]}


@cache
def _predicates() -> re.Pattern[str]:
    words = sorted(_senses(), key=lambda word: (-len(word), word))
    compounds = vocabulary("targets/comparators")["_compounds"]
    return compiled(rf"(?:{'|'.join(compounds.get(word, '') + word for word in words)})\Z")


@cache
def _pure_changes() -> tuple[str, ...]:
    return tuple(vocabulary("targets/comparators")["_pure_changes"])


@cache
def _between() -> re.Pattern[str]:
    words = sorted(vocabulary("targets/comparators")["_between"], key=lambda word: (-len(word), word))
    return compiled(rf"(?:{'|'.join(words)})\Z")


@cache
def _of_base() -> re.Pattern[str]:
    words = sorted(_senses(), key=lambda word: (-len(word), word))
    return compiled(rf"(?P<predicate>{'|'.join(words)}){vocabulary('targets/comparators')['_base']}\Z")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(vocabulary("targets/comparators")[name])


@cache
def _growth_heads() -> re.Pattern[str]:
    heads = "|".join(vocabulary("targets/comparators")["_growth_heads"])
    return compiled(rf"(?:{heads})")
