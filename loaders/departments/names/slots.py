"""The functions that departments have: departments.yaml as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class National:
    """The body of the central government or Party with a function."""

    name: str
    short: tuple[str, ...]
    name_en: str
    abbreviation: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A function: its English name, the kind of body that has it, and its names.

    `words` are followed by a suffix (局, 委 …), `names` are whole, `units` are bodies of their own under the function,
    each by its names, the first of which is its qualifier.
    `usual`: level → the names that departments of that level commonly have. `former`: name → last valid year.
    `since` is the year of
    the merger that made the function; `until` and `into` are set for functions that a reform gave to others.
    """

    id: str
    en: str
    kind: str
    names: tuple[str, ...]
    words: tuple[str, ...]
    units: tuple[tuple[str, ...], ...]
    usual: Mapping[str, tuple[str, ...]]
    former: Mapping[str, int]
    english: tuple[str, ...]
    national: National | None
    national_former: Mapping[str, int]
    since: int | None
    until: int | None
    into: tuple[str, ...]
    event: str


@cache
def slots() -> Mapping[str, Slot]:
    """All functions, today's first, then those of the past, in the order of the file."""
    data = vocabulary("departments/names/departments")
    return {name: _slot(name, entry) for section in ("slots", "historic") for name, entry in data[section].items()}


def _slot(name: str, entry: Mapping[str, Any]) -> Slot:
    national = entry.get("national")
    return Slot(
        id=name,
        en=entry["en"],
        kind=entry["kind"],
        names=_listed(entry, "names"),
        words=_listed(entry, "words"),
        units=tuple(tuple(unit.split("=")) for unit in _listed(entry, "units")),
        usual={level: tuple(forms.split()) for level, forms in entry.get("usual", {}).items()},
        former=entry.get("former", {}),
        english=tuple(entry.get("english", ())),
        national=national
        and National(national["zh"], _listed(national, "short"), national.get("en", ""), national.get("abbr", "")),
        national_former=entry.get("national_former", {}),
        since=entry.get("since"),
        until=entry.get("until"),
        into=tuple(entry.get("into", ())),
        event=entry.get("event", ""),
    )


def _listed(entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(entry.get(key, "").split())
