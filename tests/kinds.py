"""The kinds of store that tests run on, and an empty one of each."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.store import Store
from graph.stores.opening import open_store
from tests.stores import Address, emptied

STORE_KINDS = ["sqlite file", "sqlite memory", pytest.param("neo4j", marks=pytest.mark.neo4j)]


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
