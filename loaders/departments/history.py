"""What departments were called before, and who took over from whom: renamings are names, mergers are edges (design §1)."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.ids import department_id, edge_id
from graph.model import Edge, Evidence, Node, Value
from loaders.departments.names.other_names import aliases, english
from loaders.departments.names.slots import Slot, slots
from loaders.departments.places.plan_places import Jurisdiction
from loaders.departments.resolve import Resolution


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name without its place, the last year in which it was in use, and the reform that ended it.

    `slot` is the function that it named: another one than today's where that was merged into today's.
    """

    name: str
    until: int
    slot: str
    event: str


@dataclass(frozen=True, slots=True)
class Succession:
    """Departments that a department points to, and the dictionary's edges between them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def former_names(functions: tuple[str, ...]) -> tuple[FormerName, ...]:
    """Earlier names of the departments with these functions, the latest first; none for what the dictionary lacks."""
    found = [former for slot in _known(functions) for former in _former(slot)]
    return tuple(sorted(found, key=lambda former: (-former.until, former.name)))


def called(functions: tuple[str, ...], year: int) -> tuple[str, ...]:
    """Names without place that were valid in a year: former ones while they lasted, today's after the last renaming."""
    found = [name for slot in _known(functions) for name in _called(slot, year)]
    return tuple(dict.fromkeys(found))


def _known(functions: tuple[str, ...]) -> list[Slot]:
    """The dictionary's entries: an unresolved name and a collective have a function in their id that is no entry."""
    return [slot for function in functions if (slot := slots().get(function)) is not None]


def _called(slot: Slot, year: int) -> list[str]:
    if slot.since is not None and year < slot.since:
        return [name for before in predecessors(slot.id) for name in _called(before, year)]
    last = [name for name, until in slot.former.items() if until >= year]
    return last or [*_usual(slot)] or [*slot.names]


def predecessors(function: str) -> tuple[Slot, ...]:
    """The functions of the past that a reform gave to this one."""
    return tuple(slot for slot in slots().values() if function in slot.into)


def succession(resolution: Resolution, *, ruleset: str = "") -> Succession:
    """SUCCEEDS from the departments that took over from this one, BRANCH_OF to the one it is a branch of.

    The edge of a merger is dated with the last year of the old department. Nothing is said of departments of today
    that no plan names by an old function: their predecessors point to them when they are read.
    """
    node = resolution.node
    nodes: list[Node] = []
    edges: list[Edge] = []
    for slot, heir in _heirs(node):
        nodes.append(heir)
        rule = f"departments:{slot.id}"
        properties: dict[str, Value] = {"date": str(slot.until), "event": slot.event}
        edges.append(_edge("SUCCEEDS", (heir.id, node.id), rule, ruleset, properties))
    if resolution.above is not None and resolution.above.id != node.id:
        nodes.append(resolution.above)
        edges.append(_edge("BRANCH_OF", (node.id, resolution.above.id), resolution.rule, ruleset, {}))
    return Succession(tuple(nodes), tuple(edges))


def _heirs(node: Node) -> Iterator[tuple[Slot, Node]]:
    functions = node.properties["slots"]
    named = (slots().get(function) for function in functions) if isinstance(functions, tuple) else ()
    place = Jurisdiction(str(node.properties.get("jurisdiction", "")), str(node.properties.get("level", "")))
    for slot in named:
        if slot is not None and slot.until is not None:
            yield from ((slot, _department(slots()[heir], place)) for heir in slot.into)


def _department(slot: Slot, place: Jurisdiction) -> Node:
    """The department of a place with a function, by the name that its level commonly gives it."""
    forms = slot.usual.get("every") or slot.usual.get(place.level) or _usual(slot) or (slot.id,)
    functions = (slot.id,)
    every = aliases("", forms[0], functions, "", place)
    placed = [name for name in every if name.endswith(forms[0]) and name.startswith(place.name)]
    name = slot.national.name if not place.path and slot.national else placed[0] if placed else forms[0]
    name_en, others = english(forms[0], functions, "", place)
    properties: dict[str, Value] = {
        "name": name,
        "kind": slot.kind,
        "slots": functions,
        "aliases": tuple(alias for alias in every if alias != name),
        "aliases_en": others,
        "candidates": (),
    }
    optional = {"name_en": name_en, "jurisdiction": place.path, "level": place.level}
    properties.update({key: value for key, value in optional.items() if value})
    return Node("Department", department_id(place=place.path, slots=functions), properties)


def _former(slot: Slot) -> Iterator[FormerName]:
    yield from (FormerName(name, until, slot.id, "") for name, until in slot.former.items())
    for before in predecessors(slot.id):
        if before.until is not None:
            yield from (FormerName(name, before.until, before.id, before.event) for name in _usual(before))


def _usual(slot: Slot) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for forms in slot.usual.values() for form in forms))


def _edge(kind: str, ends: tuple[str, str], rule: str, ruleset: str, properties: dict[str, Value]) -> Edge:
    source, target = ends
    return Edge(
        kind, edge_id(kind, source, target, rule), source, target, Evidence("dictionary", rule, ruleset), properties
    )
