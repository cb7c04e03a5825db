"""A store written by the respgraph of schema 2 is brought to today's in place, with its decisions; a copy stays beside it.

tests/data/schema-2.sqlite3.xz was written by commit 1ea1e53 from tests/data/water-plan.txt: one duty rejected, one added, one
mention made a department of its own.
"""

import lzma
import sqlite3
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.questions.departments.resting_decisions import resting
from graph.questions.plans.measures import work
from graph.questions.plans.plans import find_plan
from graph.schema import SCHEMA_VERSION
from graph.stores.opening import open_store
from tests.folders import TESTS

NUMBER = "清川府办发〔2024〕18号"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.db"
    path.write_bytes(lzma.decompress((TESTS / "data" / "schema-2.sqlite3.xz").read_bytes()))
    return path


def version(path: Path) -> int:
    with sqlite3.connect(path) as connection:
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    connection.close()
    return found


def test_a_store_of_schema_2_is_upgraded_with_its_decisions(old: Path) -> None:
    before = old.read_bytes()
    with open_store(f"sqlite:///{old}") as store:
        view = store.view()
        decisions = view.decisions()
        assert [decision.kind for decision in decisions] == ["reject-edge", "add-edge", "new"]
        assert resting(view, decisions) == {}  # all three still stand on their words
        rejected, added, _ = decisions
        assert view.edge(rejected.subject) is None
        assert view.edge(added.edge.id if added.edge else "") == added.edge
        assert store.damage() == ""
        assert [(e.number, e.state) for e in view.editions(find_plan(view, NUMBER).id)] == [(1, "current")]
    assert version(old) == SCHEMA_VERSION
    copy = old.with_name("old.db.schema-2")
    assert version(copy) == 2
    assert copy.stat().st_size == len(before)


def test_old_ids_lead_to_the_new_ones(old: Path) -> None:
    with open_store(f"sqlite:///{old}") as store:
        view = store.view()
        now = view.renamed([f"{NUMBER}/measure/2.3", f"{NUMBER}/measure/9.9"])
        assert list(now) == [f"{NUMBER}/measure/2.3"]
        assert work(view, now[f"{NUMBER}/measure/2.3"], "Measure").node.text("title") == "管住工业用水"


def test_a_second_opening_changes_nothing(old: Path) -> None:
    with open_store(f"sqlite:///{old}") as store:
        first = store.view().version()
    with open_store(f"sqlite:///{old}") as store:
        assert store.view().version() == first


def test_a_store_that_is_older_still_is_refused_and_untouched(old: Path) -> None:
    connection = sqlite3.connect(old)
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    before = old.read_bytes()
    with pytest.raises(StoreError, match="older schema 1"):
        open_store(f"sqlite:///{old}")
    assert old.read_bytes() == before
