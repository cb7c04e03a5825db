"""A copy put over a store: the log of what was there before is never replayed over it, and a death still heals."""

import shutil
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from graph.access.entries import Entry
from graph.access.people import ITSELF
from graph.errors import StoreError, StoreUnavailableError
from graph.stores.sqlite.files import served_file
from graph.stores.sqlite.store import SqliteStore
from tests.stores import FIRST, NOW, first_plan

DIES = """
import os, sys
from pathlib import Path
from graph.stores.sqlite.store import SqliteStore
from tests.stores import NOW, second_plan
SqliteStore(Path(sys.argv[1])).writer().replace(*second_plan(), loaded_at=NOW)
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """A store whose second plan stands only in its log, beside a copy of it that was made before: `copy.db`."""
    path = tmp_path / "store.db"
    with SqliteStore(path) as store:
        store.writer().replace(*first_plan(), loaded_at=NOW)
    shutil.copy(path, tmp_path / "copy.db")
    subprocess.run([sys.executable, "-c", DIES, str(path)], check=False)  # noqa: S603 - ours
    assert (tmp_path / "store.db-wal").stat().st_size
    return path


def _plans(path: Path) -> list[str]:
    with SqliteStore(path, create=False) as store:
        assert store.damage() == ""
        return [record.plan for record in store.view().load_records()]


def test_a_death_heals(killed: Path) -> None:
    assert len(_plans(killed)) == 2
    assert not killed.with_name("store.db-wal").exists()


def test_a_folder_that_was_copied_whole_heals(killed: Path) -> None:
    there = killed.with_name("there")
    there.mkdir()
    for end in ("", "-wal", "-shm"):
        shutil.copy2(f"{killed}{end}", there)
    assert len(_plans(there / "store.db")) == 2


@pytest.mark.parametrize("put", [shutil.copy, shutil.copy2, shutil.move])
def test_a_copy_put_over_the_store_is_not_mixed_with_its_log(killed: Path, tmp_path: Path, put: object) -> None:
    before = (tmp_path / "copy.db").read_bytes()
    assert callable(put)
    put(tmp_path / "copy.db", killed)
    with pytest.raises(StoreError, match="belongs to another state of it"):
        SqliteStore(killed, create=False)
    assert killed.read_bytes() == before  # nothing has touched it
    for end in ("-wal", "-shm"):
        killed.with_name(f"store.db{end}").unlink()
    assert _plans(killed) == [FIRST]


def test_the_other_way_out_is_to_go_on(killed: Path, tmp_path: Path) -> None:
    shutil.copy(tmp_path / "copy.db", killed)
    killed.with_name("store.db-wal").touch()
    assert len(_plans(killed)) == 2


def test_a_copy_of_another_store_is_known_by_its_stamp(killed: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with SqliteStore(other) as store:
        store.writer().replace(*first_plan(), loaded_at=NOW)
    shutil.copy(other, killed)
    killed.with_name("store.db-wal").touch()
    with pytest.raises(StoreError, match="belongs to another state of it"):
        SqliteStore(killed, create=False)


@pytest.mark.parametrize("how", ["deleted", "replaced", "moved"])
def test_an_open_store_notices_that_its_file_is_gone(tmp_path: Path, how: str) -> None:
    path, other = tmp_path / "store.db", tmp_path / "other.db"
    with SqliteStore(other) as store:
        store.writer().replace(*first_plan(), loaded_at=NOW)
    with SqliteStore(path) as store:
        if how == "replaced":
            other.replace(path)
        elif how == "moved":
            path.rename(tmp_path / "away.db")
        else:
            path.unlink()
        with pytest.raises(StoreUnavailableError, match="replaced or deleted"):
            store.view().load_records()
        with pytest.raises(StoreUnavailableError, match="replaced or deleted"):
            store.writer().replace(*first_plan(), loaded_at=NOW)


def test_an_open_store_notices_what_is_copied_into_its_file(tmp_path: Path) -> None:
    path, other = tmp_path / "store.db", tmp_path / "other.db"
    SqliteStore(other).close()
    with SqliteStore(path) as store:
        shutil.copyfile(other, path)
        with pytest.raises(StoreUnavailableError, match="replaced or deleted"):
            store.writer().replace(*first_plan(), loaded_at=NOW)


def test_the_log_is_folded_in_at_the_end_though_others_have_the_store_open(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with SqliteStore(path) as other:
        with SqliteStore(path) as store:
            store.writer().replace(*first_plan(), loaded_at=NOW)
        assert path.with_name("store.db-wal").stat().st_size == 0
        assert [record.plan for record in other.view().load_records()] == [FIRST]


def test_a_new_store_is_its_owners(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "store.db").close()
    assert (tmp_path / "store.db").stat().st_mode & 0o077 == 0


def test_the_log_stays_short_while_others_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers follow each other without a gap, and one stays on an old state; the log begins anew when that one is gone."""
    monkeypatch.setattr(served_file, "MOST_LOG", 1_000_000)
    monkeypatch.setattr(served_file, "fold", partial(served_file.fold, wait_ms=100))
    path, done = tmp_path / "store.db", threading.Event()
    log = path.with_name("store.db-wal")

    def read(store: SqliteStore) -> int:
        asked = 0
        while not done.is_set():
            with store.snapshot() as view:
                asked += len(view.load_records())
                time.sleep(0.002)
        return asked

    def write(store: SqliteStore, at_least: int) -> list[int]:
        """Sizes of the log after each of the writes that would make one so long."""
        sizes, written = [], 0
        while written < at_least:
            before = log.stat().st_size if log.exists() else 0
            store.change_register(lambda register: register.write(ITSELF, *[Entry("load", "x" * 4000)] * 50))
            sizes.append(log.stat().st_size)
            written += max(sizes[-1] - before, 200_000)
        return sizes

    with SqliteStore(path) as store, ThreadPoolExecutor(3) as pool:
        store.writer().replace(*first_plan(), loaded_at=NOW)
        readers = [pool.submit(read, store) for _ in range(3)]
        assert max(write(store, 6_000_000)) < 3_000_000
        with SqliteStore(path) as other, other.snapshot() as old:
            records = old.load_records()
            assert max(write(store, 3_000_000)) > 2_500_000, "what somebody reads can't go"
            assert old.load_records() == records
        assert write(store, 1)[-1] < 1_000_000
        done.set()
        assert all(reader.result() for reader in readers)
