"""What a load would change: two readings of one plan compared by what they say, not by where it stands.

A text that grows by a word moves every span behind it, and a section put in renumbers every measure behind it. Neither
changes a duty. So nodes are paired first (the same id and title, else the same words, else the same title, else the
same id), and edges by their paired ends and the words that give them.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.model import Edge, Node, PlanGraph, quote_of
from graph.schema import schema

Item = TypeVar("Item", Node, Edge)

_PLACES = frozenset({
    "start", "end", "address", "label", "topics", "deadline_start", "deadline_end", "validity_start", "validity_end",
})  # fmt: skip
"""Properties of a node that say where it stands."""


@dataclass(frozen=True, slots=True)
class Changed(Generic[Item]):
    """Items in the order of their readings; `changed` are pairs, old and new, that say something else."""

    added: tuple[Item, ...]
    changed: tuple[tuple[Item, Item], ...]
    dropped: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What one reading says that the other does not."""

    nodes: Changed[Node]
    edges: Changed[Edge]

    @property
    def empty(self) -> bool:
        """Whether the readings say the same."""
        return not any((*_parts(self.nodes), *_parts(self.edges)))


def _parts(found: Changed[Item]) -> tuple[Sequence[object], ...]:
    return found.added, found.changed, found.dropped


def difference(
    before: PlanGraph | None, after: PlanGraph | None, called: Mapping[str, str] | None = None
) -> Difference:
    """From one reading to another; None is a plan that is not there. Time and space grow with their size.

    `called`: ids of `before` → what they are called in `after`, where that is known (graph/editions/alignment.py).
    """
    old_nodes, new_nodes = (graph.nodes if graph else () for graph in (before, after))
    known = called or {}
    moved: _Keys[Node] = (lambda node: ("called", known.get(node.id)), lambda node: ("called", node.id))
    nodes = _pairs(old_nodes, new_nodes, (moved, *_NODE_KEYS))
    renamed = {old.id: new.id for old, new in nodes}

    def ends(edge: Edge) -> Hashable:
        """The ends of an old edge, as the new reading calls them."""
        return edge.kind, renamed.get(edge.source, edge.source), renamed.get(edge.target, edge.target)

    def own_ends(edge: Edge) -> Hashable:
        return edge.kind, edge.source, edge.target

    old_edges, new_edges = (graph.edges if graph else () for graph in (before, after))
    edges = _pairs(
        old_edges,
        new_edges,
        (
            (lambda edge: (ends(edge), _edge_says(edge)), lambda edge: (own_ends(edge), _edge_says(edge))),
            (ends, own_ends),
        ),
    )
    return Difference(
        _changed(old_nodes, new_nodes, nodes, _node_says), _changed(old_edges, new_edges, edges, _edge_says)
    )


_Keys = tuple[Callable[[Item], Hashable], Callable[[Item], Hashable]]
"""By what an old and a new item are paired."""


def _pairs(before: Iterable[Item], after: Iterable[Item], passes: Iterable[_Keys[Item]]) -> list[tuple[Item, Item]]:
    """Pair what is equal by the first key, then what is left by the next; equals are paired in their order."""
    pairs: list[tuple[Item, Item]] = []
    old, new = list(before), list(after)
    for old_key, new_key in passes:
        waiting: dict[Hashable, deque[Item]] = defaultdict(deque)
        for item in new:
            waiting[new_key(item)].append(item)
        left, taken = [], set()
        for item in old:
            equals = waiting.get(old_key(item))
            if equals:
                pairs.append((item, equals.popleft()))
                taken.add(pairs[-1][1].id)
            else:
                left.append(item)
        old, new = left, [item for item in new if item.id not in taken]
    return pairs


def _changed(
    before: Iterable[Item],
    after: Iterable[Item],
    pairs: Sequence[tuple[Item, Item]],
    says: Callable[[Item], Hashable],
) -> Changed[Item]:
    kept = {old.id for old, _ in pairs}
    earlier = {new.id: old for old, new in pairs}
    items = tuple(after)
    return Changed(
        added=tuple(item for item in items if item.id not in earlier),
        changed=tuple(
            (earlier[item.id], item)
            for item in items
            if item.id in earlier and earlier[item.id] != item and says(earlier[item.id]) != says(item)
        ),
        dropped=tuple(item for item in before if item.id not in kept),
    )


def _node_says(node: Node) -> Hashable:
    """What a node says, apart from its place and its number."""
    label = str(node.properties.get("label", ""))
    said = {name: value for name, value in node.properties.items() if name not in _PLACES}
    if "text" in said:
        said["text"] = str(said["text"]).removeprefix(label)
    return node.kind, tuple(sorted(said.items(), key=lambda item: item[0]))


def _edge_says(edge: Edge) -> Hashable:
    """What an edge says beside its ends: its words, the rule that reads them, and its properties.

    What a heading states is said by the nodes at its ends alone: its own words hold the number.
    """
    evidence = edge.evidence
    if evidence.basis == "outline":
        return ()
    said = tuple(sorted((name, value) for name, value in edge.properties.items() if name != "statement"))
    words = (evidence.statement, evidence.party, *evidence.governing)
    return evidence.basis, evidence.rule, tuple(quote_of(passage) for passage in words), said


def _same_id_and_title(node: Node) -> Hashable:
    """Shared nodes are what their ids say; a plan's own nodes are numbered, so that their titles count as well."""
    shared = schema().nodes[node.kind].shared
    return node.id, "" if shared else schema().caption(node)


def _title(node: Node) -> Hashable:
    return (node.kind, node.id if schema().nodes[node.kind].shared else schema().caption(node))


def _id(node: Node) -> Hashable:
    return node.id


_NODE_KEYS: tuple[_Keys[Node], ...] = tuple((key, key) for key in (_same_id_and_title, _node_says, _title, _id))
