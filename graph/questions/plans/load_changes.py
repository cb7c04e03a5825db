"""What a load would change, duty by duty and in words: two readings of one plan compared."""

from dataclasses import dataclass
from typing import Literal

from graph.difference import Changed, Difference, Item
from graph.model import Edge, Node, PlanGraph
from graph.schema import schema

Sign = Literal["added", "changed", "dropped"]
SIGNS: tuple[Sign, ...] = ("added", "changed", "dropped")


@dataclass(frozen=True, slots=True)
class DutyChange:
    """A duty that a load adds, changes or drops; `before` is the old edge of a changed one."""

    sign: Sign
    role: str
    department: Node
    work: Node
    edge: Edge
    before: Edge | None = None


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A sub-target or milestone that a load adds, changes or drops; `before` is the old node of a changed one."""

    sign: Sign
    target: Node
    before: Node | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """Duties and targets by sign, then as they stand in the text; of every other kind of node and edge how many.

    `counts`: kind → (added, changed, dropped), schema order, kinds without a change left out.
    """

    duties: tuple[DutyChange, ...]
    targets: tuple[TargetChange, ...]
    counts: dict[str, tuple[int, int, int]]


def changes(before: PlanGraph | None, after: PlanGraph, found: Difference) -> Changes:
    """The words of a difference. Pure: reads no store."""
    old_nodes = {node.id: node for node in before.nodes} if before else {}
    new_nodes = {node.id: node for node in after.nodes}
    roles = schema().role_of
    duties: list[DutyChange] = []
    targets: list[TargetChange] = []
    counts = {kind: [0, 0, 0] for kind in (*schema().nodes, *schema().edges)}
    for place, sign in enumerate(SIGNS):
        for edge, earlier in sorted(_touched(found.edges, sign), key=lambda pair: _place(pair[0])):
            counts[edge.kind][place] += 1
            if edge.kind in roles:
                nodes = old_nodes if sign == "dropped" else new_nodes
                ends = nodes[edge.source], nodes[edge.target]
                duties.append(DutyChange(sign, roles[edge.kind], *ends, edge, earlier))
        for node, old in _touched(found.nodes, sign):
            counts[node.kind][place] += 1
            if node.kind == "SubTarget":
                targets.append(TargetChange(sign, node, old))
    return Changes(
        tuple(duties),
        tuple(targets),
        {kind: (count[0], count[1], count[2]) for kind, count in counts.items() if any(count)},
    )


def _touched(found: Changed[Item], sign: Sign) -> list[tuple[Item, Item | None]]:
    """Items of a sign, each with what a changed one was before."""
    if sign == "changed":
        return [(new, old) for old, new in found.changed]
    return [(item, None) for item in (found.added if sign == "added" else found.dropped)]


def _place(edge: Edge) -> tuple[int, int, str]:
    words = edge.evidence.party or edge.evidence.statement
    order = edge.properties.get("order", 0)
    return (words.start if words else 0, order if isinstance(order, int) else 0, edge.id)
