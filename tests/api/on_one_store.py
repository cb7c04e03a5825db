"""Fixtures of rooms that are tried on one store: what they show is made of answers that other rooms ask of both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import Store
from tests.kinds import ONE_STORE, empty_store, seeded_store


@pytest.fixture(scope="module", params=ONE_STORE)
def seeded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the seed plan; tests must not write to it."""
    with seeded_store(request, tmp_path_factory.mktemp("seeded")) as store:
        yield store


@pytest.fixture(params=ONE_STORE)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with empty_store(request, tmp_path) as opened:
        yield opened
