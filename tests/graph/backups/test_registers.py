"""Restoring a backup never makes the audit shorter, and brings nobody back whose account was taken away."""

from pathlib import Path
from typing import Any

import pytest

from graph.access.entries import Entry
from graph.access.people import Account, Actor
from graph.acting.trail import verified
from graph.backups import backup as backups
from graph.errors import StoreError
from graph.store import Store
from graph.stores.opening import open_store
from graph.stores.sqlite.store import SqliteStore
from tests.stores import NOW, Address, emptied, first_plan, second_plan

ANNA = Actor("anna", "admin", (), "", "shell")


def keep(store: Store, name: str, kept: str = "hash") -> None:
    account = Account(name, "admin", (), kept, created_at=NOW)
    store.change_register(lambda register: register.put("account", name, account.content()))
    store.change_register(lambda register: register.write(ANNA, Entry("account-added", name)))


def names(store: Store) -> dict[str, str]:
    found = store.read_register(lambda register: register.every("account"))
    return {name: str(content["password"]) for name, content in found.items()}


def told(store: Store) -> list[tuple[str, str]]:
    return [(one.told()["who"], one.told()["action"]) for one in store.read_register(lambda r: r.chain(0, 1000))]


def entries_of(store: Store, action: str) -> list[dict[str, Any]]:
    every = [one.told() for one in store.read_register(lambda register: register.chain(0, 1000))]
    return [said for said in every if said["action"] == action]


def lived(store: Store, folder: Path) -> tuple[Path, int, str]:
    """A backup with anna and boris, then boris goes and anna takes another password; its file, and the end of the audit."""
    keep(store, "anna")
    keep(store, "boris")
    store.writer(ANNA).replace(*first_plan(), loaded_at=NOW)
    made = backups.backup(store, folder / "copy.sqlite3", ANNA)
    assert made.told
    assert told(store)[-1] == ("anna", "backup")
    store.change_register(lambda register: register.drop("account", "boris"))
    store.change_register(lambda register: register.write(ANNA, Entry("account-removed", "boris")))
    keep(store, "anna", "another")
    store.writer(ANNA).replace(*second_plan(), loaded_at=NOW)
    end = verified(store)
    return made.file, end.last, end.digest


def is_restored(store: Store, last: int, digest: str) -> None:
    """The audit goes on where it was, and the people are those of today."""
    found = verified(store, {last: digest})
    assert found.broken == ""
    (entry,) = [
        one.told()
        for one in store.read_register(lambda r: r.chain(0, 1000))
        if one.told()["action"] == "backup-restored"
    ]
    assert entry["number"] == last + 1
    assert entry["before"] == {"last": last, "digest": digest}
    assert (entry["who"], entry["subject"], entry["after"]["plans"]) == ("anna", "copy.sqlite3", 1)
    assert entry["after"]["audit"]["last"] < last
    assert names(store) == {"anna": "another"}
    assert [record.plan for record in store.view().load_records()] == [first_plan()[0].plan]


def test_a_file_keeps_its_people_and_its_audit(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with SqliteStore(path) as store:
        file, last, digest = lived(store, tmp_path)
    done = backups.restore(file, f"sqlite:///{path}", actor=ANNA)
    with SqliteStore(path, create=False) as store:
        is_restored(store, last, digest)
    again = backups.restore(file, f"sqlite:///{path}", actor=ANNA)
    assert done.before != again.before
    with SqliteStore(path, create=False) as store:
        assert [action for _, action in told(store)][-2:] == ["backup-restored", "backup-restored"]
        assert verified(store, {last: digest}).broken == ""


@pytest.mark.parametrize("there", [None, b"", b"no store at all" * 1000])
def test_where_nobody_is_both_come_from_the_backup(tmp_path: Path, there: bytes | None) -> None:
    with SqliteStore(tmp_path / "old.db") as store:
        file, *_ = lived(store, tmp_path)
    path = tmp_path / "new.db"
    if there is not None:
        path.write_bytes(there)
    backups.restore(file, f"sqlite:///{path}", actor=ANNA)
    with SqliteStore(path, create=False) as store:
        assert names(store) == {"anna": "hash", "boris": "hash"}
        assert verified(store).broken == ""
        *_, entry = store.read_register(lambda register: register.chain(0, 1000))
        assert entry.told()["action"] == "backup-restored"
        assert ("lost" in entry.told()["before"]) == bool(there)


def test_neo4j_does_as_a_file_does(neo4j_address: Address, tmp_path: Path) -> None:
    login = {"user": neo4j_address.user, "password": neo4j_address.password}
    with emptied(neo4j_address) as server:
        file, last, _ = lived(server, tmp_path)
        with SqliteStore(file, create=False) as copy:  # a backup of a server has its people and its audit too
            assert names(copy) == {"anna": "hash", "boris": "hash"}
            assert told(copy) == told(server)[: len(told(copy))]
            assert verified(copy).broken == ""
        done = backups.restore(file, neo4j_address.uri, **login, actor=ANNA)
        is_restored(server, last + 1, verified_at(server, last + 1))
    assert done.before is not None
    done.before.unlink()
    with emptied(neo4j_address) as server:
        done = backups.restore(file, neo4j_address.uri, **login, actor=ANNA)
        assert names(server) == {"anna": "hash", "boris": "hash"}
        assert verified(server).broken == ""
    assert done.before is None


def verified_at(store: Store, number: int) -> str:
    (one,) = store.read_register(lambda register: register.chain(number - 1, 1))
    return one.digest


def test_a_store_that_cannot_be_told_is_saved_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        store.writer().replace(*first_plan(), loaded_at=NOW)

        def full(_work: object) -> None:
            raise StoreError("the disk is full")

        monkeypatch.setattr(store, "change_register", full)
        made = backups.backup(store, tmp_path / "copy.sqlite3")
        assert (made.plans, made.told) == (1, False)
