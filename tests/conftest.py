"""Fixtures that several packages' tests use: one empty store of every kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import Store
from graph.stores.opening import open_store


@pytest.fixture(params=["sqlite file", "sqlite memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of every kind in turn."""
    url = f"sqlite:///{tmp_path / 'store.db'}" if request.param == "sqlite file" else "sqlite://"
    with open_store(url) as opened:
        yield opened
