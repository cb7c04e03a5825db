"""Edges are kept and counted one by one as the lists of their works and duties are, on every store."""

from functools import cache

from hypothesis import given, settings

from graph.facets.edges import counted_edges, kept_edges
from graph.facets.facets import FACETS, PLAN_FACETS, Facets
from graph.model import Edge
from graph.schema import schema
from graph.store import Store, View
from graph.stores.opening import open_store
from tests.graph.facets.plans import TODAY, keeps, write
from tests.graph.facets.test_narrowing import chosen


@cache
def _small() -> Store:
    store = open_store("sqlite://")
    write(store)
    return store


def _all(view: View) -> list[Edge]:
    nodes = [node.id for kind in schema().nodes for node in view.list_nodes(kind).items]
    return list({edge.id: edge for edge in view.edges(nodes)}.values())


@settings(max_examples=40, deadline=None)
@given(facets=chosen())
def test_a_duty_is_kept_as_in_its_list_and_another_edge_with_its_work(facets: Facets) -> None:
    view = _small().view()
    edges = _all(view)
    kept = {edge.id for edge in kept_edges(view.ledger(), edges, facets)}
    duties = keeps(view, "duties", facets)
    works = keeps(view, "measures", facets)
    targets = keeps(view, "targets", facets)
    for edge in edges:
        if edge.kind in schema().role_of and edge.properties["formal"]:
            assert (edge.id in kept) == (edge.id in duties), edge.id
        elif edge.kind in ("HAS_MEASURE", "HAS_GOAL"):
            assert (edge.id in kept) == (edge.target in works), edge.id
        elif edge.kind == "HAS_TARGET" and edge.source == edge.plan:
            assert (edge.id in kept) == (edge.target in targets), edge.id


@settings(max_examples=30, deadline=None)
@given(facets=chosen())
def test_a_count_is_what_one_gets_by_choosing_the_value(facets: Facets) -> None:
    view = _small().view()
    edges = _all(view)
    for name, values in counted_edges(view.ledger(), edges, facets).items():
        for one in values:
            got = kept_edges(view.ledger(), edges, facets.choosing(name, one.value))
            assert one.count == len(got), (name, one.value)


def test_what_joins_no_work_goes_with_its_plan_alone(store: Store) -> None:
    write(store)
    view = store.view()
    edges = _all(view)
    read = [edge for edge in edges if edge.kind == "READ_FROM"]
    assert len(read) == 4
    assert len(kept_edges(view.ledger(), read, Facets(place=("东市",), today=TODAY))) == 2
    assert kept_edges(view.ledger(), read, Facets(topic=("air",), today=TODAY)) == []
    prose = next(edge for edge in edges if edge.properties.get("form") == "prose-role")
    assert kept_edges(view.ledger(), [prose], Facets(role=("support",), function=("air",), topic=("water",)))
    assert kept_edges(view.ledger(), [prose], Facets(role=("lead",))) == []
    assert kept_edges(view.ledger(), edges, Facets(today=TODAY)) == edges
    assert [*counted_edges(view.ledger(), edges, Facets(today=TODAY), PLAN_FACETS)] == [*PLAN_FACETS]
    assert [*counted_edges(view.ledger(), [], Facets(today=TODAY))] == [*FACETS]
