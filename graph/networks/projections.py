"""The networks that can be made of a store, by name."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Literal, get_args

from graph.networks.full import full
from graph.networks.network import Link, Network, Vertex
from graph.networks.pairings import pairings
from graph.networks.scope import Scope, Wish, kernel_of, origin_of, scope_of
from graph.networks.work import (
    DEPARTMENT_COLUMNS,
    DUTY_COLUMNS,
    MEASURE_COLUMNS,
    departments,
    duty_link,
    measure_vertex,
    role_edges,
)
from graph.store import View

Projection = Literal["full", "talk", "together", "measures"]
PROJECTIONS: tuple[Projection, ...] = get_args(Projection)


def network(view: View, projection: Projection, wish: Wish = Wish()) -> Network:  # noqa: B008 - a frozen value
    """The network of a view; it may be read as long as the view lasts."""
    return _MAKERS[projection](scope_of(view, wish))


def measures(scope: Scope) -> Network:
    """Departments and measures, each formal role a link: departments by name, then measures by plan and position."""
    kernel = kernel_of(scope)
    wanted = set(kernel.measures)

    def nodes() -> Iterator[Vertex]:
        yield from departments(scope, kernel)
        for plan in scope.plans:
            for node in scope.view.list_nodes("Measure", plan=plan.id).items:
                if node.id in wanted:
                    yield measure_vertex(node, plan)

    def links() -> Iterator[Link]:
        for plan, _, edges in role_edges(scope, wanted):
            yield from (duty_link(edge, plan) for edge in edges)

    known = {column.name for column in DEPARTMENT_COLUMNS}
    both = (*DEPARTMENT_COLUMNS, *(column for column in MEASURE_COLUMNS if column.name not in known))
    return Network(origin_of(scope, "measures"), both, DUTY_COLUMNS, nodes, links)


_MAKERS: Mapping[Projection, Callable[[Scope], Network]] = {
    "full": full,
    "talk": partial(pairings, rule="talk"),
    "together": partial(pairings, rule="together"),
    "measures": measures,
}
