"""Departments that no plan names, but the dictionary knows: what a decision may point to."""

from api.decisions.decision_parts import Said
from graph.errors import UnknownIdError
from graph.model import Node
from graph.questions.departments.finding import find_department
from graph.store import View
from loaders.departments.names.slots import slots
from loaders.departments.places.plan_places import Jurisdiction, level_of
from loaders.departments.resolve import resolve
from seeds.registers import register_for

OPEN = frozenset({"unresolved", "collective"})
GUESSED = "bodies:"
"""Rules that know a body by its ending only: a slip of the pen must not make one."""


def known_department(view: View, key: str, near: Node, said: Said) -> Node:
    """A department of the store, else one that the dictionary knows in the place of `near`, a department or a plan.

    Raises UnknownIdError, AmbiguousNameError.
    """
    try:
        return find_department(view, key, jurisdiction=said.jurisdiction)
    except UnknownIdError:
        found = department_of(key, near)
        if found is None:
            raise
        return found


def department_of(key: str, near: Node) -> Node | None:
    """The department that a name, or an id that a name may mean, stands for in the place of `near`; None for none."""
    place = Jurisdiction(str(near.properties.get("jurisdiction", "")), str(near.properties.get("level", "")))
    written = key.rpartition("/")[0]
    for around in (*_around(place), Jurisdiction(written, level_of(written))):
        function = key.removeprefix(f"{around.path or 'cn'}/")
        if function != key and function in slots():
            named = (_resolved(form, around) for forms in slots()[function].usual.values() for form in forms)
            return next((node for node in named if node and node.id == key), None)
    return _resolved(key, place)


def _resolved(name: str, place: Jurisdiction) -> Node | None:
    found = resolve(name, surface=name, kind="unit", place=place, date="", register=register_for(place.path))
    return None if found.node.properties["kind"] in OPEN or found.rule.startswith(GUESSED) else found.node


def _around(place: Jurisdiction) -> list[Jurisdiction]:
    """The place, the places above it and the nation."""
    parts = place.path.split("/") if place.path else []
    above = [Jurisdiction("/".join(parts[:n]), level_of(parts[n - 1])) for n in range(len(parts) - 1, 0, -1)]
    return [place, *above, Jurisdiction("", "national")]
