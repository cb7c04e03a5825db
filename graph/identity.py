"""Identity by what is said: a plan's goals, measures, targets and edges get ids made of their words, not of their place.

A reader numbers what it finds by where it stands. Such numbers are renamed here, in one pass over the finished reading, so
that a section put in renames nothing behind it. Exact repeats are told apart by their order. The parties of a statement
are no part of what its work says: a duty that moves to another department is the same work.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph import ids
from graph.model import Edge, Node, PlanGraph


@dataclass(frozen=True, slots=True)
class Identified:
    """A reading under ids of what it says, and what the ids given before have become (those that stay are left out)."""

    graph: PlanGraph
    renamed: Mapping[str, str]


def identified(graph: PlanGraph, plan: str) -> Identified:
    """The reading with ids made of words; `plan` is the id that the plan itself gets."""
    renamed = {graph.plan: plan} | _own_nodes(graph, plan)
    nodes = tuple(_node(node, graph.plan, plan, renamed) for node in graph.nodes)
    edges = _edges(graph, plan, renamed)
    changed = {old: new for old, new in renamed.items() if old != new}
    changed |= {old.id: new.id for old, new in zip(graph.edges, edges, strict=True) if old.id != new.id}
    return Identified(replace(graph, plan=plan, nodes=nodes, edges=edges), changed)


def _own_nodes(graph: PlanGraph, plan: str) -> dict[str, str]:
    """New ids of what the plan owns, in the order of the text."""
    counts: Counter[str] = Counter()
    found = {}
    own = [node for node in graph.nodes if node.plan == graph.plan and node.kind in _WORDS]
    for node in sorted(own, key=lambda node: (_start(node), node.id)):
        stem = _WORDS[node.kind](plan, node)
        counts[stem] += 1
        found[node.id] = ids.repeated(stem, counts[stem])
    return found


def _start(node: Node) -> int:
    start = node.properties.get("start", 0)
    return start if isinstance(start, int) else 0


def _goal(plan: str, node: Node) -> str:
    return ids.goal_id(plan, node.text("title"))


def _measure(plan: str, node: Node) -> str:
    return ids.measure_id(plan, node.text("title"))


def _target(plan: str, node: Node) -> str:
    return ids.target_id(plan, node.text("metric") or node.text("text"), node.text("deadline"))


_WORDS = {"Goal": _goal, "Measure": _measure, "SubTarget": _target}
"""How a kind's id is made of its words."""


def _node(node: Node, before: str, plan: str, renamed: Mapping[str, str]) -> Node:
    """The node under its new id and owner."""
    return Node(node.kind, renamed.get(node.id, node.id), node.properties, plan if node.plan == before else node.plan)


def _edges(graph: PlanGraph, plan: str, renamed: Mapping[str, str]) -> tuple[Edge, ...]:
    """The edges between the new ids, each told from its like by what states it."""
    marks = _Marks(graph.plan)
    for edge in graph.edges:
        marks.see(edge)
    found = []
    for edge in graph.edges:
        source, target = renamed.get(edge.source, edge.source), renamed.get(edge.target, edge.target)
        mark, properties = marks.of(edge), dict(edge.properties)
        if "statement" in properties:
            governed = renamed.get(marks.governed[str(properties["statement"])], "")
            properties["statement"] = f"{marks.stated(edge)}@{governed.removeprefix(plan).lstrip('/')}"
        found.append(
            Edge(
                edge.kind,
                ids.edge_id(edge.kind, source, target, mark),
                source,
                target,
                edge.evidence,
                properties,
                plan if edge.plan == graph.plan else edge.plan,
            )
        )
    return tuple(found)


class _Marks:
    """What states an edge: a letter (s, p, h, t), and which one of several with the same ends or under the same work."""

    def __init__(self, plan: str) -> None:
        self.plan = plan
        self.governed: dict[str, str] = {}
        self._counts: Counter[tuple[str, ...]] = Counter()
        self._statements: dict[tuple[str, str], str] = {}
        self._others: dict[str, str] = {}

    def see(self, edge: Edge) -> None:
        """Count the edge; edges come in the order of the text."""
        letter = edge.id.rpartition("|")[2][:1]
        if "statement" in edge.properties:
            said = str(edge.properties["statement"])
            if (said, edge.target) not in self._statements:
                self._counts[letter, edge.target] += 1
                self._statements[said, edge.target] = ids.repeated(letter, self._counts[letter, edge.target])
            if self.governed.get(said, self.plan) == self.plan:
                self.governed[said] = edge.target
        elif edge.plan == self.plan and edge.evidence.basis in ("outline", "text"):
            key = (edge.kind, edge.source, edge.target, letter)
            self._counts[key] += 1
            self._others[edge.id] = ids.repeated(letter, self._counts[key])

    def of(self, edge: Edge) -> str:
        """The mark in the edge's id."""
        if "statement" in edge.properties:
            return self._statements[str(edge.properties["statement"]), edge.target]
        return self._others.get(edge.id) or edge.id[len(ids.edge_id(edge.kind, edge.source, edge.target, "")) :]

    def stated(self, edge: Edge) -> str:
        """The mark of the statement itself, under the work that it governs."""
        said = str(edge.properties["statement"])
        return self._statements[said, self.governed[said]]
