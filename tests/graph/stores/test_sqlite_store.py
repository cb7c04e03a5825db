"""What only the embedded store has: files that are no store, permissions, threads, other processes, sudden death."""

import os
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.corpora import plan
from benchmarks.fault_kinds import told_by
from benchmarks.fault_worker import Place
from graph.errors import StoreError
from graph.schema import SCHEMA_VERSION
from graph.stores.opening import open_store
from graph.stores.sqlite import tables as sqlite_schema
from graph.stores.sqlite.store import SqliteStore
from graph.stores.upgrading import OLDEST
from tests.graph.stores.kill_loader import check, load_again, loads_on
from tests.stores import FIRST, LATER, NOW, Draft, everything, first_plan, search_by_hand, second_plan

PATIENCE_S = 60
"""For a loader to open the store, on a machine that is busy."""


def _url(path: Path) -> str:
    return f"sqlite:///{path}"


def _refusal(path: Path, *, create: bool = True) -> StoreError:
    with pytest.raises(StoreError) as caught:
        open_store(_url(path), create=create)
    assert str(path) in caught.value.where
    assert caught.value.hint
    return caught.value


def test_other_files_are_refused(tmp_path: Path) -> None:
    text = tmp_path / "text.db"
    text.write_text("this is not a database, it only has the name of one. " * 100)
    assert "not a store" in _refusal(text).what
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    assert "another program" in _refusal(foreign).what
    assert "folder" in _refusal(tmp_path).what
    assert "folder does not exist" in _refusal(tmp_path / "none" / "a.db").what
    assert "no store" in _refusal(tmp_path / "none.db", create=False).what
    assert not (tmp_path / "none.db").exists()
    (tmp_path / "empty.db").touch()
    assert "empty" in _refusal(tmp_path / "empty.db", create=False).what


@pytest.mark.parametrize(("version", "word"), [(SCHEMA_VERSION + 1, "newer"), (OLDEST - 1, "older")])
def test_other_versions_are_refused(tmp_path: Path, version: int, word: str) -> None:
    path = tmp_path / "a.db"
    open_store(_url(path)).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    refusal = _refusal(path)
    assert word in refusal.what + refusal.hint


def test_a_damaged_store_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_store(_url(path)) as store:
        for graph, document in (first_plan(), second_plan()):
            store.writer().replace(graph, document, loaded_at=NOW)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(bytes(content))
    with pytest.raises(StoreError) as caught, open_store(_url(path)) as store:
        everything(store.view())
    assert "damaged" in caught.value.what


def test_a_writer_elsewhere_is_waited_for_then_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_schema, "BUSY_MS", 100)
    path = tmp_path / "a.db"
    graph, document = first_plan()
    with open_store(_url(path)) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as caught:
            store.writer().replace(graph, document, loaded_at=NOW)
        assert "another process" in caught.value.what
        assert store.view().status().nodes["Plan"] == 0
        other.execute("ROLLBACK")
        other.close()
        assert store.writer().replace(graph, document, loaded_at=NOW) == "added"


