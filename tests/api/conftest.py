"""A web client over both stores with the seed plan loaded, once a module: these tests only read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.store import Store
from tests.kinds import BOTH_STORES, empty_store, seeded_store


@pytest.fixture(scope="module", params=BOTH_STORES)
def seeded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the seed plan; tests must not write to it."""
    with seeded_store(request, tmp_path_factory.mktemp("seeded")) as store:
        yield store


@pytest.fixture(params=BOTH_STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with empty_store(request, tmp_path) as opened:
        yield opened


@pytest.fixture
def client(seeded: Store) -> Iterator[TestClient]:
    with TestClient(create_app(seeded, Settings()), follow_redirects=False) as opened:
        yield opened
