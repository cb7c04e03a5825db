"""A count is what one gets by choosing the value; what is kept is what has everything that was chosen, on every store."""

from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import FilterError
from graph.facets.dues import checked_due
from graph.facets.facets import FACETS, NOTHING, Facets
from graph.facets.lines import ITEMS, Items
from graph.facets.narrowing import counted, kept, kept_plans
from graph.store import Store
from graph.stores.opening import open_store
from tests.graph.facets.plans import TODAY, keeps, write

EVERYTHING = Facets(today=TODAY)
VALUES = {
    "place": ["甲省", "东市", "甲省/东市/西区", "甲省东市"],
    "level": ["nation", "province", "city", "district", "town"],
    "year": ["2022", "2023", "1999"],
    "validity": ["in-force", "expired", "replaced", "draft"],
    "plan_kind": ["scheme", "measures", "planning", "notice"],
    "topic": ["air", "water", "housing"],
    "due": ["passed", "month", "quarter", "later", "recurring", "undated", "2024", "2024-Q2", "2024-05", "2023..2024-05", "..2023"],
    "function": ["air", "water", "housing"],
    "role": ["lead", "responsible", "support", "supervise"],
    "form": ["bracket", "table"],
}  # fmt: skip


@cache
def _small() -> Store:
    store = open_store("sqlite://")
    write(store)
    return store


@st.composite
def chosen(draw: Any) -> Facets:
    """Some values of up to three facets."""
    names = draw(st.lists(st.sampled_from(FACETS), max_size=3, unique=True))
    given = {
        name: tuple(draw(st.lists(st.sampled_from(VALUES[name]), min_size=1, max_size=2, unique=True)))
        for name in names
    }
    return Facets(**given, today=TODAY)


@settings(max_examples=60, deadline=None)
@given(items=st.sampled_from(ITEMS), facets=chosen())
def test_what_is_kept_has_all_that_is_chosen(items: Items, facets: Facets) -> None:
    view = _small().view()
    assert int(kept(view.ledger(), items, facets).sum()) == len(keeps(view, items, facets))


@settings(max_examples=40, deadline=None)
@given(items=st.sampled_from(ITEMS), facets=chosen(), parity=st.integers(1, 3))
def test_a_count_is_what_one_gets_by_choosing_the_value(items: Items, facets: Facets, parity: int) -> None:
    ledger = _small().view().ledger()
    among = np.arange(len(kept(ledger, items, EVERYTHING))) % parity == 0
    for name, values in counted(ledger, items, facets, among=among).items():
        for one in values:
            got = among & kept(ledger, items, facets.choosing(name, one.value))
            assert one.count == int(got.sum()), (name, one.value)
            assert one.chosen == (one.value in facets.values(name))


@pytest.fixture
def written(store: Store) -> Store:
    write(store)
    return store


def test_every_store_counts_alike(written: Store) -> None:
    view = written.view()
    for items in ITEMS:
        counts = counted(view.ledger(), items, EVERYTHING)
        for name, values in counts.items():
            for one in values:
                assert one.count == len(keeps(view, items, EVERYTHING.choosing(name, one.value))), (items, name, one)
    assert {one.value: one.count for one in counted(view.ledger(), "plans", EVERYTHING)["validity"]} == {
        "in-force": 1, "draft": 1, "expired": 1, "replaced": 1,
    }  # fmt: skip
    inside = kept_plans(view.ledger(), Facets(place=("甲省",), today=TODAY))
    assert sorted(inside or ()) == ["丙〔2023〕3号", "乙〔2023〕2号", "甲〔2022〕1号"]
    assert kept_plans(view.ledger(), NOTHING) is None


def test_one_and_the_same_duty_has_all_of_duties() -> None:
    view = _small().view()
    leads = Facets(function=("housing",), role=("lead",), topic=("air",))
    assert kept(view.ledger(), "measures", leads).sum() == 0  # it helps with the air, and leads another work
    assert kept(view.ledger(), "measures", Facets(function=("housing",), topic=("air",))).sum() == 1


def test_an_interval_that_ends_before_it_begins_is_refused() -> None:
    for value in ("2024..2023", "2024-06..2024-05", "2024..2023-12-31"):
        with pytest.raises(FilterError):
            checked_due(value)
    assert [checked_due(value) for value in ("2024..2024", "2023..2024-06", "..2023", "2023..")]
