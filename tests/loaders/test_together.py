"""Two loaders and a person at one store at the same time: nothing is lost, nothing doubled (benchmarks/together.py runs more)."""

from pathlib import Path

import pytest

from benchmarks.together import together
from graph.store import Store
from graph.stores.opening import open_store
from tests.stores import emptied

ROUNDS = 6


@pytest.mark.parametrize("kind", ["sqlite", "neo4j"])
def test_nothing_is_lost_and_nothing_doubled(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    address = request.getfixturevalue("neo4j_address") if kind == "neo4j" else None
    if address is not None:
        emptied(address).close()

    def opened() -> Store:
        if address is None:
            return open_store(f"sqlite:///{tmp_path / 'store.db'}")
        return open_store(address.uri, user=address.user, password=address.password)

    tally = together(opened, ROUNDS)
    assert (len(tally.documents), len(tally.made), len(tally.undone)) == (2 * ROUNDS + 1, ROUNDS // 2, ROUNDS // 2)
