"""Role edges as the arrays that the kernel takes, for a set of edges already at hand."""

from collections.abc import Iterable, Sequence

import numpy as np

from graph.model import Edge, Node
from graph.schema import schema
from graph.store import Incidence


def incidence_of(measures: Sequence[Node], edges: Iterable[Edge], targets: Iterable[Edge] = ()) -> Incidence:
    """Incidence of `measures` (Measure nodes, in order) from role edges; `targets` are HAS_TARGET edges of sub-targets.

    Prose edges and edges that end elsewhere are left out.
    """
    kinds = list(schema().roles.values())
    column = {node.id: index for index, node in enumerate(measures)}
    kept = [edge for edge in edges if edge.target in column and edge.kind in kinds and edge.properties["formal"]]
    departments = sorted({edge.source for edge in kept})
    row = {department: index for index, department in enumerate(departments)}
    counts = np.zeros(len(measures), dtype=np.int64)
    for edge in targets:
        if edge.source in column:
            counts[column[edge.source]] += 1
    return Incidence(
        departments=tuple(departments),
        measures=tuple(node.id for node in measures),
        plans=tuple(node.plan for node in measures),
        rows=np.array([row[edge.source] for edge in kept], dtype=np.int64),
        columns=np.array([column[edge.target] for edge in kept], dtype=np.int64),
        roles=np.array([kinds.index(edge.kind) for edge in kept], dtype=np.int8),
        open_lists=np.array([bool(node.properties["open_list"]) for node in measures], dtype=np.bool_),
        targets=counts,
    )
