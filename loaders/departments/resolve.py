"""From a name in a plan to the one department it means, or to several or none with the reason (design §6).

Identity is place + functions + qualifier. Names are read by the dictionary and by patterns, never by likeness.
"""

from dataclasses import dataclass

from graph.ids import department_id
from graph.model import Node, Value
from loaders.departments.identities import COLLECTIVE, UNRESOLVED, Identity, identify
from loaders.departments.names.collective_names import collective_name
from loaders.departments.names.latin_names import place_prefix, reading
from loaders.departments.names.other_names import aliases, english
from loaders.departments.places.known_places import candidates_of, code_of, zone_code
from loaders.departments.places.plan_places import UNKNOWN, Jurisdiction, year_of
from loaders.readings import PartyKind
from seeds.registers import Register, Registered

_TERRITORIAL, _ZONE = ("peoples-government", "subdistrict-office"), "park"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The department that a name means, the entry or pattern that says so, and why where it does not say.

    `above` is the department that it is a branch of, where its name says so.
    """

    node: Node
    rule: str
    reason: str
    above: Node | None = None


def resolve(
    unit: str, *, surface: str, kind: PartyKind, place: Jurisdiction, date: str, register: Register | None = None
) -> Resolution:
    """The department that `unit` means in a plan of `place` and `date` (YYYY…, may be empty).

    `surface` is the name as written, read where the restored one says nothing; `kind` is what the statement took it
    for. A name that fits several departments, or none, becomes one Department of kind unresolved with its candidates.
    """
    own = register if register and register.place == place.path else None
    year = year_of(date)
    listed = own.find(unit) if own else None
    found = _registered(listed) if listed else identify(unit, kind, place, year)
    if found.kind == UNRESOLVED and surface and surface != unit:
        second = identify(surface, kind, place, year)
        found = second if second.kind != UNRESOLVED else found
    if own and listed is None:
        listed = next((party for party in own.parties if _same(party, found)), None)
    reason = found.reason or _dated(found, date)
    return Resolution(_node(unit, found, listed, year), found.rule, reason, _above(unit, kind, place, year))


def _above(unit: str, kind: PartyKind, place: Jurisdiction, year: int) -> Node | None:
    base = identify(unit, kind, place, year).above
    return _node(base.name, base, None, year) if base else None


def _registered(party: Registered) -> Identity:
    place = Jurisdiction(party.place, party.level)
    return Identity(place, party.slots, party.qualifier, party.kind, f"register:{party.name}")


def _dated(found: Identity, date: str) -> str:
    """Says that a name was already out of use at the plan's date."""
    year = date[:4]
    if found.until and year.isdigit() and int(year) > found.until + 1:
        return f"an old name, in use until {found.until}"
    return ""


def _same(party: Registered, found: Identity) -> bool:
    return (party.place, party.slots, party.qualifier) == (found.place.path, found.slots, found.qualifier)


def _node(unit: str, found: Identity, listed: Registered | None, year: int) -> Node:
    zh = set(aliases(unit, found.stem, found.slots, found.qualifier, found.place)) if _has_names(found) else set()
    name_en, en = _english(unit, found)
    if listed:
        zh |= {listed.name, *listed.aliases}
        en = (*en, *listed.aliases_en, *((name_en,) if name_en else ()))
        name_en = listed.name_en
    properties: dict[str, Value] = {
        "name": unit,
        "kind": found.kind,
        "slots": found.slots,
        "aliases": tuple(sorted(zh - {unit})),
        "aliases_en": tuple(sorted(set(en) - {name_en})),
        "candidates": found.candidates or _elsewhere(found, year),
    }
    place, code = found.place, _code(unit, found, year)
    optional = {"name_en": name_en, "jurisdiction": place.path, "level": place.level, "code": code}
    properties.update({key: value for key, value in optional.items() if value})
    return Node("Department", found.id, properties)


def _elsewhere(found: Identity, year: int) -> tuple[str, ...]:
    """The departments that one of an open place (`?/江北区`) may be."""
    if UNKNOWN not in found.place.path or found.kind in (COLLECTIVE, UNRESOLVED):
        return ()
    places = candidates_of(found.place.path, year)
    return tuple(department_id(place=path, slots=found.slots, qualifier=found.qualifier) for path in places)


def _code(unit: str, found: Identity, year: int) -> str:
    """The official code of the place that a government, a subdistrict or a zone stands for."""
    if found.slots[0] in _TERRITORIAL and not found.qualifier:
        return code_of(found.place.path, year)
    return zone_code(unit, found.place.path, year) if found.kind == _ZONE else ""


def _english(unit: str, found: Identity) -> tuple[str, tuple[str, ...]]:
    if found.kind == UNRESOLVED:
        return reading(unit), ()
    if found.kind == COLLECTIVE and (called := collective_name(unit)):
        return f"{place_prefix(found.place)} {called}".strip(), ()
    return english(found.stem, found.slots, found.qualifier, found.place)


def _has_names(found: Identity) -> bool:
    return found.kind not in (COLLECTIVE, UNRESOLVED)
