"""Towns, townships and subdistricts of the counties from 2015 to 2023 (towns.txt.gz): those of a place by name and date."""

import gzip
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from loaders.departments.places.divisions import Place
from loaders.departments.places.gazetteer import gazetteer

FIRST, LAST = 2015, 2023
"""The years of the first and the last source."""

_PROVINCE, _CITY, _COUNTY, _OWN = 2, 4, 6, 3
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class Town:
    """A town by its full name, its nine-digit code, its county, and the years in which it was seen."""

    name: str
    code: str
    county: Place
    first: int
    last: int

    @property
    def path(self) -> str:
        """Its path of full names (重庆市/永川区/朱沱镇)."""
        return f"{self.county.path}/{self.name}"

    def at(self, year: int) -> bool:
        """Whether it may have been there in a year; the first and the last source speak for the years beyond them."""
        return not year or ((self.first == FIRST or self.first <= year) and (self.last == LAST or year <= self.last))


def towns_below(path: str, year: int) -> list[Town]:
    """All towns of a county, or of all counties of a city or province, in a year, in the order of codes."""
    return [town for county in _counties(path, year) for town in _read(county) if town.at(year)]


def towns_called(name: str, path: str, year: int) -> list[Town]:
    """The towns of a name below a place: those of that year, else those of any year."""
    table = _table()
    holding = (county for county in _counties(path, year) if name in table.get(county.code, ""))
    found = [town for county in holding for town in _read(county) if town.name == name]
    now = [town for town in found if town.at(year)] or found[-1:]
    return list({town.path: town for town in now}.values())


def towns_anywhere(name: str, year: int) -> list[Town]:
    """The towns of a name in all of China, by their counties of that year."""
    return [town for province in _provinces() for town in towns_called(name, province, year)]


def _counties(path: str, year: int) -> Iterator[Place]:
    """The counties at or below a path whose towns are listed; those of that year where the path had them then."""
    known = gazetteer()
    there = known.at(path, year)
    if there is None:
        return
    if there.level == "county":
        # Towns are listed under the codes that were valid from 2015: an older code's county is the later one's.
        yield from [place for place in known.paths[path] if place.code in _table()] or _later(there)
        return
    prefix = there.code[: _PROVINCE if "/" not in path else _CITY]
    codes = _codes()
    for code in codes[bisect_left(codes, prefix) : bisect_left(codes, prefix + ":")]:
        yield from _placed(code, year)


def _later(county: Place) -> Iterator[Place]:
    """The county itself, under the code that a place of its name got when it moved."""
    for other in gazetteer().full.get(county.name, ()):
        if other.replaces(county) and other.code in _table():
            yield Place(county.path, county.level, other.code, county.first, county.last)


def _placed(code: str, year: int) -> Iterator[Place]:
    """The county with a code, by its name and path of a year, else its last ones."""
    found = _by_code().get(code, ())
    now = [place for place in found if place.at(year)] or found
    yield from now[-1:]


def _read(county: Place) -> Iterator[Town]:
    for entry in _table().get(county.code, "").split():
        name, _, years = entry[_OWN:].partition(":")
        first, last = (_CENTURY + int(years[:2]), _CENTURY + int(years[2:])) if years else (FIRST, LAST)
        yield Town(name, county.code + entry[:_OWN], county, first, last)


@cache
def _table() -> dict[str, str]:
    """County code → its line of towns, read on first use."""
    data = files("loaders").joinpath("departments", "places", "towns.txt.gz").read_bytes()
    lines = gzip.decompress(data).decode("utf-8").splitlines()
    return {line[:_COUNTY]: line[_COUNTY + 1 :] for line in lines}


@cache
def _codes() -> list[str]:
    return sorted(_table())


@cache
def _by_code() -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for places in gazetteer().paths.values():
        for place in places:
            found.setdefault(place.code, []).append(place)
    return {code: sorted(places, key=lambda place: (place.last, place.first)) for code, places in found.items()}


@cache
def _provinces() -> tuple[str, ...]:
    return tuple(path for path in gazetteer().paths if "/" not in path)
