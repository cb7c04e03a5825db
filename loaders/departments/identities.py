"""Who a name means by the dictionary and the patterns alone: place + functions + qualifier, or the reason why not."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from graph.ids import department_id
from graph.kept.patterns import compiled
from graph.shadow import shadow
from loaders.departments.bodies import Body, kind_by_ending, read_branch, read_kind, read_vertical
from loaders.departments.collectives import ANY, canonical, class_of, marked, read_collective
from loaders.departments.names.name_stems import Match, read_national, read_stem
from loaders.departments.names.slots import slots
from loaders.departments.places.place_prefixes import Reading, is_below, readings, relative, written
from loaders.departments.places.plan_places import NATION, UNKNOWN, Jurisdiction
from loaders.departments.town_bodies import read_own_town, read_town
from loaders.readings import PartyKind
from loaders.text.traditional import is_traditional, simplified
from loaders.vocabulary import vocabulary

COLLECTIVE, UNRESOLVED = "collective", "unresolved"
_GOVERNMENT, _SUBDISTRICT = "peoples-government", "subdistrict-office"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a department is; `stem` is its name without place where the dictionary read it, `above` what it is a branch of."""

    place: Jurisdiction
    slots: tuple[str, ...]
    qualifier: str
    kind: str
    rule: str
    stem: str = ""
    name: str = ""
    reason: str = ""
    until: int | None = None
    candidates: tuple[str, ...] = ()
    above: "Identity | None" = None

    @property
    def id(self) -> str:
        """The department's id."""
        return department_id(place=self.place.path, slots=self.slots, qualifier=self.qualifier)


@lru_cache(maxsize=16384)
def identify(unit: str, kind: PartyKind, place: Jurisdiction, year: int = 0) -> Identity:
    """Who a name means by the dictionary and the patterns alone, in a plan of a place and year (0: not known)."""
    name = _plain(unit)
    if is_traditional(name):
        name = simplified(name)
    own_town = read_own_town(name, place, year)
    found = _body(own_town) if own_town else _collective(name, kind, place, year)
    patterns = _patterns()
    for form in dict.fromkeys((name, patterns["_aside"].sub("", name), patterns["_organs"].sub("", name))):
        found = found or _single(form, place, year)
    if found and is_below(found.place, place):
        return replace(found, kind=COLLECTIVE)
    if found:
        return found
    if kind == COLLECTIVE:
        return Identity(place, (ANY,), canonical(name), COLLECTIVE, "collectives:stated")
    here = _level_of_office(name, place, year)
    return _unresolved(name, here, "no entry of the dictionary and no pattern reads this name")


def _level_of_office(name: str, place: Jurisdiction, year: int) -> Jurisdiction:
    """The place of a name that nothing reads: that of its level word, as in 市河管办 of a district's plan, else the plan's."""
    levels = (r for r in readings(name, place, year) if not r.named and _patterns()["_office"].match(r.rest))
    return next((r.place for r in levels if UNKNOWN not in r.place.path), place)


def _collective(name: str, kind: PartyKind, place: Jurisdiction, year: int) -> Identity | None:
    if _patterns()["_compound"].search(name) and kind != COLLECTIVE:
        return _unresolved(name, place, "several parties in one name")
    found = read_collective(name, place, year)
    members = read_stem(class_of(name)) if found is None else ()
    if len(members) == 1:
        return Identity(place, members[0].slots, canonical(name), COLLECTIVE, f"{members[0].rule} class")
    if found is None and kind == COLLECTIVE and marked(name):
        return Identity(place, (ANY,), canonical(name), COLLECTIVE, "collectives:stated")
    return Identity(found.place, (found.slot,), found.qualifier, COLLECTIVE, found.rule) if found else None


def _single(name: str, place: Jurisdiction, year: int) -> Identity | None:
    """One body: national, vertical, of the dictionary, a branch, a government, a town, or known by its ending."""
    national = read_national(name)
    if national and (
        place.level == NATION.level or name.startswith(tuple(vocabulary("departments/places/places")["_nation"]))
    ):
        return _of(national, NATION, "")
    vertical = read_vertical(name, place, year)
    if vertical:
        return _body(vertical)
    return (
        _by_stem(name, place, year)
        or (_of(national, NATION, "") if national else None)
        or _by_branch(name, place, year)
        or _by_place(name, place, year)
        or _by_kind(name, place, year)
    )


