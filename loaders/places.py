"""Whose plan a text is: the place of its issuer, and what 市, 区 or 县 in a name mean in a plan of that place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.shadow import shadow
from loaders.gazetteer import Place, gazetteer
from loaders.vocabulary import vocabulary

UNKNOWN = "?"
"""Stands for a place above that nobody named."""

_GAZETTEER_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A place: the path of its full names from the province down (重庆市/永川区; the nation's is empty) and its level.

    `?` stands for what is not known: ?/和平县 is a county of that name, it is not said which.
    """

    path: str
    level: str

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rsplit("/", 1)[-1]


NATION = Jurisdiction("", "national")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to part a name into a place and the rest; `named` if the place's own name is written, not a level word."""

    place: Jurisdiction
    rest: str
    named: bool
    prefix: str


def jurisdiction(issuer: str, title: str) -> Jurisdiction:
    """The place of a plan, from its issuer and else its title; a text that names none has a place of its own, ?/TITLE."""
    for words in (issuer, title):
        name = shadow(words).replace(" ", "")
        if not name:
            continue
        if _patterns()["_national_issuer"].match(name):
            return NATION
        parts = _parts(name)
        if parts:
            return _located(parts)
    return Jurisdiction(f"{UNKNOWN}/{title}" if title else UNKNOWN, "")


@lru_cache(maxsize=4096)
def readings(name: str, place: Jurisdiction) -> tuple[Reading, ...]:
    """Every way to take a place off the front of a name, level words first, then written places, longest first."""
    return (*_by_word(name, place), *_by_name(name, place))


@lru_cache(maxsize=1024)
def relative(word: str, place: Jurisdiction) -> Jurisdiction:
    """The place that a level word means in a plan of `place`: itself, the one above, or an unnamed one below.

    市 in a district's plan is the city above it; 区 in a city's plan is some district of it, written 重庆市/?区.
    """
    data = vocabulary("places")
    parts = place.path.split("/") if place.path else []
    endings = tuple(data["_words"][word])
    for depth in range(len(parts), 0, -1):
        part = parts[depth - 1]
        if part.endswith(endings) and (depth == 1 or word != _region() or not part.endswith(tuple(data["_not_region"]))):
            return _known("/".join(parts[:depth]), place)
    level = data["_units"].get(endings[0], "")
    if place.level and _rank(level) <= _rank(place.level):
        above = data["_above"].format(place=place.name, word=word)
        return Jurisdiction(above, level)
    below = data["_below"].format(word=word)
    return Jurisdiction(f"{place.path}/{below}" if place.path else below, level)


def written(name: str, place: Jurisdiction) -> Jurisdiction | None:
    """The place that a whole name writes out (永川, 重庆市永川区, 省, 阿勒泰地区), or None where it is no place's name."""
    if not name:
        return place
    return next((reading.place for reading in readings(name, place) if not reading.rest), None)


def level_word(name: str) -> str:
    """The word by which a place's departments call it: 区 for 永川区, 州 for 楚雄彝族自治州; empty where there is none."""
    words: dict[str, list[str]] = vocabulary("places")["_words"]
    fits = [word for word, endings in words.items() if any(name.endswith(ending) for ending in endings)]
    return max(fits, key=len, default="")


def short_name(name: str) -> str:
    """永川 for 永川区; the name itself where that would leave one character."""
    units = sorted(vocabulary("places")["_units"], key=len, reverse=True)
    unit = next((unit for unit in units if name.endswith(unit)), "")
    stem = name.removesuffix(unit)
    return stem if len(stem) >= _GAZETTEER_SHORTEST else name


def _by_word(name: str, place: Jurisdiction) -> Iterator[Reading]:
    data = vocabulary("places")
    if name.startswith(tuple(data["_not_words"])):
        return
    start = len(data["_self"]) if name.startswith(data["_self"]) else 0
    found = _patterns()["words"].match(name, start)
    if found:
        word, rest = found[1], name[found.end() :]
        tail = next((tail for tail in data["_level_tails"] if rest.startswith(tail)), "")
        for left in (rest, rest.removeprefix(tail)) if tail else (rest,):
            yield Reading(relative(word, place), left, named=False, prefix=name[: len(name) - len(left)])
    nation = next((word for word in data["_nation"] if name.startswith(word)), "")
    if nation:
        yield Reading(NATION, name.removeprefix(nation), named=False, prefix=nation)


def _by_name(name: str, place: Jurisdiction) -> Iterator[Reading]:
    """Written places at the front of a name: those of the plan's own path first, then the gazetteer's."""
    parts = place.path.split("/") if place.path else []
    for depth in range(len(parts), 0, -1):
        part = parts[depth - 1]
        for form in dict.fromkeys((part, short_name(part))):
            if name.startswith(form):
                here = _known("/".join(parts[:depth]), place)
                rest = name.removeprefix(form)
                yield from (reading for reading in _by_name(rest, here) if reading.place.path.startswith(here.path))
                yield Reading(here, rest, named=True, prefix=form)
    yield from _by_gazetteer(name, place)


def _by_gazetteer(name: str, place: Jurisdiction) -> Iterator[Reading]:
    known = gazetteer()
    for length in range(min(known.longest, len(name)), _GAZETTEER_SHORTEST - 1, -1):
        form = name[:length]
        candidates = known.named(form)
        if candidates:
            here = _choose(form, candidates, place)
            rest = name[length:]
            if rest and not here.path.startswith(UNKNOWN):
                yield from (r for r in _by_gazetteer(rest, here) if r.place.path.startswith(here.path + "/"))
            yield Reading(here, rest, named=True, prefix=form)


