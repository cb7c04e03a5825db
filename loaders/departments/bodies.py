"""Bodies that are read by a pattern: vertical offices, branches, zones, committees, companies (bodies.yaml)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.kept.patterns import compiled
from loaders.departments.places.place_prefixes import readings, written
from loaders.departments.places.plan_places import Jurisdiction
from loaders.vocabulary import vocabulary

_WHOLE = ("province", "prefecture")
"""Levels of places whose full name stands before a body of theirs wherever it is named."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body: where it is, its function, what tells it from its like, the kind if it is not the function's own.

    `stem` is its name without the place.
    """

    place: Jurisdiction
    slot: str
    qualifier: str
    rule: str
    kind: str = ""
    stem: str = ""
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """A part of another body: `base` is that body's name; the branch has a name, a place or a qualifier of its own."""

    base: str
    own: str
    place: Jurisdiction | None
    qualifier: str
    rule: str


def read_vertical(name: str, place: Jurisdiction, year: int) -> Body | None:
    """An office of a national system or company, whose name holds its place somewhere inside."""
    for rule, pattern, entry in section("verticals"):
        found = pattern.match(name)
        if not found:
            continue
        groups = found.groupdict()
        here = written(groups.get("place") or "", place, year)
        if here is None or (entry.get("named") == "short" and not _is_short(groups["place"], here)):
            continue
        qualifier = entry.get("qualifier") or groups.get("qualifier") or ""
        return Body(here, entry["slot"], qualifier, f"bodies:{rule}", until=entry.get("until"))
    return None


def read_branch(name: str, place: Jurisdiction, year: int) -> Iterator[Branch]:
    """Every way to read a name as a part of a body."""
    for rule, pattern, _ in section("branches"):
        found = pattern.match(name)
        if found:
            groups = found.groupdict()
            here = written(groups["place"], place, year) if groups.get("place") else None
            qualifier = "" if here else groups.get("branch", "")
            yield Branch(groups["base"], groups.get("own", ""), here, qualifier, f"bodies:{rule}")


def read_kind(name: str, place: Jurisdiction, year: int) -> Body | None:
    """A body known only by its ending; the words before it tell it from its like."""
    for rule, pattern, entry in section("kinds"):
        if pattern.search(name):
            here, stem = _own_name(name, place, year, entry.get("drop", ""))
            own = stem
            for long, short in entry.get("same", {}).items():
                own = own.replace(long, short)
            dropped = re.sub(entry["drop"], "", own) if "drop" in entry else own
            return Body(here, entry["slot"], dropped or own, f"bodies:{rule}", kind=entry["kind"], stem=stem)
    return None


def kind_by_ending(name: str) -> str:
    """The kind of body that a name's ending speaks for; empty where it says nothing."""
    return next((entry["kind"] for _, pattern, entry in section("kinds") if pattern.search(name)), "")


def _own_name(name: str, place: Jurisdiction, year: int, dropped: str) -> tuple[Jurisdiction, str]:
    """The place before a body's name and the name without it; a name that would be too short stays whole.

    Names of zones and companies often begin like a place elsewhere: only places around the plan's own count, and those
    further off that are written in full. `dropped` is a pattern of what tells no body from its like.
    """
    for reading in readings(name, place, year):
        own = re.sub(dropped, "", reading.rest) if dropped and reading.named else reading.rest
        whole = reading.place.level in _WHOLE and reading.in_full
        if len(own) > 1 and (not reading.named or _near(reading.place.path, place.path) or whole):
            return reading.place, reading.rest
    return place, name


def _near(path: str, plan: str) -> bool:
    """Whether a place lies on the plan's line of places, above or below it."""
    return path.startswith(plan + "/") or (plan + "/").startswith(path + "/")


def _is_short(words: str, here: Jurisdiction) -> bool:
    """Whether a place is written by its short name: 重庆, not 重庆市 and not 市."""
    return len(words) > 1 and here.name != words and here.name.startswith(words)


@cache
def section(name: str) -> tuple[tuple[str, re.Pattern[str], Mapping[str, Any]], ...]:
    """The rules of a section of bodies.yaml in their order: name, pattern, entry."""
    entries = vocabulary("departments/bodies")[name]
    return tuple((rule, compiled(entry["pattern"]), entry) for rule, entry in entries.items())
