"""A web client over every kind of store with the seed plan loaded, once a module: these tests only read."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.store import Store
from loaders.load import load
from seeds.shelf import seed_plans
from tests.kinds import STORE_KINDS, empty_store


@pytest.fixture(scope="module", params=STORE_KINDS)
def seeded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the seed plan; tests must not write to it."""
    with empty_store(request, tmp_path_factory.mktemp("seeded")) as store:
        assert [result.error for result in load(store, seed_plans())] == [None]
        yield store


@pytest.fixture
def client(seeded: Store) -> Iterator[TestClient]:
    with TestClient(create_app(seeded, Settings()), follow_redirects=False) as opened:
        yield opened
