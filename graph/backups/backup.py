"""backup and restore: the whole of a store as one file with its checksum, and a store as such a file has it.

A backup is a SQLite store whatever store it was made of, so that either kind can be restored from it, asked in SQL, and
opened by the explorer as it lies.
"""

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, runtime_checkable

from platformdirs import user_data_path

from graph.access.entries import Entry
from graph.access.people import ITSELF, Actor
from graph.access.register import Register
from graph.backups.checksums import check, checksum, write_checksum
from graph.backups.drafts import draft
from graph.backups.registers import Held, held, held_by_file, restored, stays, take_over
from graph.backups.verify import whats_wrong
from graph.errors import BadRequestError, StoreError
from graph.exchange import copy as copy_store
from graph.store import Status, Store
from graph.stores.opening import open_store, path_of
from graph.stores.sqlite.files.copies import close_off, copy_online, put_in_place
from graph.stores.sqlite.store import SqliteStore

TO_RESTORE = "restore another copy of the store"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as it lies: its file, the SHA-256 of it, how many plans and decisions it holds, and whether the audit tells of it."""

    file: Path
    sha256: str
    plans: int
    decisions: int
    told: bool = True


def backup(store: Store, target: Path, actor: Actor = ITSELF) -> Backup:
    """The whole of `store` at one moment in the file `target`, or in a file of the folder `target` that is named by the time.

    Others may read and write meanwhile (those who write to Neo4j wait). The audit tells of it, where the store can be written:
    a store on a disk that is full has to be saved all the same. BadRequestError where the file is there already.
    """
    file = target / f"respgraph-{_moment()}.sqlite3" if target.is_dir() else target
    if file.exists():
        raise BadRequestError("the file is there already", where=str(file), hint="name a new one, or a folder")
    if not file.parent.is_dir():
        raise BadRequestError(
            "its folder does not exist", where=str(file), hint=f"make it first: mkdir -p {file.parent}"
        )
    try:
        with draft(file.parent) as made:
            _make(store, made)
            with SqliteStore(made, create=False) as copy:
                if what := whats_wrong(copy):
                    raise StoreError(f"the copy is not whole: {what}", where=store.url, hint=TO_RESTORE)
                status = copy.view().status()
                plans = plans_in(status)
            taken = {"sha256": checksum(made), "plans": plans, "decisions": status.decisions}
            told = _is_told(store, Entry("backup", file.name, after=taken), actor)
            made.rename(file)
    except OSError as error:
        raise BadRequestError(f"can't be written: {error.strerror}", where=str(file)) from error
    return Backup(file, write_checksum(file), plans, status.decisions, told)


def _make(store: Store, made: Path) -> None:
    """One state of `store` in the new file `made`, accounts and audit as well."""
    if path := path_of(store.url):
        copy_online(path, made)
        return
    with SqliteStore(made) as copy:
        copy_store(store, copy)
        kept = store.read_register(held)
        copy.change_register(lambda register: take_over(register, kept))


def plans_in(status: Status) -> int:
    """How many plans were loaded; each rests on one document, so that none has to be read."""
    return status.edges["READ_FROM"]


def _is_told(store: Store, entry: Entry, actor: Actor) -> bool:
    try:
        store.change_register(lambda register: register.write(actor, entry))
    except StoreError:
        return False
    return True


@runtime_checkable
class Emptied(Protocol):
    """A store on a server, whose database stays while what it holds is exchanged."""

    def unfinished(self) -> str:
        """The backup whose restoring did not end; empty where there is none."""
        ...

    def refilled(self, file: str) -> AbstractContextManager[None]:
        """Take out all that was loaded and decided; nobody else asks the store until the block has ended well."""
        ...


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and where what was there before lies; None where there was nothing."""

    plans: int
    decisions: int
    before: Path | None


def restore(file: Path, url: str, *, user: str = "", password: str = "", actor: Actor = ITSELF) -> Restored:
    """Make the store at `url` what the backup `file` is; everything else in it goes, and is kept in a file of its own.

    Accounts and the audit stay (graph/backups/registers), and the audit says what was restored.
    A backup of an older schema is brought to ours. StoreError for a backup that is not whole, and where somebody has the
    store's file open. A file is put in place at once; a Neo4j database is emptied first, and filled plan by plan: until that has ended, whoever asks
    it is told so, and told to restore again where it never does.
    """
    check(file)
    path = path_of(url)
    folder = path.parent if path else user_data_path("respgraph", ensure_exists=True)
    if not folder.is_dir():
        raise BadRequestError("its folder does not exist", where=str(path), hint=f"make it first: mkdir -p {folder}")
    try:
        with draft(folder) as made:
            made.touch(0o600)  # nobody else reads it while it grows, either
            shutil.copyfile(file, made)
            with SqliteStore(made, create=False) as copy:  # an older schema is brought to ours here
                if what := whats_wrong(copy):
                    raise StoreError(f"the backup is not whole: {what}", where=str(file), hint=TO_RESTORE)
                status = copy.view().status()
                plans, decisions = plans_in(status), status.decisions
                sha256, backup_holds = checksum(file), copy.read_register(held)

                def tell(register: Register, before: Held) -> None:
                    entry = restored(file.name, sha256, before, backup_holds, plans=plans, decisions=decisions)
                    stays(register, before, backup_holds, entry, actor)

                if path:
                    if path.exists():
                        close_off(path)
                    stood = held_by_file(path)
                    copy.change_register(lambda register: tell(register, stood))
                    before = None
                else:
                    before = _to_server(copy, url, user, password, folder, file.name, tell)
            if path:
                aside = path.with_name(f"{path.name}.before-{_moment()}")
                before = aside if path.exists() else None
                put_in_place(made, path, aside)
    except OSError as error:
        raise BadRequestError(f"can't be restored: {error.strerror}", where=str(error.filename or file)) from error
    return Restored(plans, decisions, before)


def _to_server(  # noqa: PLR0917 - a server takes two words more than a file
    copy: Store, url: str, user: str, password: str, folder: Path, name: str, tell: Callable[[Register, Held], None]
) -> Path | None:
    with open_store(url, user=user, password=password) as target:
        if not isinstance(target, Emptied):
            raise BadRequestError("a store in memory can't be restored", hint="name a file or a server")
        before = None
        if not target.unfinished():  # else what there was lies in a file already, from the time that did not end
            status = target.view().status()
            if plans_in(status) or status.decisions:
                before = backup(target, folder / f"neo4j-before-{_moment()}.sqlite3").file
        target.change_register(lambda register: tell(register, held(register)))  # before the first step of many
        with target.refilled(name):
            copy_store(copy, target)
    return before


def _moment() -> str:
    return datetime.now(tz=UTC).strftime("%Y%m%d-%H%M%S.%fZ")[:-4] + "Z"
