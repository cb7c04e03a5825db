"""Who took over from whom, and under which names the plans speak of a department."""

from collections import defaultdict
from dataclasses import dataclass

from graph.model import Edge, Node
from graph.schema import schema
from graph.store import View

MOST_GENERATIONS = 5
"""How far back predecessors are followed; reforms came every five years since 2008."""


@dataclass(frozen=True, slots=True)
class Link:
    """Another department, and the edge that says who succeeded whom, when and by which reform."""

    department: Node
    edge: Edge


@dataclass(frozen=True, slots=True)
class Written:
    """A name as plans write it: in how many plans, and the dates of the first and the last (empty: none has a date)."""

    name: str
    plans: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """The departments before and after one, and the names by which plans call it, by first date and name."""

    department: Node
    predecessors: tuple[Link, ...]
    successors: tuple[Link, ...]
    written: tuple[Written, ...]


def predecessors(view: View, department: Node) -> list[Node]:
    """The departments that it succeeded, directly or through others, the nearest first. A read or two a generation."""
    return [link.department for link in _before(view, department)]


def lineage(view: View, department: Node) -> Lineage:
    """What is known of a department's past from the plans: a handful of reads."""
    after = view.edges([department.id], kinds=["SUCCEEDS"], direction="in")
    roles = list(schema().roles.values())
    duties = view.edges([department.id], kinds=roles, direction="out")
    nodes = {node.id: node for node in view.nodes([*(e.source for e in after), *{e.plan for e in duties}])}
    return Lineage(
        department=department,
        predecessors=tuple(_before(view, department)),
        successors=tuple(Link(nodes[edge.source], edge) for edge in after),
        written=_written(duties, nodes),
    )


def _before(view: View, department: Node) -> list[Link]:
    found: list[Link] = []
    seen = {department.id}
    frontier = [department.id]
    for _ in range(MOST_GENERATIONS):
        edges = view.edges(frontier, kinds=["SUCCEEDS"], direction="out")
        fresh = {edge.target: edge for edge in reversed(edges) if edge.target not in seen}
        if not fresh:
            break
        nodes = view.nodes(sorted(fresh))
        found += [Link(node, fresh[node.id]) for node in nodes]
        seen |= fresh.keys()
        frontier = sorted(fresh)
    return found


def _written(duties: list[Edge], plans: dict[str, Node]) -> tuple[Written, ...]:
    by_name: dict[str, set[str]] = defaultdict(set)
    for edge in duties:
        by_name[str(edge.properties["unit"])].add(edge.plan)
    found = []
    for name, named in by_name.items():
        dates = sorted(date for plan in named if (date := str(plans[plan].properties.get("date", ""))))
        found.append(Written(name, len(named), dates[0] if dates else "", dates[-1] if dates else ""))
    return tuple(sorted(found, key=lambda line: (line.first, line.name)))
