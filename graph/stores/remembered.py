"""What one question has read already: its parts ask for the same departments and edges, and each is decoded once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from graph.model import Edge, Node
from graph.store import Direction
from graph.stores.decode import in_order

MOST = 20_000
"""Nodes and edges after which all are forgotten: an export reads on and on."""

Anchored: TypeAlias = dict[str, list[Edge]]
"""Edges by the end that was asked for."""


class Remembered:
    """The nodes and edges that a snapshot gave out. Only of a snapshot: what a view without one reads may change any time."""

    def __init__(self) -> None:
        self._nodes: dict[str, Node | None] = {}
        self._edges: dict[tuple[Direction, frozenset[str]], Anchored] = {}
        self._kept = 0

    def nodes(self, ids: Sequence[str], read: Callable[[Sequence[str]], Mapping[str, Node]]) -> list[Node]:
        """As View.nodes; `read` gives those that were not asked for before, by id."""
        self._forget_much()
        wanted = dict.fromkeys(ids)
        missing = [node_id for node_id in wanted if node_id not in self._nodes]
        if missing:
            found = read(missing)
            self._nodes.update((node_id, found.get(node_id)) for node_id in missing)
            self._kept += len(missing)
        return [node for node_id in wanted if (node := self._nodes[node_id]) is not None]

    def edges(
        self,
        ids: Sequence[str],
        kinds: Sequence[str],
        direction: Direction,
        read: Callable[[Sequence[str]], Iterable[Edge]],
    ) -> list[Edge]:
        """As View.edges; `read` gives those of the ends that were not asked for before, in any order."""
        wanted = list(dict.fromkeys(ids))
        if direction == "both":  # an edge has two such ends, and would be kept twice
            return in_order(read(wanted))
        self._forget_much()
        known = self._edges.setdefault((direction, frozenset(kinds)), {})
        missing = [node_id for node_id in wanted if node_id not in known]
        before = [edge for node_id in wanted for edge in known.get(node_id, ())]
        found = in_order(read(missing)) if missing else []
        if missing:
            known.update((node_id, []) for node_id in missing)
            for edge in found:
                known[edge.source if direction == "out" else edge.target].append(edge)
            self._kept += len(missing) + len(found)
        return in_order([*before, *found]) if before else found

    def _forget_much(self) -> None:
        if self._kept > MOST:
            self._nodes, self._edges, self._kept = {}, {}, 0
