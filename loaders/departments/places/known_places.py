"""What the tables know of a place that a department lies in: its code, and what may be meant where it is not known."""

from functools import lru_cache

from loaders.departments.places.gazetteer import gazetteer
from loaders.departments.places.plan_places import UNKNOWN
from loaders.departments.places.towns import Town, towns_anywhere, towns_below, towns_called

MOST_CANDIDATES = 12
"""Places beyond which a list of candidates helps nobody: 城关镇 is the name of hundreds."""


@lru_cache(maxsize=4096)
def code_of(path: str, year: int) -> str:
    """The official code of a place: six digits, nine for a town; empty where the tables do not have it."""
    known = gazetteer().at(path, year)
    if known:
        return known.code
    above, _, name = path.rpartition("/")
    found = towns_called(name, above, year) if above and UNKNOWN not in path else []
    return found[0].code if len(found) == 1 else ""


@lru_cache(maxsize=4096)
def zone_code(name: str, path: str, year: int) -> str:
    """The code under which the statistics count a development zone of a place; empty where they do not."""
    known = gazetteer()
    if name in known.zones:
        return next((zone.code for zone in [known.at(f"{path}/{name}", year)] if zone), "")
    found = [town for town in towns_below(path, year) if town.name == name] if path else []
    return found[0].code if len(found) == 1 else ""


@lru_cache(maxsize=4096)
def candidates_of(path: str, year: int) -> tuple[str, ...]:
    """The places that one under `?` may be (`?/江北区`, `重庆市/?/新田镇`), in the order of codes; none for a known one."""
    above, mark, name = path.rpartition(f"{UNKNOWN}/")
    if not mark or "/" in name or name.startswith(UNKNOWN):
        return ()
    towns: list[Town] = towns_called(name, above.rstrip("/"), year) if above else towns_anywhere(name, year)
    named = [] if above else gazetteer().anywhere(name, year)
    places = {place.code: place.path for place in named} | {town.code: town.path for town in towns}
    return tuple(places[code] for code in sorted(places)) if len(places) <= MOST_CANDIDATES else ()
