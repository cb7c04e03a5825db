"""The networks that can be made of a store, by name."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal, get_args

from graph.errors import BadRequestError
from graph.networks.columns import declared, graph_columns, projections
from graph.networks.full import full
from graph.networks.network import Column, Link, Network, Vertex
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


@dataclass(frozen=True, slots=True)
class Described:
    """A projection in words by language: what it is called, the rule that makes it, what a weight counts; its columns."""

    name: Projection
    label: Mapping[str, str]
    rule: Mapping[str, str]
    weight: Mapping[str, str]
    directed: bool
    node_columns: tuple[Column, ...]
    link_columns: tuple[Column, ...]


def described() -> tuple[Described, ...]:
    """All projections, in order."""
    entries = projections()
    columns: Mapping[Projection, tuple[tuple[Column, ...], tuple[Column, ...]]] = {
        "full": (graph_columns(nodes=True), graph_columns(nodes=False)),
        "talk": (DEPARTMENT_COLUMNS, declared("pair")),
        "together": (DEPARTMENT_COLUMNS, declared("pair")),
        "measures": (BIPARTITE_COLUMNS, DUTY_COLUMNS),
    }
    return tuple(
        Described(
            name,
            entries[name]["label"],
            entries[name]["rule"],
            entries[name]["weight"],
            entries[name]["directed"],
            *columns[name],
        )
        for name in PROJECTIONS
    )


def network(view: View, projection: Projection, wish: Wish = Wish()) -> Network:  # noqa: B008 - a frozen value
    """The network of a view; it may be read as long as the view lasts. BadRequestError for `single` of the full graph."""
    if wish.single and projection == "full":
        raise BadRequestError(
            "the whole graph has everything that plans name", where="single", hint="ask for talk, together or measures"
        )
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

    return Network(origin_of(scope, "measures"), BIPARTITE_COLUMNS, DUTY_COLUMNS, nodes, links)


BIPARTITE_COLUMNS = (*DEPARTMENT_COLUMNS, *(column for column in MEASURE_COLUMNS if column not in DEPARTMENT_COLUMNS))
"""Of departments and measures together."""


_MAKERS: Mapping[Projection, Callable[[Scope], Network]] = {
    "full": full,
    "talk": partial(pairings, rule="talk"),
    "together": partial(pairings, rule="together"),
    "measures": measures,
}
