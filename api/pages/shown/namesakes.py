"""Which place is meant: what tells departments of one name apart in small print, where the name alone does not."""

from collections import Counter
from collections.abc import Iterable

from api.wire.references import DepartmentRef
from graph.store import View

UNKNOWN = "?/"
"""Begins the jurisdiction of a department whose place its plan does not say: `?/<plan>/?<level>`."""


def told_apart(view: View, shown: Iterable[DepartmentRef], among: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
    """Department → its place, or its plan's title where the place is unknown, for each whose name others bear as well.

    `among` are id and name of further departments of the list that the page is a part of. One read, if any.
    """
    here = {each.id: each for each in shown}
    names = {each.id: each.name for each in here.values()} | dict(among)
    borne = Counter(names.values())
    return places_of(view, [each for each in here.values() if borne[each.name] > 1])


def places_of(view: View, departments: Iterable[DepartmentRef]) -> dict[str, str]:
    """Department → its place, or the title of its plan where that is unknown; those with neither are left out."""
    listed = list(departments)
    plans = {each.id: _plan(each.jurisdiction) for each in listed if each.jurisdiction.startswith(UNKNOWN)}
    titles = (
        {node.id: str(node.properties["title"]) for node in view.nodes(sorted(set(plans.values())))} if plans else {}
    )
    found = {each.id: titles.get(plans[each.id], "") if each.id in plans else each.jurisdiction for each in listed}
    return {key: place for key, place in found.items() if place}


def every_name(view: View) -> list[tuple[str, str]]:
    """Id and name of every department. One read."""
    return [(node.id, str(node.properties["name"])) for node in view.list_nodes("Department").items]


def _plan(jurisdiction: str) -> str:
    return jurisdiction.removeprefix(UNKNOWN).partition("/?")[0]
