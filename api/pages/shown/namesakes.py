"""Which place is meant: what tells departments of one name apart in small print, where the name alone does not."""

from collections import Counter
from collections.abc import Iterable, Mapping

from api.wire.references import DepartmentRef
from graph.place_words import place_words
from graph.schema import Language
from graph.store import View

UNKNOWN = "?/"
"""Begins the jurisdiction of a department whose place its plan does not say: `?/<plan>/?<level>`."""


def told_apart(
    view: View, shown: Iterable[DepartmentRef], language: Language, *, borne: Mapping[str, int] | None = None
) -> dict[str, str]:
    """Department → its place in words for each whose name others bear as well.

    Where several of the name have no known place, the plan's title tells them apart. `borne` is how many bear each name in the
    list that the page is a part of. One read, if any.
    """
    here = {each.id: each for each in shown}
    counts = Counter(each.name for each in here.values()) if borne is None else borne
    alike = [each for each in here.values() if counts.get(each.name, 1) > 1]
    said = {each.id: place_words(each.jurisdiction, language) for each in alike}
    unclear = Counter((each.name, said[each.id]) for each in alike)
    return said | places_of(view, [e for e in alike if unclear[e.name, said[e.id]] > 1], language)


def places_of(view: View, departments: Iterable[DepartmentRef], language: Language) -> dict[str, str]:
    """Department → its place in words, with the title of its plan where that is unknown. One read, if any."""
    listed = list(departments)
    plans = {each.id: _plan(each.jurisdiction) for each in listed if each.jurisdiction.startswith(UNKNOWN)}
    nodes = view.nodes(sorted(set(plans.values()))) if plans else []
    titles = {node.id: node.text("title") for node in nodes}
    found = {}
    for each in listed:
        title = titles.get(plans.get(each.id, ""), "")
        found[each.id] = " · ".join(filter(None, (place_words(each.jurisdiction, language), title)))
    return found


def every_name(view: View) -> Mapping[str, int]:
    """How many departments bear each name. The ledger, no other read."""
    ledger = view.ledger()
    return ledger.of_departments("names borne", lambda: Counter(face.name for face in ledger.departments.values()))


def _plan(jurisdiction: str) -> str:
    return jurisdiction.removeprefix(UNKNOWN).partition("/?")[0]
