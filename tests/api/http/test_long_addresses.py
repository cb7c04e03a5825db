"""Addresses and words longer than any in the graph are refused at once, in words."""

import time

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.store import Store
from graph.stores.sqlite.store import SqliteStore
from tests.stores import NOW, first_plan

LONG = 60_000


ADDRESSES = [
    "/api/search?q={}", "/api/departments/{}", "/api/plans/{}", "/api/departments?q={}", "/search?q={}", "/plans/{}",
    "/departments/{}", "/api/measures?place={}", "/api/nodes/{}",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("letter", ["a", "(", "%E6%B2%B3"])
def test_it_is_refused_in_words(address: str, letter: str) -> None:
    with SqliteStore(None) as store, TestClient(create_app(store, Settings()), base_url="http://localhost") as client:
        begun = time.process_time()
        answer = client.get(address.format(letter * (LONG // len(letter))))
        assert time.process_time() - begun < 2
    assert answer.status_code in (404, 414, 422)


@pytest.mark.parametrize("letter", ["a", "(", "%E6%B2%B3"])
def test_no_store_is_asked_long_for_it(store: Store, letter: str) -> None:
    store.writer().replace(*first_plan(), loaded_at=NOW)
    long = letter * (LONG // len(letter))
    with TestClient(create_app(store, Settings()), base_url="http://localhost") as client:
        for address in ADDRESSES:
            begun = time.process_time()
            assert client.get(address.format(long)).status_code in (404, 414, 422), address
            assert time.process_time() - begun < 2, address
