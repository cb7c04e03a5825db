"""Who took over from whom, and under which names the plans speak of a department."""

from collections import defaultdict
from dataclasses import dataclass

from graph.model import Edge, Node
from graph.schema import schema
from graph.shadow import search_key
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


@dataclass(frozen=True, slots=True)
class Inheritance:
    """What a department has from those before it: the departments by id, and for those that gave it a part only, which.

    `parts` are (words, date) by id: a duty before that date whose words hold the words went over.
    """

    departments: dict[str, Node]
    parts: dict[str, list[tuple[str, str]]]

    def holds(self, edge: Edge, work: Node, date: str) -> bool:
        """Whether a predecessor's duty, in a plan of a date, went over."""
        parts = self.parts.get(edge.source)
        if parts is None:
            return True
        said = edge.evidence.statement.quote if edge.evidence.statement else ""
        words = search_key(f"{work.text('title')} {said}")
        return any(search_key(part) in words and (not date or date < since) for part, since in parts)


def inheritance(view: View, department: Node) -> Inheritance:
    """What it succeeded to, directly or through others, the nearest first. A read or two a generation."""
    links = _before(view, department)
    whole = {link.department.id for link in links if not link.edge.properties.get("part")}
    parts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for link in links:
        if link.department.id not in whole:
            properties = link.edge.properties
            parts[link.department.id].append((str(properties["part"]), str(properties.get("date", ""))))
    return Inheritance({link.department.id: link.department for link in links}, dict(parts))


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
    """The links back, a generation at a time; what gave a part only is not followed further."""
    found: list[Link] = []
    seen = {department.id}
    frontier = [department.id]
    for _ in range(MOST_GENERATIONS):
        edges = view.edges(frontier, kinds=["SUCCEEDS"], direction="out")
        whole = {edge.target: edge for edge in reversed(edges) if not edge.properties.get("part")}
        fresh = {target: [edge] for target, edge in whole.items() if target not in seen}
        for edge in edges:
            if edge.target not in seen and edge.target not in whole:
                fresh.setdefault(edge.target, []).append(edge)
        if not fresh:
            break
        nodes = view.nodes(sorted(fresh))
        found += [Link(node, edge) for node in nodes for edge in fresh[node.id]]
        seen |= fresh.keys()
        frontier = sorted(fresh.keys() & whole.keys())
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
