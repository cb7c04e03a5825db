"""What the store says now of the works that a task table is about: read in a few steps, asked for row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.exports.task_facts import latest_progress
from api.exports.task_marks import MarkedRow
from graph.decisions import read_as
from graph.model import Edge, Node
from graph.schema import schema
from graph.store import View


@dataclass(frozen=True, slots=True)
class Standing:
    """Nodes by the ids that the table knows them by (also earlier ones), duties by work, edges that state targets, progress."""

    nodes: Mapping[str, Node]
    duties: Mapping[str, Sequence[Edge]]
    stating: Mapping[str, Sequence[Edge]]
    moved: Mapping[str, str]
    progress: Mapping[str, Mapping[str, str]]

    def node(self, key: str) -> Node | None:
        """A work, target or plan by an id of now or of an earlier edition."""
        return self.nodes.get(self.moved.get(key, key))

    def same_duties(self, work: str, edges: Sequence[str]) -> tuple[list[Edge], list[Edge]]:
        """Of the edges that a name stood for those that stand as they did, and those that were corrected meanwhile."""
        wanted = {*edges, *(self.moved[edge] for edge in edges if edge in self.moved)}
        held = self.duties.get(work, ())
        as_it_was = [edge for edge in held if edge.id in wanted]
        known = {edge.id for edge in as_it_was}
        return as_it_was, [edge for edge in held if edge.id not in known and read_as(edge) in wanted]

    def duties_of(self, work: str, role: str, department: str) -> list[Edge]:
        """The duties of a department in a role of a work."""
        kind = schema().roles.get(role, "")
        return [edge for edge in self.duties.get(work, ()) if edge.kind == kind and edge.source == department]

    def says(self, node: Node, names: Sequence[str], *, progress: bool) -> dict[str, str]:
        """What a node, or what is reported of it, says under these names; empty for what it lacks."""
        if progress:
            return {name: self.progress.get(node.id, {}).get(name, "") for name in names}
        return {name: node.text(name) for name in names}


def standing(view: View, rows: Sequence[MarkedRow]) -> Standing:
    """All that the rows of a table may be compared with. Seven reads."""
    asked = dict.fromkeys(
        key
        for row in rows
        for key in (
            row.work, row.plan, *(target.target for target in row.targets),
            *(edge for party in row.parties for edge in party.edges), *row.own,
        )
        if key
    )  # fmt: skip
    nodes = {node.id: node for node in view.nodes([key for key in asked if "|" not in key])}
    moved = view.renamed([key for key in asked if key not in nodes])
    nodes |= {node.id: node for node in view.nodes([new for old, new in moved.items() if "|" not in old])}
    works = [key for key, node in nodes.items() if node.kind in ("Measure", "Goal", "Plan")]
    targets = [key for key, node in nodes.items() if node.kind == "SubTarget"]
    duties: dict[str, list[Edge]] = {}
    for edge in view.edges(works, kinds=list(schema().roles.values()), direction="in"):
        duties.setdefault(edge.target, []).append(edge)
    stating: dict[str, list[Edge]] = {}
    for edge in view.edges(targets, kinds=["HAS_TARGET"], direction="in"):
        stating.setdefault(edge.target, []).append(edge)
    ends = {edge.source for held in duties.values() for edge in held}
    nodes |= {node.id: node for node in view.nodes(sorted(ends - nodes.keys()))}
    return Standing(nodes, duties, stating, moved, latest_progress(view))
