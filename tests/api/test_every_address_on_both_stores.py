"""Every page in both languages, its twin and every list to take away say the same on both stores."""

import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.http.pages import page_path
from api.settings import Settings
from benchmarks.addresses import addresses
from graph.store import Store
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans
from tests.folders import ROOT
from tests.stores import Address, emptied

pytestmark = pytest.mark.neo4j
PLANS = (*seed_plans(), ROOT / "tests" / "data" / "round-trip-plan.txt", ROOT / "tests" / "data" / "water-plan.txt")
LISTS = ("measures", "duties", "targets", "departments", "tasks", "findings", "plans", "deadlines", "citations", "talk")
OWN = frozenset({"about", "audit"})
"""Pages that say which store this is, and when who did what in it."""


@pytest.fixture(scope="module")
def stores(neo4j_address: Address) -> Iterator[dict[str, Store]]:
    """Each kind of store with the same plans."""
    with ExitStack() as opened:
        held = {
            "sqlite": opened.enter_context(open_store("sqlite://")),
            "neo4j": opened.enter_context(emptied(neo4j_address)),
        }
        for store in held.values():
            assert [result.error for result in load(store, PLANS)] == [None, None, None]
        yield held


def said(client: TestClient, path: str, language: str) -> tuple[int, str]:
    """The answer without what differs by when it was loaded."""
    answer = client.get(path, headers={"Accept-Language": language})
    return answer.status_code, re.sub(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z?|instance\W+\w+", "", answer.text)


def test_neo4j_and_sqlite_say_the_same_at_every_address(stores: dict[str, Store]) -> None:
    pages = {name: path for name, path in addresses(stores["sqlite"].view()).items() if name not in OWN}
    asked = [(path, language) for path in pages.values() for language in ("zh", "en")]
    asked += [(f"/api{path}", "zh") for path in pages.values()]
    asked += [(page_path("api", "export", "csv", list=name), "zh") for name in LISTS]
    clients = {name: TestClient(create_app(store, Settings())) for name, store in stores.items()}
    found = {name: [said(client, *each) for each in asked] for name, client in clients.items()}
    assert sum(status == 200 for status, _ in found["sqlite"]) > 2 * len(pages)
    both = zip(asked, found["sqlite"], found["neo4j"], strict=True)
    assert [each for each, one, other in both if one != other] == []
