"""The kinds of store that tests run on, and an empty one of each."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.store import Store
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans
from tests.stores import Address, emptied

STORE_KINDS = ["sqlite file", "sqlite memory", pytest.param("neo4j", marks=pytest.mark.neo4j)]
BOTH_STORES = [STORE_KINDS[0], STORE_KINDS[2]]
"""For what rests on the store's answers, not on how it keeps them: a store in memory is one in a file without the file."""

ONE_STORE = [STORE_KINDS[1]]
"""For what is made of answers: `tests/api/test_every_address_on_both_stores.py` holds the stores beside each other."""


@contextmanager
def empty_store(request: pytest.FixtureRequest, folder: Path) -> Iterator[Store]:
    """An empty store of the kind that the fixture's parameter names."""
    if request.param == "neo4j":
        address: Address = request.getfixturevalue("neo4j_address")
        with emptied(address) as opened:
            yield opened
        return
    url = f"sqlite:///{folder / 'store.db'}" if request.param == "sqlite file" else "sqlite://"
    with open_store(url) as opened:
        yield opened


@contextmanager
def seeded_store(request: pytest.FixtureRequest, folder: Path) -> Iterator[Store]:
    """A store of that kind with the seed plan."""
    with empty_store(request, folder) as store:
        assert [result.error for result in load(store, seed_plans())] == [None]
        yield store
