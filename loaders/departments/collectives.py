"""Names of whole classes of bodies (各镇街, 市级有关部门): which class, and of which place (collectives.yaml)."""

import re
from dataclasses import dataclass
from functools import cache

from graph.kept.patterns import compiled
from loaders.departments.places.place_prefixes import readings
from loaders.departments.places.plan_places import Jurisdiction
from loaders.vocabulary import vocabulary

ANY = "collective-departments"
"""The class of a collective that no pattern places."""


@dataclass(frozen=True, slots=True)
class Collective:
    """A class of bodies; `qualifier` is its name without brackets and 政府, so that 各区县 and 各区（县）政府 are one."""

    slot: str
    qualifier: str
    place: Jurisdiction
    rule: str


def read_collective(name: str, place: Jurisdiction, year: int) -> Collective | None:
    """The class that a shadowed name without spaces means, or None where it names a single body."""
    for rule, (pattern, slot) in _classes().items():
        if pattern.search(name):
            return Collective(slot, canonical(name), _place(name, place, year), f"collectives:{rule}")
    return None


def marked(name: str) -> bool:
    """Whether a name has a word of a class in it (各, 有关, 部门)."""
    return bool(_pattern("_marks").search(name))


def class_of(name: str) -> str:
    """The name of the body that a class is made of: 财政局 of 各县市财政局; empty where the name is none such."""
    found = _pattern("_each").match(name)
    return name[found.end() :] if found else ""


def canonical(name: str) -> str:
    """One spelling for names of one class."""
    short = _pattern("_dropped").sub("", name)
    for written, kept in vocabulary("departments/collectives")["_same"].items():
        short = short.replace(written, kept)
    return short or name


def _place(name: str, place: Jurisdiction, year: int) -> Jurisdiction:
    """市级有关部门 in a district's plan are the city's; 各镇街 the plan's own."""
    levels = (reading for reading in readings(name, place, year) if not reading.named and reading.rest)
    return next((r.place for r in levels if not r.place.name.startswith("?") and r.prefix[-1] not in r.rest[:1]), place)


@cache
def _classes() -> dict[str, tuple[re.Pattern[str], str]]:
    classes = vocabulary("departments/collectives")["classes"]
    return {rule: (compiled(_filled(entry["pattern"])), entry["slot"]) for rule, entry in classes.items()}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(_filled(vocabulary("departments/collectives")[name]))


def _filled(pattern: str) -> str:
    data = vocabulary("departments/collectives")
    return pattern.replace("{units}", data["_units"]).replace("{bodies}", data["_bodies"])
