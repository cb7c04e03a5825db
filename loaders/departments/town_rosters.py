"""Who belongs to a collective of places (各镇街, 各区县) in a year, by the tables of places: only where somebody asks."""

from collections.abc import Iterator
from functools import cache

from graph.model import Node
from graph.roster import Member, Roster
from graph.store import View
from loaders.departments.places.divisions import divisions, is_zone
from loaders.departments.places.gazetteer import gazetteer
from loaders.departments.places.plan_places import level_of, year_of
from loaders.departments.places.towns import towns_below
from loaders.vocabulary import vocabulary

SOURCE = "gazetteer: lists of divisions 2002-2026, of towns 2015-2023"
"""How answers mark a member that a table counts to a collective, and no person."""

_TERRITORIAL = "collective-territorial"


def town_roster(collective: Node, year: int) -> Roster | None:
    """The places of the kinds that a collective names, below its own place in a year (0 is no year: None).

    None for what is no collective of places, and where the tables have none of the kind there.
    """
    place = collective.text("jurisdiction")
    if _TERRITORIAL not in collective.texts("slots") or not year or gazetteer().at(place, year) is None:
        return None
    endings = _endings(collective.text("name"))
    members = tuple(_members(place, endings, year)) if endings else ()
    if not members:
        return None
    return Roster(place, collective.text("name"), str(year), str(year), SOURCE, members)


def gazetteer_rosters(view: View) -> tuple[Roster, ...]:
    """For each collective of places, its members in each year of a loaded plan. Two reads."""
    years = sorted({year for plan in view.list_nodes("Plan").items if (year := year_of(plan.text("date")))})
    collectives = [node for node in view.list_nodes("Department").items if node.text("kind") == "collective"]
    found = (town_roster(node, year) for node in collectives for year in years)
    return tuple(roster for roster in found if roster)


def roster_file(collective: Node, date: str) -> list[dict[str, object]]:
    """The members of a collective at a date as a roster file has them; empty where the tables know none."""
    roster = town_roster(collective, year_of(date))
    if roster is None:
        return []
    members = [{"name": member.name, "aliases": list(member.aliases)} for member in roster.members]
    head = {"jurisdiction": roster.jurisdiction, "collective": roster.collective, "source": roster.source}
    return [{**head, "valid": {"from": roster.begin, "to": roster.end}, "members": members}]


def _members(place: str, endings: tuple[str, ...], year: int) -> Iterator[Member]:
    """Towns where the collective names towns, else the counties or cities right below."""
    offices: dict[str, list[str]] = vocabulary("departments/collectives")["_offices"]
    small = tuple(ending for ending in endings if level_of(ending) == "township")
    names = (
        [town.name for town in towns_below(place, year) if town.name.endswith(endings)]
        if small
        else [
            other.name
            for other in divisions()
            if other.path.rpartition("/")[0] == place
            and other.at(year)
            and other.name.endswith(endings)
            and not is_zone(other)
        ]
    )
    for name in dict.fromkeys(names):
        unit = next((unit for unit in offices if name.endswith(unit)), "")
        yield Member(name, tuple(name.removesuffix(unit) + office for office in offices.get(unit, ())))


@cache
def _endings(name: str) -> tuple[str, ...]:
    """The endings of the places that a collective's name speaks of: 镇 and 街道 for 各镇街; none for 属地."""
    data = vocabulary("departments/collectives")
    words: dict[str, list[str]] = data["_members"]
    own = name
    for before in data["_around"]:
        own = own.removeprefix(before)
    return tuple(ending for word, endings in words.items() if word in own for ending in endings)
