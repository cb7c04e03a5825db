"""SQLite and Neo4j answer alike over real plans, each answer with its words; `python benchmarks/alike.py` asks it of all of them."""

import pytest

from benchmarks.alike import differing, files
from graph.stores.opening import open_store
from tests.stores import Address, emptied

pytestmark = pytest.mark.neo4j
PLANS = 6
"""How many of the corpus the suite loads."""


def test_neo4j_answers_as_sqlite_does(neo4j_address: Address) -> None:
    chosen = files(PLANS)
    if not chosen:
        pytest.skip("no corpus beside the project (../shared/corpus)")
    with emptied(neo4j_address) as neo4j, open_store("sqlite://") as sqlite:
        assert list(differing((sqlite, neo4j), chosen)) == []
