"""How it is said over HTTP is tried on one store: it is made of answers that other rooms ask of both."""

from collections.abc import Iterator

import pytest

from graph.store import Store
from tests.kinds import ONE_STORE, seeded_store


@pytest.fixture(scope="module", params=ONE_STORE)
def seeded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the seed plan; tests must not write to it."""
    with seeded_store(request, tmp_path_factory.mktemp("seeded")) as store:
        yield store
