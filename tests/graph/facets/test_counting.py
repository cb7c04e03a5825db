"""Facets of citing plans: a count is what choosing the value leaves, of citations as of acts."""

import pytest

from graph.facets.counting import counted_of_plans
from graph.facets.facets import PLAN_FACETS, Facets
from graph.facets.narrowing import sorted_plans
from graph.questions.plans.citations import citations, cited_acts
from graph.questions.plans.search import asked_for, search_facets
from graph.store import Store
from graph.stores.opening import open_store
from tests.graph.facets.plans import TODAY, keeps, write


@pytest.fixture(scope="module")
def small() -> Store:
    store = open_store("sqlite://")
    write(store)
    return store


@pytest.mark.parametrize("chosen", [{}, {"place": ("东市",)}, {"level": ("city", "district"), "year": ("2022",)}])
def test_an_item_counts_once_of_however_many_plans(small: Store, chosen: dict[str, tuple[str, ...]]) -> None:
    ledger, facets = small.view().ledger(), Facets(**chosen, today=TODAY)
    plans = list(ledger.entries)
    pairs = [("all", plan) for plan in plans] + [(f"of {plan}", plan) for plan in plans] + [("none", "only cited")]
    for name, values in counted_of_plans(ledger, facets, pairs).items():
        for one in values:
            inside = keeps(small.view(), "plans", facets.choosing(name, one.value))
            assert one.count == (len(inside) + 1 if inside else 0), (name, one)
            assert one.chosen == (one.value in facets.values(name))
    assert list(counted_of_plans(ledger, facets, ())) == [*PLAN_FACETS]


def test_citations_and_acts_are_narrowed_by_the_citing_plan(small: Store) -> None:
    view = small.view()
    for ask in (citations, cited_acts):
        whole = ask(view, facets=Facets(today=TODAY))
        assert whole.total > 0
        assert any(whole.facets.values())
        for name, values in whole.facets.items():
            for one in values:
                got = ask(view, facets=Facets(today=TODAY).choosing(name, one.value))
                assert (got.total, len(got.items)) == (one.count, one.count), (name, one)


@pytest.mark.parametrize("kinds", [(), ("Measure", "Department")])
@pytest.mark.parametrize("chosen", [{}, {"place": ("东市",)}, {"level": ("city", "district"), "year": ("2022",)}])
def test_a_search_counts_what_choosing_a_value_leaves(
    small: Store, kinds: tuple[str, ...], chosen: dict[str, tuple[str, ...]]
) -> None:
    view, facets = small.view(), Facets(**chosen, today=TODAY)
    for line in ("局", "的", "县", "没有这样的字"):
        wanted = asked_for(view, line)
        counts = search_facets(view, wanted, facets, kinds=kinds)
        assert list(counts) == [*PLAN_FACETS]
        for name, values in counts.items():
            for one in values:
                plans = sorted_plans(view, facets.choosing(name, one.value))
                assert view.find(wanted, kinds=kinds, plans=plans).total == one.count, (line, name, one)
    assert any(search_facets(view, asked_for(view, "局"), facets, kinds=kinds).values())
    assert search_facets(view, asked_for(view, ""), facets) == {}
