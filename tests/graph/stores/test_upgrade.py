"""A store written by a respgraph of schema 2, 3, 4 or 5 is brought to today's in place, with its decisions; a copy stays beside it.

tests/data/schema-2.sqlite3.xz was written by commit 1ea1e53 from tests/data/water-plan.txt: one duty rejected, one added, one
mention made a department of its own. tests/data/schema-3.sqlite3.xz was written by commit 103a7e9 from three editions of
the same plan: a deadline corrected and a duty rejected in a measure whose heading was reworded later, a duty reported done. tests/data/schema-4.sqlite3.xz is that store as commit cc4d5b5 upgraded it, with a fourth edition and
a finding called useful. tests/data/schema-5.sqlite3.xz is that one as commit 24cecaf upgraded it, with a fifth edition, whose
load its audit tells.
"""

import lzma
import sqlite3
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.exchange import copy
from graph.model import Decision
from graph.questions.departments.resting_decisions import resting
from graph.questions.departments.workload import all_workloads
from graph.questions.plans.measures import work
from graph.questions.plans.plans import find_plan
from graph.schema import SCHEMA_VERSION
from graph.stores.opening import open_store
from loaders.files.source import read_bytes
from loaders.load import load_source
from tests.folders import TESTS
from tests.stores import everything

NUMBER = "清川府办发〔2024〕18号"


def kept(path: Path, schema: int) -> Path:
    """A store that a version of that schema left, unpacked."""
    path.write_bytes(lzma.decompress((TESTS / "data" / f"schema-{schema}.sqlite3.xz").read_bytes()))
    return path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return kept(tmp_path / "old.db", 2)


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


@pytest.fixture
def third(tmp_path: Path) -> Path:
    return kept(tmp_path / "third.db", 3)


def test_a_store_of_schema_3_is_upgraded_with_its_editions_and_decisions(third: Path) -> None:
    plan, measure = NUMBER, f"{NUMBER}/measure/管住工业企业用水"
    with open_store(f"sqlite:///{third}") as store, open_store("sqlite://") as fresh:
        view = store.view()
        assert [(e.number, e.state) for e in view.editions(plan)] == [(1, "older"), (2, "older"), (3, "current")]
        decisions = view.decisions()
        assert [decision.kind for decision in decisions] == ["correct-node", "reject-edge", "progress"]
        assert resting(view, decisions) == {}
        assert work(view, measure, "Measure").node.text("deadline") == "2026-06"
        for number, words in ((1, "推广滴灌"), (2, "推广喷灌")):
            edition = view.edition(plan, number)
            assert edition is not None
            assert words in edition.document.text
        old = f"RESPONSIBLE_FOR|?/清川市/water-resources|{NUMBER}/measure/管住工业用水|s"
        assert view.edge(view.renamed([old])[old]) is not None
        assert store.damage() == ""
        copy(store, fresh)
        assert everything(view) == everything(fresh.view())
        assert view.status().nodes == fresh.view().status().nodes
        assert all_workloads(view) == all_workloads(fresh.view())
        assert view.search("喷灌", limit=5) == fresh.view().search("喷灌", limit=5)
    assert version(third) == SCHEMA_VERSION
    assert version(third.with_name("third.db.schema-3")) == 3


def test_a_plan_is_loaded_into_an_upgraded_store_as_into_any(third: Path) -> None:
    words = (TESTS / "data" / "water-plan.txt").read_text(encoding="utf-8")
    with open_store(f"sqlite:///{third}") as store:
        result = load_source(store, read_bytes(words.replace("推广滴灌", "推广微灌").encode(), "fourth.txt"))
        assert result.error is None
        view = store.view()
        assert [e.state for e in view.editions(NUMBER)] == ["older", "older", "older", "current"]
        edition = view.edition(NUMBER, 3)
        assert edition is not None
        assert "管住工业企业用水" in edition.document.text


@pytest.fixture
def fourth(tmp_path: Path) -> Path:
    return kept(tmp_path / "fourth.db", 4)


def test_a_store_of_schema_4_is_upgraded_with_what_was_judged(fourth: Path) -> None:
    with open_store(f"sqlite:///{fourth}") as store, open_store("sqlite://") as fresh:
        view = store.view()
        assert [e.state for e in view.editions(NUMBER)] == ["older", "older", "older", "current"]
        decisions = view.decisions()
        assert {d.kind for d in decisions} == {"progress", "correct-node", "reject-edge", "judge-finding"}
        assert resting(view, decisions) == {}
        assert store.damage() == ""
        copy(store, fresh)
        assert everything(view) == everything(fresh.view())
    assert version(fourth) == SCHEMA_VERSION
    assert version(fourth.with_name("fourth.db.schema-4")) == 4


@pytest.fixture
def fifth(tmp_path: Path) -> Path:
    return kept(tmp_path / "fifth.db", 5)


def test_a_store_of_schema_5_is_upgraded_and_goes_on(fifth: Path) -> None:
    finance, water = "?/清川市/finance", "?/清川市/water-resources"
    with open_store(f"sqlite:///{fifth}") as store, open_store("sqlite://") as fresh:
        view = store.view()
        assert [e.state for e in view.editions(NUMBER)] == ["older"] * 4 + ["current"]
        decisions = view.decisions()
        assert {d.kind for d in decisions} == {"progress", "correct-node", "reject-edge", "judge-finding"}
        assert resting(view, decisions) == {}
        assert store.damage() == ""
        copy(store, fresh)
        assert everything(view) == everything(fresh.view())
        (into,) = view.nodes([water])
        same = Decision("same", "same", finance, water, "me", "2026-12-01T00:00:00Z", node=into)
        assert view.edges([finance])
        for one in (store, fresh):
            one.writer().decide(same)  # the plans that mention it are found
        assert view.edges([finance]) == []
        assert everything(view) == everything(fresh.view())
        store.writer().remove(NUMBER)
        assert view.status().edges["LEADS"] == 0
        assert store.damage() == ""
    assert version(fifth) == SCHEMA_VERSION
    assert version(fifth.with_name("fifth.db.schema-5")) == 5


def test_edges_are_found_by_their_plan_without_an_index_of_owners(fifth: Path) -> None:
    with open_store(f"sqlite:///{fifth}"):
        pass
    with sqlite3.connect(fifth) as connection:
        asked = "EXPLAIN QUERY PLAN SELECT * FROM duties WHERE plan = ?"
        steps = [row[3] for row in connection.execute(asked, (NUMBER,))]
        assert any(step.startswith("SEARCH e USING INTEGER PRIMARY KEY") for step in steps), steps
        runs = (
            "SELECT count(*) FROM edge_run r JOIN edge e ON e.key BETWEEN r.first AND r.last WHERE e.owner <> r.owner"
        )
        assert connection.execute(runs).fetchone() == (0,)
    connection.close()
