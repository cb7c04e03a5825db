"""Backups of both kinds of store: whole, checked, restored into either kind, made while others write."""

import os
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.backups import backup as backups
from graph.backups.checksums import check, write_checksum
from graph.backups.drafts import draft
from graph.backups.verify import whats_wrong
from graph.errors import BadRequestError, StoreError, StoreUnavailableError
from graph.store import Store
from graph.stores.opening import open_store
from graph.stores.sqlite.store import SqliteStore
from tests.stores import FIRST, NOW, Address, emptied, everything, first_plan, second_plan


def test_a_backup_is_the_store(store: Store, tmp_path: Path) -> None:
    store.writer().replace(*first_plan(), loaded_at=NOW)
    store.writer().replace(*second_plan(), loaded_at=NOW)
    made = backups.backup(store, tmp_path / "copy.sqlite3")
    assert (made.plans, made.decisions) == (2, 0)
    assert check(made.file)
    with SqliteStore(made.file, create=False) as copy:
        assert everything(copy.view()) == everything(store.view())
    assert not list(tmp_path.glob(".respgraph-*"))
    with pytest.raises(BadRequestError, match="there already"):
        backups.backup(store, made.file)


def test_a_folder_is_given_a_file_named_by_the_time(tmp_path: Path) -> None:
    with SqliteStore(None) as store:
        assert backups.backup(store, tmp_path).file.name.startswith("respgraph-20")


