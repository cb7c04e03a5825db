"""Towns, townships and subdistricts as bodies of their own place: 朱沱镇, 中山路街道, 中山路街办 (bodies.yaml, townships).

The plan's own place is asked first, then a place that is written before the name, then the counties beside the plan's.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from loaders.departments.bodies import Body, section
from loaders.departments.places.gazetteer import gazetteer
from loaders.departments.places.place_prefixes import readings
from loaders.departments.places.plan_places import UNKNOWN, Jurisdiction
from loaders.departments.places.towns import FIRST, Town, towns_called

TOWNSHIP = "township"
_WIDEST = 8
"""Characters beyond which only a name that the table has, or one after a written place, is a town's."""


def read_town(name: str, place: Jurisdiction, year: int) -> Body | None:
    """A town of the plan's place, of one that is written before it, or as written in the plan's own place."""
    for rule, found, entry in _matches(name):
        body = _listed(found, place, year) or _after_place(found, place, year) or _beside(found, place, year)
        if body is None and not entry.get("listed") and len(found[0]) <= _WIDEST:
            body = _as_written(found[0], place)
        if body:
            return Body(body, entry["slot"], "", f"bodies:{rule}")
    return None


def read_own_town(name: str, place: Jurisdiction, year: int) -> Body | None:
    """A town that the table has in the plan's own place, whatever else its name might mean (新区街道)."""
    for rule, found, entry in _matches(name):
        body = _listed(found, place, year)
        if body:
            return Body(body, entry["slot"], "", f"bodies:{rule}")
    return None


def _matches(name: str) -> Iterator[tuple[str, tuple[str, ...], Mapping[str, Any]]]:
    """The rules that fit, each with the full names that the town may have."""
    for rule, pattern, entry in section("townships"):
        found = pattern.match(name)
        if found:
            yield rule, tuple(found["name"] + ending for ending in entry.get("endings", [""])), entry


def _listed(forms: tuple[str, ...], place: Jurisdiction, year: int) -> Jurisdiction | None:
    """The town of the plan's place with one of the names; `?` where it has several."""
    around = _county(place)
    if place.level == TOWNSHIP and place.name in forms:
        return place
    return _one(_called(forms, around.path, year), around.path)


def _after_place(forms: tuple[str, ...], place: Jurisdiction, year: int) -> Jurisdiction | None:
    """A town after its county or city: one that this has, else any after a full name (江津区双福街道)."""
    for form in forms:
        above = [r for r in readings(form, place, year) if r.named and len(r.rest) > 1 and _is_town(r.rest)]
        for reading in above:
            known = _one(_called((reading.rest,), reading.place.path, year), reading.place.path)
            if known and UNKNOWN not in known.path:
                return known
        full = next((r for r in above if r.in_full or r.place.path == place.path), None)
        if full:
            return Jurisdiction(f"{full.place.path}/{full.rest}", TOWNSHIP)
    return None


def _beside(forms: tuple[str, ...], place: Jurisdiction, year: int) -> Jurisdiction | None:
    """The one town of that name in the city of the plan's county, from when towns are known."""
    around = _county(place)
    city = around.path.rpartition("/")[0]
    known = gazetteer().at(city, year) if city and (not year or year >= FIRST - 1) else None
    if known is None or (known.level not in ("prefecture", "municipality")):
        return None
    found = _called(forms, city, year)
    return Jurisdiction(found[0].path, TOWNSHIP) if len(found) == 1 else None


def _as_written(name: str, place: Jurisdiction) -> Jurisdiction:
    return Jurisdiction(f"{_county(place).path or UNKNOWN}/{name}", TOWNSHIP)


def _county(place: Jurisdiction) -> Jurisdiction:
    """The place whose towns are meant: a town's own county."""
    return Jurisdiction(place.path.rpartition("/")[0] or UNKNOWN, "county") if place.level == TOWNSHIP else place


def _called(forms: tuple[str, ...], path: str, year: int) -> list[Town]:
    return next((found for form in forms if (found := towns_called(form, path, year))), []) if path else []


def _one(found: list[Town], path: str) -> Jurisdiction | None:
    if len(found) > 1:
        return Jurisdiction(f"{path}/{UNKNOWN}/{found[0].name}", TOWNSHIP)
    return Jurisdiction(found[0].path, TOWNSHIP) if found else None


def _is_town(rest: str) -> bool:
    return any(re.match(pattern, rest) for _, pattern, entry in section("townships") if not entry.get("listed"))