def _choose(form: str, candidates: tuple[Place, ...], place: Jurisdiction) -> Jurisdiction:
    """The candidate on the plan's own line of places, else the only one, else a place of that name under `?`."""
    near = [c for c in candidates if c.path.startswith(place.path + "/") or (place.path + "/").startswith(c.path + "/")]
    wider = near or _siblings(candidates, place)
    for group in (wider, list(candidates)):
        if len(group) == 1:
            return Jurisdiction(group[0].path, group[0].level)
        highest = [c for c in group if all(other.path.startswith(c.path) for other in group)]
        if highest:  # 楚雄 is the prefecture and the city in it: the wider one is meant where nothing else is said
            return Jurisdiction(highest[0].path, highest[0].level)
    return Jurisdiction(f"{UNKNOWN}/{form}", candidates[0].level if len({c.level for c in candidates}) == 1 else "")


def _siblings(candidates: tuple[Place, ...], place: Jurisdiction) -> list[Place]:
    """Candidates in the plan's own province."""
    top = place.path.split("/", 1)[0]
    return [c for c in candidates if top and top != UNKNOWN and c.path.startswith(top + "/")]


def _known(path: str, place: Jurisdiction) -> Jurisdiction:
    """A place on the path of `place`, with its level."""
    if path == place.path:
        return place
    parts = path.split("/")
    if parts[-1] in vocabulary("places")["_municipalities"]:
        return Jurisdiction(path, "municipality")
    return Jurisdiction(path, _level(parts[-1]))


def _level(name: str) -> str:
    units: dict[str, str] = vocabulary("places")["_units"]
    return next((units[unit] for unit in sorted(units, key=len, reverse=True) if name.endswith(unit)), "")


def _rank(level: str) -> int:
    levels: list[str] = vocabulary("places")["_levels"]
    rank = levels.index(level) if level in levels else len(levels)
    return rank - 1 if level == "municipality" else rank


def _parts(name: str) -> list[str]:
    """The names of places at the head of an issuer or a title, outermost first."""
    data, patterns = vocabulary("places"), _patterns()
    position = patterns["_head"].match(name).end()  # type: ignore[union-attr]  # the pattern may be empty, so it matches
    parts: list[str] = []
    while found := patterns["_place"].match(name, position):
        word = found[0]
        followed = bool(patterns["_body"].match(name, found.end()))
        if not gazetteer().named(word):
            if patterns["_false_places"].search(word) or len(word) > data["_longest_place"]:
                break
            if not followed and (parts or len(word) > data["_longest_bare"]):
                break
        parts.append(word)
        position = found.end()
    return parts or _short_at(name, position)


def _short_at(name: str, position: int) -> list[str]:
    """A province or city that a title calls by its short name (上海关于…)."""
    known = gazetteer()
    for length in range(known.longest, _GAZETTEER_SHORTEST - 1, -1):
        word = name[position : position + length]
        places = known.short.get(word, ())
        if len(places) == 1 and places[0].level != "county":
            return [word]
    return []


def _located(parts: list[str]) -> Jurisdiction:
    """The place of a chain of names: filled in above where the gazetteer knows exactly one, `?` where it does not."""
    data = vocabulary("places")
    if parts[0] in data["_municipalities"]:
        head = Jurisdiction(parts[0], "municipality")
    else:
        head = _first(parts)
    for part in parts[1:]:
        if head.path.endswith("/" + part):
            continue
        inside = [p for p in gazetteer().named(part) if p.path.startswith(head.path + "/")]
        head = (
            Jurisdiction(inside[0].path, inside[0].level)
            if len(inside) == 1
            else Jurisdiction(f"{head.path}/{part}", _level(part))
        )
    return head


def _first(parts: list[str]) -> Jurisdiction:
    known = gazetteer()
    name = parts[0]
    candidates = list(known.named(name))
    if len(candidates) > 1 and len(parts) > 1:
        inner = {p.path for p in known.named(parts[1])}
        candidates = [c for c in candidates if any(path.startswith(c.path + "/") for path in inner)]
    if len(candidates) == 1:
        return Jurisdiction(candidates[0].path, candidates[0].level)
    if candidates:
        return Jurisdiction(f"{UNKNOWN}/{name}", candidates[0].level)
    for length in range(len(name) - 1, _GAZETTEER_SHORTEST - 1, -1):
        bases = known.short.get(name[:length], ())
        if len(bases) == 1:
            return Jurisdiction(f"{bases[0].path}/{name}", _level(name))
        if bases:
            break
    return Jurisdiction(f"{UNKNOWN}/{name}", _level(name))


def _region() -> str:
    return next(word for word, endings in vocabulary("places")["_words"].items() if endings == [word] and len(word) == 1
                and any(other.endswith(word) for other in vocabulary("places")["_not_region"]))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = vocabulary("places")
    names = ("_head", "_national_issuer", "_body", "_place", "_false_places")
    patterns = {name: re.compile(data[name]) for name in names}
    words = sorted(data["_words"], key=len, reverse=True)
    patterns["words"] = re.compile("(" + "|".join(words) + ")")
    return patterns
