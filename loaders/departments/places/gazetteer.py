"""Places by name and date: which ones a full or short name may mean, those around a plan's own place first."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from graph.kept.patterns import compiled
from loaders.departments.places.divisions import Place, divisions, is_zone
from loaders.vocabulary import vocabulary

SHORTEST = 2
"""No name of a place has one character."""

_LONGEST_ZONE = 20

REMEMBERED = 2
"""Years after its end in which a place of that name may still be meant, so that another one alone is no proof."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places by full name (永川区), by every shorter name that is used for them (永川, 楚雄州), and by path; names of zones."""

    full: dict[str, tuple[Place, ...]]
    short: dict[str, tuple[Place, ...]]
    paths: dict[str, tuple[Place, ...]]
    zones: frozenset[str]
    longest: int

    def named(self, name: str) -> tuple[Place, ...]:
        """The places of any time that a name may mean; full names before short ones, none where it is unknown."""
        return self.full.get(name) or self.short.get(name, ())

    def longest_at(self, words: str, position: int) -> str:
        """The longest full name of a place or zone that stands in words at a position; empty where none does."""
        ends = range(min(len(words), position + _LONGEST_ZONE), position + 1, -1)
        forms = (words[position:end] for end in ends)
        return next((form for form in forms if form in self.full or form in self.zones), "")

    def near(self, name: str, path: str, year: int) -> tuple[Place, ...]:
        """The places of a name below or at a place, else around it (below what is above it), the nearest such group.

        One that has been given up comes before one further off that is still there; none that came later is meant.
        """
        known = [place for place in self.named(name) if place.begun(year)]
        for scope in _scopes(path) if known else ():
            found = [p for p in known if p.path.startswith(scope + "/") or p.path == scope]
            if found:
                return _latest([p for p in found if p.at(year)] or found, year)
        return ()

    def anywhere(self, name: str, year: int) -> tuple[Place, ...]:
        """The places that a name may mean in a year when nothing is known of where; two or more prove nothing.

        A place that was given up a short while before still counts.
        """
        known = [place for place in self.named(name) if place.begun(year)]
        return _latest([p for p in known if p.at(year, REMEMBERED)] or known, year)

    def only(self, name: str, year: int) -> Place | None:
        """The one place that a name can mean wherever it is written; words of two characters (矿区, 东区) are no proof."""
        found = self.anywhere(name, year)
        common = re.match(vocabulary("departments/places/places")["_common"], name)
        return found[0] if len(found) == 1 and not common else None

    def at(self, path: str, year: int) -> Place | None:
        """The place with that very path, in that year if it can be."""
        found = self.paths.get(path, ())
        return next((p for p in found if p.at(year)), found[-1] if found else None)


def _scopes(path: str) -> Iterator[str]:
    """A path and those above it, the nearest first."""
    while path and not path.startswith("?"):
        yield path
        path = path.rpartition("/")[0]


def _latest(found: Iterable[Place], year: int) -> tuple[Place, ...]:
    """Of a place that moved to another city of its province, its path of that year; the others as they are."""
    places = list(found)
    over = {p for p in places for q in places if q.name == p.name and q.replaces(p) and (not year or year >= q.first)}
    early = {q for q in places for p in places if q.name == p.name and q.replaces(p) and p not in over}
    kept = [place for place in places if place not in over | early]
    return tuple({place.path: place for place in sorted(kept, key=lambda place: place.at(year))}.values())


@cache
def gazetteer() -> Gazetteer:
    """Index the table once."""
    full: dict[str, list[Place]] = defaultdict(list)
    short: dict[str, list[Place]] = defaultdict(list)
    paths: dict[str, list[Place]] = defaultdict(list)
    zones = frozenset(place.name for place in divisions() if is_zone(place))
    for place in divisions():
        paths[place.path].append(place)
        if not is_zone(place):
            full[place.name].append(place)
    for name, places in full.items():
        for form in shorter(name):
            short[form] += places
    return Gazetteer(_fixed(full), _fixed(short), _fixed(paths), zones, max(map(len, full)))


def _fixed(index: dict[str, list[Place]]) -> dict[str, tuple[Place, ...]]:
    return {name: tuple(places) for name, places in index.items()}


def shorter(name: str) -> Iterator[str]:
    """永川区 → 永川; 楚雄彝族自治州 → 楚雄, 楚雄州; names that would have one character stay whole."""
    for unit, plain in _autonomous():
        if name.endswith(unit):
            whole = name.removesuffix(unit)
            bare = _peoples().sub("", whole)
            stem = bare if len(bare) >= SHORTEST else whole
            yield stem
            if plain:
                yield stem + plain
            return
    unit = next((unit for unit in units() if name.endswith(unit)), "")
    if unit and len(name) - len(unit) >= SHORTEST:
        yield name.removesuffix(unit)


@cache
def units() -> tuple[str, ...]:
    """How names of places end, the longest first."""
    return tuple(sorted(vocabulary("departments/places/places")["_units"], key=len, reverse=True))


@cache
def _autonomous() -> tuple[tuple[str, str], ...]:
    return tuple(vocabulary("departments/places/places")["_autonomous"].items())


@cache
def _peoples() -> re.Pattern[str]:
    """The peoples at the end of a name; those of one character only with 族, so that 西藏 keeps its own."""
    data = vocabulary("departments/places/places")
    mark = data["_people_mark"]
    long = "|".join(people for people in data["_peoples"] if len(people) > 1)
    short = "|".join(people for people in data["_peoples"] if len(people) == 1)
    return compiled(f"(?:(?:{long}){mark}?|(?:{short}){mark})+$")
