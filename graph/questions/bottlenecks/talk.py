"""Who must talk to whom, ready to be drawn: the pairs that carry most, the measures behind each, and the edges with the words."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from graph.bottlenecks.figures.clusters import clusters
from graph.bottlenecks.figures.coordination import Pair, heaviest, requirement
from graph.bottlenecks.kernel import Kernel, restrict
from graph.model import Edge, Node
from graph.questions.bottlenecks.coordination import columns_between
from graph.schema import schema
from graph.store import View


@dataclass(frozen=True, slots=True)
class Most:
    """How much of it a picture holds."""

    pairs: int = 400
    departments: int = 60
    measures: int = 160


@dataclass(frozen=True, slots=True)
class Talk:
    """`departments` cluster by cluster with the cluster of each, the `measures` behind their pairs and the role edges between the two.

    `pairs`: ids of two departments and of the measures that make them talk, most measures first; `total`: how many pairs there are.
    """

    departments: tuple[Node, ...]
    clusters: tuple[int, ...]
    measures: tuple[Node, ...]
    edges: tuple[Edge, ...]
    pairs: tuple[tuple[str, str, tuple[str, ...]], ...]
    total: int


def talk(
    view: View,
    plans: Sequence[str],
    *,
    around: str = "",
    measures: Collection[str] | None = None,
    most: Most | None = None,
) -> Talk:
    """Coordination requirement of plans by id, or of some of their measures; `around` keeps a department and those it must talk to.

    Three reads.
    """
    kernel = Kernel.of(view.incidence(plans=plans)) if plans else None
    if kernel is not None and measures is not None:
        columns = [place for place, measure in enumerate(kernel.measures) if measure in measures]
        kernel = restrict(kernel, np.array(columns, dtype=np.int64))
    if kernel is None or (around and around not in kernel.departments):
        return Talk((), (), (), (), (), 0)
    required = requirement(kernel)
    pairs: Sequence[Pair] = heaviest(kernel, required.nnz)
    if around:
        row = kernel.departments.index(around)
        near = {row, *required.indices[required.indptr[row] : required.indptr[row + 1]].tolist()}
        pairs = sorted(
            (pair for pair in pairs if pair.one in near and pair.other in near),
            key=lambda pair: row not in (pair.one, pair.other),
        )
    shown = tuple(_fitting(kernel, pairs, most or Most()))
    rows = sorted({row for pair, _ in shown for row in (pair.one, pair.other)})
    grouped = clusters(required[rows][:, rows]) if rows else None
    order = grouped.order.tolist() if grouped else []
    works = sorted({column for _, columns in shown for column in columns})
    ids = [kernel.measures[column] for column in works]
    nodes = {node.id: node for node in view.nodes([*(kernel.departments[row] for row in rows), *ids])}
    drawn = {kernel.departments[row] for row in rows}
    return Talk(
        departments=tuple(nodes[kernel.departments[rows[place]]] for place in order),
        clusters=tuple(int(grouped.labels[place]) for place in order) if grouped else (),
        measures=tuple(nodes[measure] for measure in ids),
        edges=tuple(
            edge
            for edge in (view.edges(ids, kinds=list(schema().roles.values())) if ids else ())
            if edge.source in drawn and edge.properties["formal"]
        ),
        pairs=tuple(
            (kernel.departments[pair.one], kernel.departments[pair.other], tuple(kernel.measures[c] for c in columns))
            for pair, columns in shown
        ),
        total=len(pairs),
    )


def _fitting(kernel: Kernel, pairs: Iterable[Pair], most: Most) -> Iterable[tuple[Pair, tuple[int, ...]]]:
    """The first pairs with the measures of each, as many as a picture holds; one that would need too much is passed over."""
    departments: set[int] = set()
    works: set[int] = set()
    taken = 0
    for pair in pairs:
        ends = {pair.one, pair.other}
        if taken == most.pairs or len(departments | ends) > most.departments:
            continue
        columns = tuple(columns_between(kernel, pair.one, pair.other))
        if len(works.union(columns)) > most.measures:
            continue
        taken += 1
        departments |= ends
        works.update(columns)
        yield pair, columns
