"""Rosters that the tables of places make for the collectives of a store, for whoever asks: never by themselves."""

from graph.model import Node
from graph.roster import Roster
from graph.store import View
from loaders.departments.places.plan_places import year_of
from loaders.departments.town_rosters import town_roster


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
