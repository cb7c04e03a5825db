"""The place at the front of a name: what 市, 区 or 县 mean in a plan of some place, and places that are written out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.kept.patterns import compiled
from loaders.departments.places.gazetteer import SHORTEST, gazetteer
from loaders.departments.places.plan_places import NATION, UNKNOWN, Jurisdiction, level_of, short_name
from loaders.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to part a name into a place and the rest; `named` if the place's own name is written, not a level word."""

    place: Jurisdiction
    rest: str
    named: bool
    prefix: str

    @property
    def in_full(self) -> bool:
        """Whether the place's whole name is written, with its unit."""
        return self.named and self.prefix.endswith(self.place.name) and bool(level_of(self.prefix))


def readings(name: str, place: Jurisdiction, year: int = 0) -> Iterator[Reading]:
    """Every way to take a place off the front of a name: level words, the plan's own places, all others, longest first.

    `year` is the plan's, 0 where it is not known. The gazetteer is asked last, and only if the caller goes on that far.
    """
    yield from _near(name, place)
    yield from _far(name, place, year)


@lru_cache(maxsize=16384)
def _near(name: str, place: Jurisdiction) -> tuple[Reading, ...]:
    return (*_by_word(name, place), *_by_path(name, place))


@lru_cache(maxsize=16384)
def _far(name: str, place: Jurisdiction, year: int) -> tuple[Reading, ...]:
    return tuple(_by_gazetteer(name, place, year))


@lru_cache(maxsize=1024)
def relative(word: str, place: Jurisdiction) -> Jurisdiction:
    """The place that a level word means in a plan of `place`: itself, the one above, or an unnamed one below.

    市 in a district's plan is the city above it; 区 in a city's plan is some district of it, written 重庆市/?区.
    """
    data = vocabulary("departments/places/places")
    parts = place.path.split("/") if place.path else []
    endings = tuple(data["_words"][word])
    for depth in range(len(parts), 0, -1):
        part = parts[depth - 1]
        if part.endswith(endings) and (
            depth == 1 or word != _region() or not part.endswith(tuple(data["_not_region"]))
        ):
            return _known("/".join(parts[:depth]), place)
    level = data["_units"].get(endings[0], "")
    if place.level and _rank(level) <= _rank(place.level):
        above = data["_above"].format(place=place.name, word=word)
        return Jurisdiction(above, level)
    below = data["_below"].format(word=word)
    return Jurisdiction(f"{place.path}/{below}" if place.path else below, level)


def is_below(place: Jurisdiction, plan: Jurisdiction) -> bool:
    """Whether a place is any of a level below the plan's, so that its departments are a class: 县财政局 in a city's plan."""
    return bool(plan.level) and place.name.startswith(UNKNOWN) and place.path.startswith(plan.path)


def written(name: str, place: Jurisdiction, year: int = 0) -> Jurisdiction | None:
    """The place that a whole name writes out (永川, 重庆市永川区, 省, 阿勒泰地区), or None where it is no place's name."""
    if not name:
        return place
    return next((reading.place for reading in readings(name, place, year) if not reading.rest), None)


def _by_word(name: str, place: Jurisdiction) -> Iterator[Reading]:
    data = vocabulary("departments/places/places")
    if _not_words().match(name):
        return
    start = len(data["_self"]) if name.startswith(data["_self"]) else 0
    found = _words().match(name, start)
    if found:
        word, rest = found[1], name[found.end() :]
        tail = next((tail for tail in data["_level_tails"] if rest.startswith(tail)), "")
        for left in (rest, rest.removeprefix(tail)) if tail else (rest,):
            yield Reading(relative(word, place), left, named=False, prefix=name[: len(name) - len(left)])
    nation = next((word for word in data["_nation"] if name.startswith(word)), "")
    if nation:
        yield Reading(NATION, name.removeprefix(nation), named=False, prefix=nation)


def _by_path(name: str, place: Jurisdiction) -> Iterator[Reading]:
    """Places of the plan's own path that are written at the front of a name, by full or short name."""
    parts = place.path.split("/") if place.path else []
    for depth in range(len(parts), 0, -1):
        part = parts[depth - 1]
        for form in dict.fromkeys((part, short_name(part))):
            if name.startswith(form):
                here = _known("/".join(parts[:depth]), place)
                rest = name.removeprefix(form)
                yield from (reading for reading in _by_path(rest, here) if reading.place.path.startswith(here.path))
                yield Reading(here, rest, named=True, prefix=form)


def _by_gazetteer(name: str, place: Jurisdiction, year: int) -> Iterator[Reading]:
    known = gazetteer()
    for length in range(min(known.longest, len(name)), SHORTEST - 1, -1):
        form = name[:length]
        if any(found.begun(year) for found in known.named(form)):
            here = _choose(form, place, year)
            rest = name[length:]
            if rest and not here.path.startswith(UNKNOWN):
                yield from (r for r in _by_gazetteer(rest, here, year) if r.place.path.startswith(here.path + "/"))
            yield Reading(here, rest, named=True, prefix=form)


def _choose(form: str, place: Jurisdiction, year: int) -> Jurisdiction:
    """The place of that name in or around the plan's, else the only one of its time, else one of that name under `?`."""
    known = gazetteer()
    group = known.near(form, place.path, year)
    only = group[0] if len(group) == 1 else None if group else known.only(form, year)
    if only:
        return Jurisdiction(only.path, only.level)
    group = group or known.anywhere(form, year)
    highest = [c for c in group if all(other.path.startswith(c.path) for other in group)] if len(group) > 1 else []
    if highest:  # 楚雄 is the prefecture and the city in it: the wider one is meant where nothing else is said
        return Jurisdiction(highest[0].path, highest[0].level)
    levels = {c.level for c in group}
    return Jurisdiction(f"{UNKNOWN}/{form}", levels.pop() if len(levels) == 1 else "")


def _known(path: str, place: Jurisdiction) -> Jurisdiction:
    """A place on the path of `place`, with its level."""
    if path == place.path:
        return place
    parts = path.split("/")
    if parts[-1] in vocabulary("departments/places/places")["_municipalities"]:
        return Jurisdiction(path, "municipality")
    return Jurisdiction(path, level_of(parts[-1]))


def _rank(level: str) -> int:
    levels: list[str] = vocabulary("departments/places/places")["_levels"]
    rank = levels.index(level) if level in levels else len(levels)
    return rank - 1 if level == "municipality" else rank


def _region() -> str:
    """The word that also ends names of regions (区 in 自治区 and 地区), which it does not mean."""
    data = vocabulary("departments/places/places")
    words: dict[str, list[str]] = data["_words"]
    return next(word for word in words if len(word) == 1 and all(name.endswith(word) for name in data["_not_region"]))


@cache
def _words() -> re.Pattern[str]:
    words = sorted(vocabulary("departments/places/places")["_words"], key=len, reverse=True)
    return compiled("(" + "|".join(words) + ")")


@cache
def _not_words() -> re.Pattern[str]:
    return compiled(vocabulary("departments/places/places")["_not_words"])
