"""Shared nodes: what several plans say of one department or cited plan becomes one node, whatever the order of loading."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.model import Node, PlanGraph, Value
from graph.schema import schema


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one plan says of a shared node; `date` and `plan` put contributions in order."""

    plan: str
    date: str
    node: Node


def contributions(graph: PlanGraph) -> list[Contribution]:
    """The shared nodes of a plan's graph."""
    kinds = schema().nodes
    return [Contribution(graph.plan, graph.date, node) for node in graph.nodes if kinds[node.kind].shared]


def merge(parts: Iterable[Contribution]) -> Node:
    """One node of at least one contribution.

    A plan's own reading speaks for it before anybody's citation; otherwise the latest plan speaks (by date, then id).
    List properties are united and sorted; a department's other names become aliases. It is called by a name that is known to
    be its own, where any plan writes one: a plan that says 海关 or 发展改革部门 does not rename 海关总署 for all the others.
    """
    ordered = sorted(parts, key=lambda part: (part.node.id == part.plan, part.date, part.plan), reverse=True)
    first = ordered[0].node
    properties: dict[str, Value] = dict(first.properties)
    if first.kind == "Department":
        properties["name"] = _name([part.node for part in ordered])
    lists = [name for name, prop in schema().nodes[first.kind].properties.items() if prop.type == "strings"]
    for name in lists:
        united = {item for part in ordered for item in part.node.texts(name)}
        if name == "aliases":
            united |= {str(part.node.properties["name"]) for part in ordered}
            united.discard(str(properties["name"]))
        if name != "slots" and (united or name in properties):  # the order of slots is part of the id
            properties[name] = tuple(sorted(united))
    for part in ordered[1:]:
        for name, value in part.node.properties.items():
            properties.setdefault(name, value)
    return Node(first.kind, first.id, properties)


def _name(nodes: Sequence[Node]) -> str:
    """The first name that another plan, which calls it otherwise, knows among its other names; else the first."""
    names = dict.fromkeys(node.text("name") for node in nodes)
    if len(names) > 1:
        known = {(alias, node.text("name")) for node in nodes for alias in node.texts("aliases") if alias in names}
        own = {alias for alias, name in known if alias != name}
        return next((name for name in names if name in own), next(iter(names)))
    return next(iter(names))