def _by_stem(name: str, place: Jurisdiction, year: int) -> Identity | None:
    """The dictionary's reading of the name, as a whole or after a place."""
    if name.startswith(vocabulary("departments/places/places")["_party"]):
        name = name.removeprefix(vocabulary("departments/places/places")["_party"])
    whole = read_stem(name)
    if whole:
        return _among(whole, _provincial(name, place, year), name)
    for reading in readings(name, place, year):
        found = read_stem(reading.rest) if reading.rest else ()
        if found and not _is_town_of_that_name(reading, found):
            return _among(found, reading.place, reading.rest)
    return None


def _is_town_of_that_name(reading: Reading, found: tuple[Match, ...]) -> bool:
    """Whether a place's short name before 街道 is no place but the subdistrict's own name."""
    return reading.named and not reading.in_full and any(_SUBDISTRICT in match.slots for match in found)


def _by_branch(name: str, place: Jurisdiction, year: int) -> Identity | None:
    for branch in read_branch(name, place, year):
        central = read_national(branch.base)
        base = _of(central, NATION, "") if central and branch.qualifier else _by_stem(branch.base, place, year)
        own = _by_stem(branch.own, place, year) if branch.own else None
        if own and base:
            return replace(own, rule=f"{own.rule} {branch.rule}")
        if not branch.own and base and base.kind != UNRESOLVED:
            here = branch.place or base.place
            qualifier = branch.qualifier or base.qualifier
            rule = f"{base.rule} {branch.rule}"
            return replace(
                base, place=here, qualifier=qualifier, rule=rule, stem="", above=replace(base, name=branch.base)
            )
    return None


def _by_place(name: str, place: Jurisdiction, year: int) -> Identity | None:
    """A place stands for its government; a town or subdistrict is a place below."""
    town = read_town(name, place, year)
    if town:
        return _body(town)
    whole = next((reading for reading in readings(name, place, year) if reading.named and not reading.rest), None)
    if whole:
        return Identity(whole.place, (_GOVERNMENT,), "", slots()[_GOVERNMENT].kind, "places:government")
    return None


def _by_kind(name: str, place: Jurisdiction, year: int) -> Identity | None:
    found = read_kind(name, place, year)
    if found and _patterns()["_topicless"].match(found.stem):
        return _unresolved(name, place, "the name does not say which body of that kind")
    return _body(found) if found else None


def _among(matches: tuple[Match, ...], place: Jurisdiction, stem: str) -> Identity:
    """One match is the answer, several are candidates of an unresolved name."""
    found = [_of(match, place, stem) for match in matches]
    if len(found) == 1:
        return found[0]
    ids = tuple(sorted({identity.id for identity in found}))
    reason = "the name fits several departments"
    return Identity(place, (UNRESOLVED,), stem, UNRESOLVED, found[0].rule, reason=reason, candidates=ids)


def _of(match: Match, place: Jurisdiction, stem: str) -> Identity:
    own = kind_by_ending(match.qualifier) if match.qualifier else ""
    kind = own or slots()[match.slots[0]].kind
    return Identity(place, match.slots, match.qualifier, kind, match.rule, stem=stem, until=match.until)


def _body(body: Body) -> Identity:
    kind = body.kind or slots()[body.slot].kind
    return Identity(body.place, (body.slot,), body.qualifier, kind, body.rule, stem=body.stem, until=body.until)


def _provincial(name: str, place: Jurisdiction, year: int) -> Jurisdiction:
    """Only a province has a 厅: one without a level word is that of the plan's province."""
    if not name.endswith(vocabulary("departments/bodies")["_provincial"]) or place.level in (
        "province",
        "municipality",
        "national",
        "",
    ):
        return place
    top = place.path.split("/")[0]
    above = written(top, place, year)
    if above and above.level == "province":
        return above
    return relative(next(iter(vocabulary("departments/places/places")["_words"])), place)


def _unresolved(name: str, place: Jurisdiction, reason: str) -> Identity:
    return Identity(place, (UNRESOLVED,), name, UNRESOLVED, UNRESOLVED, reason=reason)


@lru_cache(maxsize=16384)
def _plain(unit: str) -> str:
    """The shadow of a name without spaces and without the marks and 等 around it."""
    return _patterns()["_plain"].sub("", shadow(unit).replace(" ", ""))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = vocabulary("departments/bodies")
    return {
        name: compiled(data[name]) for name in ("_plain", "_aside", "_organs", "_compound", "_topicless", "_office")
    }
