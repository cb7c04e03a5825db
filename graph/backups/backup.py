"""backup and restore: the whole of a store as one file with its checksum, and a store as such a file has it.

A backup is a SQLite store whatever store it was made of, so that either kind can be restored from it, asked in SQL, and
opened by the explorer as it lies.
"""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, runtime_checkable
from uuid import uuid4

from platformdirs import user_data_path

from graph.backups.checksums import check, write_checksum
from graph.backups.verify import whats_wrong
from graph.errors import BadRequestError, StoreError
from graph.exchange import copy as copy_store
from graph.store import Store
from graph.stores.opening import open_store, path_of
from graph.stores.sqlite.files.copies import copy_online, put_in_place
from graph.stores.sqlite.store import SqliteStore

TO_RESTORE = "restore another copy of the store"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as it lies: its file, the SHA-256 of it, and how many plans and decisions it holds."""

    file: Path
    sha256: str
    plans: int
    decisions: int


def backup(store: Store, target: Path) -> Backup:
    """The whole of `store` at one moment in the file `target`, or in a file of the folder `target` that is named by the time.

    Others may read and write meanwhile (those who write to Neo4j wait). BadRequestError where the file is there already.
    """
    file = target / f"respgraph-{_moment()}.sqlite3" if target.is_dir() else target
    if file.exists():
        raise BadRequestError("the file is there already", where=str(file), hint="name a new one, or a folder")
    if not file.parent.is_dir():
        raise BadRequestError(
            "its folder does not exist", where=str(file), hint=f"make it first: mkdir -p {file.parent}"
        )
    draft = file.with_name(f".{file.name}.{uuid4().hex[:8]}")
    try:
        if path := path_of(store.url):
            copy_online(path, draft)
        else:
            with SqliteStore(draft) as copy:
                copy_store(store, copy)
        with SqliteStore(draft, create=False) as copy:
            if what := whats_wrong(copy):
                raise StoreError(f"the copy is not whole: {what}", where=store.url, hint=TO_RESTORE)
            status = copy.view().status()
            plans = len(copy.view().load_records())
        draft.rename(file)
    except OSError as error:
        raise BadRequestError(f"can't be written: {error.strerror}", where=str(file)) from error
    finally:
        for each in file.parent.glob(f"{draft.name}*"):
            each.unlink(missing_ok=True)
    return Backup(file, write_checksum(file), plans, status.decisions)


@runtime_checkable
class Emptied(Protocol):
    """A store on a server, whose database stays while what it holds is exchanged."""

    def empty(self) -> None:
        """Take out all that was loaded and decided."""
        ...


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and where what was there before lies; None where there was nothing."""

    plans: int
    decisions: int
    before: Path | None


def restore(file: Path, url: str, *, user: str = "", password: str = "") -> Restored:
    """Make the store at `url` what the backup `file` is; everything else in it goes, and is kept in a file of its own.

    A backup of an older schema is brought to ours. StoreError for a backup that is not whole, and where somebody has the
    store's file open. A file is put in place at once; a Neo4j database is emptied first, and filled plan by plan.
    """
    check(file)
    path = path_of(url)
    folder = path.parent if path else user_data_path("respgraph", ensure_exists=True)
    if not folder.is_dir():
        raise BadRequestError("its folder does not exist", where=str(path), hint=f"make it first: mkdir -p {folder}")
    draft = folder / f".restoring-{uuid4().hex[:8]}.sqlite3"
    try:
        shutil.copyfile(file, draft)
        draft.chmod(0o600)
        with SqliteStore(draft, create=False) as copy:  # an older schema is brought to ours here
            if what := whats_wrong(copy):
                raise StoreError(f"the backup is not whole: {what}", where=str(file), hint=TO_RESTORE)
            plans, decisions = len(copy.view().load_records()), copy.view().status().decisions
            before = None if path else _to_server(copy, url, user, password, folder)
        if path:
            aside = path.with_name(f"{path.name}.before-{_moment()}")
            before = aside if path.exists() else None
            put_in_place(draft, path, aside)
    except OSError as error:
        raise BadRequestError(f"can't be restored: {error.strerror}", where=str(error.filename or file)) from error
    finally:
        for each in folder.glob(f"{draft.name}*"):
            each.unlink(missing_ok=True)
    return Restored(plans, decisions, before)


def _to_server(copy: Store, url: str, user: str, password: str, folder: Path) -> Path | None:
    with open_store(url, user=user, password=password) as target:
        held = bool(target.view().load_records()) or target.view().status().decisions
        before = backup(target, folder / f"neo4j-before-{_moment()}.sqlite3").file if held else None
        if not isinstance(target, Emptied):
            raise BadRequestError("a store in memory can't be restored", hint="name a file or a server")
        target.empty()
        copy_store(copy, target)
    return before


def _moment() -> str:
    return datetime.now(tz=UTC).strftime("%Y%m%d-%H%M%S.%fZ")[:-4] + "Z"