def test_reading_goes_on_where_writing_is_forbidden(tmp_path: Path) -> None:
    """Run as nobody where the tests run as root, whom permissions do not stop."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    path = folder / "a.db"
    graph, document = first_plan()
    with open_store(_url(path)) as store:
        store.writer().replace(graph, document, loaded_at=NOW)
        expected = store.view().status().nodes
    path.chmod(0o444)
    folder.chmod(0o555)
    for parent in (tmp_path, *tmp_path.parents[:3]):
        parent.chmod(parent.stat().st_mode | 0o055)
    child = os.fork()
    if child == 0:
        os._exit(_read_as_nobody(path, expected))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    folder.chmod(0o755)


def _read_as_nobody(path: Path, expected: dict[str, int]) -> int:
    """0 where reading works and writing is refused with a clear line."""
    try:
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        with open_store(_url(path)) as store:
            if store.view().status().nodes != expected:
                return 1
            try:
                store.writer().remove(FIRST)
            except StoreError as error:
                return 0 if "can't be written" in error.what and error.hint else 2
    except BaseException:  # noqa: BLE001 - the child must end here, whatever happens
        return 3
    return 4


def test_threads_read_while_one_writes(tmp_path: Path) -> None:
    for url in ("sqlite://", _url(tmp_path / "a.db")):
        with open_store(url) as store:
            plans = [first_plan(), second_plan()]
            graph, document = plans[0]
            store.writer().replace(graph, document, loaded_at=NOW)
            whole = len(graph.edges)
            stop = threading.Event()

            def read(store: object = store, stop: threading.Event = stop, whole: int = whole) -> int:
                assert isinstance(store, SqliteStore)
                seen = 0
                while not stop.is_set():
                    ids = [node.id for node in first_plan()[0].nodes]
                    edges = [edge for edge in store.view().edges(ids) if edge.plan == FIRST]
                    assert len(edges) in (0, whole - 1)
                    seen += 1
                return seen

            with ThreadPoolExecutor(4) as pool:
                readers = [pool.submit(read) for _ in range(4)]
                for _ in range(10):
                    store.writer().remove(FIRST)
                    store.writer().replace(graph, document, loaded_at=NOW)
                stop.set()
                assert all(reader.result() > 0 for reader in readers)


def test_threads_may_write_at_once(tmp_path: Path) -> None:
    with open_store(_url(tmp_path / "a.db")) as store, ThreadPoolExecutor(4) as pool:
        drafts = [Draft(f"第{number}号").done() for number in range(20)]
        results = list(pool.map(lambda plan: store.writer().replace(*plan, loaded_at=NOW), drafts))
        assert results == ["added"] * 20
        assert store.view().list_nodes("Plan").total == 20


def test_closing_is_final_and_may_be_repeated(tmp_path: Path) -> None:
    store = open_store(_url(tmp_path / "a.db"))
    view = store.view()
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        view.status()


def test_the_index_holds_no_more_than_the_rows(tmp_path: Path) -> None:
    """After many replacements the full-text index is still sound and empty of what is gone."""
    path = tmp_path / "a.db"
    with open_store(_url(path)) as store:
        graph, document = first_plan()
        for number in range(5):
            store.writer().replace(replace(graph, ruleset=str(number)), document, loaded_at=LATER)
        store.writer().remove(FIRST)
        assert store.view().search("河").total == 0
    with sqlite3.connect(path) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        ours = [table for table in tables if not table.startswith("search")]
        assert len(ours) >= 10
        held = [table for table in ours if connection.execute(f"SELECT 1 FROM {table}").fetchone()]  # noqa: S608 - its own names
        # what a person removed can be had back, readers learn that it is gone, and who removed it stays written
        assert held == ["edition", "tally", "state_stamp", "audit"]
        connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    connection.close()


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_search_is_what_looking_at_every_node_finds(data: st.DataObject) -> None:
    words = st.text(
        st.characters(codec="utf-8", exclude_characters="\n") | st.sampled_from("水务局 ab%\"'*()-"), min_size=1
    )
    titles = data.draw(st.lists(words, min_size=1, max_size=5))
    draft = Draft("一号")
    for number, title in enumerate(titles):
        draft.measure(str(number), title, data.draw(words))
        draft.department(f"d{number}", title, aliases=(title[::-1],))
        draft.duty("LEADS", f"d{number}", "一号")
    with open_store("sqlite://") as store:
        graph, document = draft.done()
        store.writer().replace(graph, document, loaded_at=NOW)
        title = data.draw(st.sampled_from(titles))
        start = data.draw(st.integers(0, len(title) - 1))
        asked = title[start : start + data.draw(st.integers(1, 4))]
        found = [node.id for node in store.view().search(asked, limit=500).items]
        assert found == (search_by_hand(store.view(), asked) if asked.split() else [])


@pytest.mark.parametrize("moment", range(20))
def test_a_kill_in_the_middle_leaves_whole_plans(tmp_path: Path, moment: int) -> None:
    """The loader is killed at a random moment; what is there is whole, and the next load goes on."""
    place, plans = Place(_url(tmp_path / "a.db"), tmp_path), [plan(number, measures=8) for number in range(6)]
    after = Random(moment).uniform(0, 0.12)  # noqa: S311 - no secret
    assert told_by(place, partial(loads_on, given=plans), PATIENCE_S, heard=lambda: after) == ["ready"]
    with place.opened() as store:
        check(store, plans)
        load_again(store, plans, "mended")
        check(store, plans)


def test_three_slashes_lie_here_and_four_where_they_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "here"
    (here / "sub").mkdir(parents=True)
    monkeypatch.chdir(here)
    for url, path in (
        ("sqlite:///a.db", here / "a.db"),
        ("sqlite:///sub/b.db", here / "sub" / "b.db"),
        ("sqlite:///../c.db", tmp_path / "c.db"),
        (f"sqlite:///{tmp_path}/d.db", tmp_path / "d.db"),
        ("sqlite:///%E6%B0%B4.db", here / "水.db"),
    ):
        with open_store(url) as store:
            assert store.url == f"sqlite:///{here / url.removeprefix('sqlite:///')}" or "%" in url
        assert path.is_file()
    with pytest.raises(StoreError) as caught:
        open_store(f"sqlite://{tmp_path}/e.db")
    assert f"sqlite:///{tmp_path}/e.db" in caught.value.hint
    with pytest.raises(StoreError, match="folder does not exist"):
        open_store("sqlite:///none/f.db")


def test_the_address_of_a_store_opens_it_again(tmp_path: Path) -> None:
    with open_store(_url(tmp_path / "a.db")) as store:
        url = store.url
    open_store(url, create=False).close()
