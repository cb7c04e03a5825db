"""Facets of citing plans: a count is what choosing the value leaves, of citations as of acts."""

import pytest

from graph.facets.counting import counted_of_plans
from graph.facets.facets import FACETS, PLAN_FACETS, Facets
from graph.questions.plans.citations import citations, cited_acts
from graph.questions.plans.search import asked_for, find, search_facets
from graph.store import Store
from graph.stores.opening import open_store
from tests.graph.facets.plans import TODAY, keeps, write
from tests.stores import NOW, Draft


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


CHOSEN: list[dict[str, tuple[str, ...]]] = [
    {},
    {"place": ("东市",)},
    {"level": ("city", "district"), "year": ("2022",)},
    {"topic": ("air",)},
    {"function": ("housing",), "role": ("lead",)},
    {"place": ("甲省",), "due": ("2024", "recurring")},
    {"role": ("lead", "support"), "form": ("bracket",), "validity": ("replaced",)},
]


@pytest.mark.parametrize("kinds", [(), ("Measure", "Department"), ("Document", "SubTarget", "Plan")])
@pytest.mark.parametrize("chosen", CHOSEN)
def test_a_search_counts_what_choosing_a_value_leaves(
    small: Store, kinds: tuple[str, ...], chosen: dict[str, tuple[str, ...]]
) -> None:
    view, facets = small.view(), Facets(**chosen, today=TODAY)
    for line in ("局", "的", "县", "md", "没有这样的字"):
        wanted = asked_for(view, line)
        counts = search_facets(view, wanted, facets, kinds=kinds)
        assert list(counts) == [*FACETS]
        for name, values in counts.items():
            for one in values:
                got = find(view, wanted, facets.choosing(name, one.value), kinds=kinds).total
                assert got == one.count, (line, name, one)
                assert one.chosen == (one.value in facets.values(name))
    assert search_facets(view, asked_for(view, ""), facets) == {}


def test_a_search_keeps_of_each_kind_what_its_list_keeps(store: Store, small: Store) -> None:
    write(store)
    view, by_hand = store.view(), small.view()
    for chosen in CHOSEN:
        facets = Facets(**chosen, today=TODAY)
        plans = keeps(by_hand, "plans", facets)
        kept = {
            key for items in ("measures", "targets", "departments") for key in keeps(by_hand, items, facets)
        } | plans
        read = {edge.target for edge in by_hand.edges(sorted(plans), kinds=["READ_FROM"])}
        for line in ("局", "的", "1"):
            whole = find(view, asked_for(view, line), Facets(), limit=1000).items
            found = find(view, asked_for(view, line), facets, limit=1000)
            expected = [node.id for node in whole if node.id in kept | read or not facets]
            assert [node.id for node in found.items] == expected, (line, chosen)
            assert found.total == len(expected) == sum(found.counts.values())


def test_a_document_of_several_plans_counts_once(store: Store) -> None:
    read = (("one", "province", "air"), ("one", "county", "air"), ("other", "county", "water"))
    for number, (file, level, topic) in enumerate(read):
        draft = Draft(f"甲〔2022〕{number}号", document=file)
        draft.measure("1", "治理", topics=(topic,))
        store.writer().replace(*draft.done(level=level), loaded_at=NOW)
    view = store.view()
    wanted = asked_for(view, "txt")
    counts = search_facets(view, wanted, Facets(today=TODAY), kinds=("Document",))
    assert {one.value: one.count for one in counts["topic"]} == {"air": 1, "water": 1}
    assert {one.value: one.count for one in counts["level"]} == {"province": 1, "district": 2}
    for name, values in counts.items():
        for one in values:
            got = find(view, wanted, Facets(today=TODAY).choosing(name, one.value), kinds=("Document",)).total
            assert got == one.count, (name, one)
