"""Loading is deterministic: twice is once, and the order of loading does not matter."""

import re
from collections.abc import Sequence
from pathlib import Path

from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.store import Store
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans
from tests.folders import TESTS

WATER = TESTS / "data" / "water-plan.txt"
PATHS = (
    "/api/plans", "/api/workload", "/api/departments", "/api/targets", "/api/search?q=水", "/api/search?q=局",
    "/api/plans/永川府办发〔2022〕112号/outline", "/api/plans/清川府办发〔2024〕18号/outline",
    "/api/departments/区水利局/duties", "/api/departments/市水利局/partners", "/api/subgraph?center=永川府办发〔2022〕112号&depth=3",
)  # fmt: skip


def answers(store: Store) -> list[str]:
    with TestClient(create_app(store, Settings())) as client:
        return [without_times(client.get(path).text) for path in PATHS]


def without_times(text: str) -> str:
    """Load times are the only thing that may differ."""
    return re.sub(r'"(loaded_at|last_load)":"[^"]*"', r'"\1":""', text)


def loaded(paths: Sequence[Path], store: Store) -> Store:
    assert not [result.error for result in load(store, paths) if result.error]
    return store


def test_either_order_gives_the_same_bytes(store: Store) -> None:
    plans = [*seed_plans(), WATER]
    loaded(plans, store)
    with open_store("sqlite://") as other:
        loaded(plans[::-1], other)
        assert answers(store) == answers(other)


def test_loading_twice_changes_nothing(store: Store) -> None:
    plans = [*seed_plans(), WATER]
    loaded(plans, store)
    before = answers(store)
    times = [record.loaded_at for record in store.view().load_records()]
    assert {plan.outcome for result in load(store, plans) for plan in result.plans} == {"unchanged"}
    assert answers(store) == before
    assert [record.loaded_at for record in store.view().load_records()] == times


def test_preview_writes_nothing(store: Store) -> None:
    results = load(store, [WATER], preview=True)
    assert [plan.outcome for result in results for plan in result.plans] == ["added"]
    assert results[0].plans[0].change().edges.added
    assert store.view().load_records() == []


def test_what_a_person_states_holds_at_the_next_load(store: Store) -> None:
    load(store, [WATER], stated={"number": "清川府发〔2024〕1号"}, by="tester")
    assert [record.plan for record in store.view().load_records()] == ["清川府发〔2024〕1号"]
    load(store, [WATER])
    assert [record.plan for record in store.view().load_records()] == ["清川府发〔2024〕1号"]
    assert [(decision.kind, decision.by) for decision in store.view().decisions()] == [("set-meta", "tester")]


def test_removing_a_plan_leaves_the_others(store: Store) -> None:
    loaded([*seed_plans(), WATER], store)
    assert store.writer().remove("清川府办发〔2024〕18号")
    with open_store("sqlite://") as other:
        loaded(seed_plans(), other)
        keep = [0, 1, 2, 3, 4, 5, 6, 8]
        mine, theirs = answers(store), answers(other)
        assert [mine[index] for index in keep] == [theirs[index] for index in keep]