def test_a_file_is_restored_and_what_was_there_kept(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with SqliteStore(path) as store:
        store.writer().replace(*first_plan(), loaded_at=NOW)
        made = backups.backup(store, tmp_path / "copy.sqlite3")
        store.writer().replace(*second_plan(), loaded_at=NOW)
        with pytest.raises(StoreError, match="somebody has the store open"):
            backups.restore(made.file, store.url)
    done = backups.restore(made.file, f"sqlite:///{path}")
    assert done.plans == 1
    assert done.before is not None
    for file, plans in ((path, 1), (done.before, 2)):
        with SqliteStore(file, create=False) as store:
            assert len(store.view().load_records()) == plans
            assert whats_wrong(store) == ""


def test_what_is_being_restored_is_its_owners_from_the_first_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SqliteStore(tmp_path / "store.db") as store:
        made = backups.backup(store, tmp_path / "copy.sqlite3")
    modes = []

    def copied(source: Path, target: Path) -> None:
        shutil.copyfile(source, target)
        modes.append(target.stat().st_mode & 0o777)

    monkeypatch.setattr("graph.backups.backup.shutil", SimpleNamespace(copyfile=copied))
    backups.restore(made.file, f"sqlite:///{tmp_path / 'store.db'}")
    assert [*modes, (tmp_path / "store.db").stat().st_mode & 0o777] == [0o600, 0o600]


def test_a_changed_backup_is_refused(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "store.db") as store:
        made = backups.backup(store, tmp_path / "copy.sqlite3")
    made.file.write_bytes(made.file.read_bytes().replace(b"RSPG-STAMP", b"RSPG-STAMQ"))
    with pytest.raises(StoreError, match="its checksum is another"):
        backups.restore(made.file, f"sqlite:///{tmp_path / 'store.db'}")
    with pytest.raises(StoreError, match="no such file"):
        check(tmp_path / "none.sqlite3")


@pytest.mark.parametrize(
    "planted",
    [
        "CREATE TRIGGER planted AFTER INSERT ON audit BEGIN INSERT OR REPLACE INTO person VALUES ('account', 'evil', '{}'); END",
        "DROP TRIGGER audit_kept",
        "DROP TRIGGER audit_unchanged; CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit BEGIN SELECT 1; END",
    ],
)
def test_a_backup_that_would_act_once_it_is_our_store_is_refused(store: Store, tmp_path: Path, planted: str) -> None:
    """Such a file, with a checksum of its own, was whole: what was restored from it made an admin of whoever had written it."""
    store.writer().replace(*first_plan(), loaded_at=NOW)
    with open_store("sqlite://") as other:
        made = backups.backup(other, tmp_path / "copy.sqlite3")
    with closing(sqlite3.connect(made.file)) as connection:
        connection.executescript(planted)
    write_checksum(made.file)
    before = everything(store.view())
    address = store.url if not store.url.startswith("sqlite") else f"sqlite:///{tmp_path / 'mine.db'}"
    with pytest.raises(StoreError, match=r"its trigger .* is not the store's own"):
        backups.restore(made.file, address)
    with SqliteStore(made.file, create=False) as opened:
        assert "trigger" in whats_wrong(opened)
    assert everything(store.view()) == before


def test_a_damaged_store_gives_way_to_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with SqliteStore(path) as store:
        store.writer().replace(*first_plan(), loaded_at=NOW)
        made = backups.backup(store, tmp_path / "copy.sqlite3")
    path.write_bytes(b"no store at all" * 1000)
    assert backups.restore(made.file, f"sqlite:///{path}").plans == 1
    with SqliteStore(path, create=False) as store:
        assert [record.plan for record in store.view().load_records()] == [FIRST]


def test_a_backup_beside_a_writer_is_of_one_moment(tmp_path: Path) -> None:
    over = threading.Event()
    with SqliteStore(tmp_path / "store.db") as store:
        store.writer().replace(*first_plan(), loaded_at=NOW)

        def write() -> None:
            while not over.is_set():
                store.writer().replace(*second_plan(), loaded_at=NOW)
                store.writer().remove(second_plan()[0].plan)

        writer = threading.Thread(target=write)
        writer.start()
        try:
            for number in range(5):
                made = backups.backup(store, tmp_path / f"{number}.sqlite3")
                assert made.plans in (1, 2)  # whole: a backup that is not is refused by itself
        finally:
            over.set()
            writer.join()


def test_neo4j_is_restored_from_a_backup_of_a_file(neo4j_address: Address, tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "store.db") as store:
        store.writer().replace(*first_plan(), loaded_at=NOW)
        made = backups.backup(store, tmp_path / "copy.sqlite3")
        wanted = everything(store.view())
    with emptied(neo4j_address) as server:
        server.writer().replace(*second_plan(), loaded_at=NOW)
        at = neo4j_address
        done = backups.restore(made.file, at.uri, user=at.user, password=at.password)
        assert everything(server.view()) == wanted
        assert whats_wrong(server) == ""
    assert done.before is not None
    with SqliteStore(done.before, create=False) as before:
        assert [record.plan for record in before.view().load_records()] == [second_plan()[0].plan]
    done.before.unlink()


def test_a_neo4j_that_was_restored_in_part_is_shown_to_nobody_until_it_is_whole(
    neo4j_address: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SqliteStore(tmp_path / "store.db") as store:
        store.writer().replace(*first_plan(), loaded_at=NOW)
        store.writer().replace(*second_plan(), loaded_at=NOW)
        made = backups.backup(store, tmp_path / "copy.sqlite3")
        wanted = everything(store.view())
    at = neo4j_address

    def dies(source: Store, target: Store) -> None:
        del source
        target.writer().replace(*first_plan(), loaded_at=NOW)
        raise KeyboardInterrupt

    with emptied(neo4j_address) as server, monkeypatch.context() as patched:
        patched.setattr(backups, "copy_store", dies)
        with pytest.raises(KeyboardInterrupt):
            backups.restore(made.file, at.uri, user=at.user, password=at.password)
        again = "respgraph restore copy.sqlite3"
        with open_store(at.uri, user=at.user, password=at.password) as later:
            for half in (server, later):
                with pytest.raises(StoreUnavailableError, match=again):
                    half.view().status()
                with pytest.raises(StoreUnavailableError, match=again):
                    half.writer().remove(first_plan()[0].plan)
                with pytest.raises(StoreUnavailableError, match=again):
                    whats_wrong(half)
                with pytest.raises(StoreUnavailableError, match=again), half.snapshot() as view:
                    view.status()
            with TestClient(create_app(later, Settings())) as client:
                told = client.get("/api/health")
                assert (told.status_code, again in told.text) == (503, True)
        patched.undo()
        assert backups.restore(made.file, at.uri, user=at.user, password=at.password).before is None
        assert everything(server.view()) == wanted
        assert whats_wrong(server) == ""


def test_what_a_death_left_is_swept_and_what_is_being_made_is_not(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "store.db") as store:
        store.writer().replace(*first_plan(), loaded_at=NOW)
        left = [tmp_path / name for name in (".respgraph-0", ".respgraph-0-wal", ".respgraph-0.lock")]
        left.append(tmp_path / ".restoring-1.sqlite3")  # of a version of before there were locks
        for each in left:
            each.touch()
        os.utime(left[-1], (0, 0))
        with draft(tmp_path) as going:
            going.touch()
            backups.backup(store, tmp_path / "copy.sqlite3")
            assert going.exists()
            assert not any(each.exists() for each in left)
    backups.restore(tmp_path / "copy.sqlite3", f"sqlite:///{tmp_path / 'store.db'}")
    assert not list(tmp_path.glob(".*"))
