"""Whole files of a SQLite store: a copy made while others write, and a copy put in the store's place."""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from graph.errors import StoreError
from graph.stores.sqlite.files.state_stamp import mint
from graph.stores.sqlite.tables import clear_errors, connect

PAGES_AT_A_TIME = 2000
"""Pages that are copied before others may write again."""

BESIDE = ("-wal", "-shm")
"""What SQLite keeps beside a file."""


def copy_online(path: Path, target: Path) -> None:
    """One state of the store at `path`, in a file of its own that is not there yet; nobody waits for it long."""
    with clear_errors(str(path)):
        source = connect(path, create=False)
        with closing(source), closing(sqlite3.connect(target, isolation_level=None)) as copy:
            target.chmod(0o600)
            source.execute("BEGIN")  # what is written meanwhile does not begin the copy anew
            source.execute("SELECT count(*) FROM plan").fetchone()
            source.backup(copy, pages=PAGES_AT_A_TIME)
            source.execute("COMMIT")
            own_file(copy)
    _settle(target)


def own_file(connection: sqlite3.Connection) -> None:
    """Make a copy a store of its own, in one file with nothing beside it."""
    mint(connection)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    connection.execute("PRAGMA journal_mode = DELETE").fetchone()


def put_in_place(copy: Path, path: Path, aside: Path) -> None:
    """Let the file `copy`, which lies in the folder of the store, be the store at `path`; what was there stays at `aside`.

    A death in the middle leaves the old store or the new one. StoreError where somebody has the old one open.
    """
    with clear_errors(str(copy)), closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        own_file(connection)
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
    for end in BESIDE:
        copy.with_name(copy.name + end).unlink(missing_ok=True)
    _settle(copy)
    if path.exists():
        close_off(path)
        for end in ("", *BESIDE):
            beside = path.with_name(path.name + end)
            if beside.exists():
                _keep(beside, aside.with_name(aside.name + end))
    copy.replace(path)
    for end in BESIDE:
        path.with_name(path.name + end).unlink(missing_ok=True)
    with suppress(OSError):  # not every system opens folders
        _settle(path.parent)


def close_off(path: Path) -> None:
    """Fold the log in, which only one who is alone may do; StoreError where somebody has the store open. A file that is damaged is nobody's to fold."""
    try:
        with closing(sqlite3.connect(path, timeout=1, isolation_level=None)) as connection:
            connection.execute("PRAGMA busy_timeout = 1000")
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StoreError(
                "somebody has the store open", where=str(path), hint="stop `respgraph serve` and whatever loads first"
            ) from error


def _keep(file: Path, aside: Path) -> None:
    try:
        os.link(file, aside)
    except OSError:  # a file system without links
        shutil.copy2(file, aside)


def _settle(path: Path) -> None:
    """Have the disk keep what was written."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
