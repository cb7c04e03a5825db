"""The tables of the SQLite store, and opening a file that holds them or refusing it with one clear line."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from graph.errors import StoreError, StoreUnavailableError
from graph.schema import SCHEMA_VERSION
from graph.stores.damage import HINT, damaged
from graph.stores.sqlite.files import state_stamp
from graph.stores.sqlite.files.served_file import LOG_KEPT
from graph.stores.sqlite.index import search_table
from graph.stores.sqlite.rows import decisions, editions, register, tallies, waiting
from graph.stores.sqlite.views import keep_views
from graph.stores.upgrading import OLDEST

APPLICATION_ID = 0x52535047
"""`RSPG`: tells our files from other programs' databases."""

BUSY_MS = 5000
"""How long a statement waits for another process's write before it gives up."""

READER_KB, WRITER_KB = 8_000, 64_000
"""What a connection may hold of the file: forty threads read at once, one writes."""

PIECE = 4096
"""Code points in one stored piece of a document's text: a quote is cut out of the piece or two that hold it."""

_TABLES = """
CREATE TABLE plan (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL, date TEXT NOT NULL, edition TEXT NOT NULL, loaded_at TEXT NOT NULL,
  ruleset TEXT NOT NULL, figures TEXT NOT NULL, problems TEXT NOT NULL, fingerprint TEXT NOT NULL, reading BLOB NOT NULL
);
CREATE INDEX plan_document ON plan (document);
CREATE TABLE node (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, plan TEXT NOT NULL, sort TEXT NOT NULL,
  start INTEGER NOT NULL, flag INTEGER NOT NULL, names TEXT NOT NULL, due TEXT NOT NULL DEFAULT '',
  properties TEXT NOT NULL
);
CREATE INDEX node_due ON node (due) WHERE due <> '';
CREATE INDEX node_order ON node (kind, sort, start, id);
CREATE INDEX node_plan ON node (plan) WHERE plan <> '';
CREATE TABLE edge (
  key INTEGER PRIMARY KEY, mark TEXT NOT NULL, kind TEXT NOT NULL, source INTEGER NOT NULL, target INTEGER NOT NULL,
  owner INTEGER NOT NULL, place INTEGER NOT NULL, formal INTEGER NOT NULL, ground INTEGER NOT NULL, party INTEGER NOT NULL,
  length INTEGER NOT NULL, content TEXT
);
CREATE UNIQUE INDEX edge_shared ON edge (mark) WHERE owner = 0;
CREATE INDEX edge_source ON edge (source, kind);
CREATE INDEX edge_target ON edge (target, kind);
CREATE TABLE edge_run (owner INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE TABLE ground (
  owner INTEGER NOT NULL, number INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY (owner, number)
) WITHOUT ROWID;
CREATE TABLE variant (
  key INTEGER PRIMARY KEY, item TEXT NOT NULL, digest BLOB NOT NULL, content TEXT NOT NULL, UNIQUE (item, digest)
);
CREATE TABLE contribution (
  variant INTEGER NOT NULL, date TEXT NOT NULL, owner INTEGER NOT NULL, PRIMARY KEY (variant, date, owner)
) WITHOUT ROWID;
CREATE INDEX contribution_owner ON contribution (owner);
CREATE TABLE mention (department INTEGER NOT NULL, plan INTEGER NOT NULL, PRIMARY KEY (department, plan)) WITHOUT ROWID;
CREATE INDEX mention_plan ON mention (plan);
CREATE TABLE node_name (name TEXT NOT NULL, node INTEGER NOT NULL, PRIMARY KEY (name, node)) WITHOUT ROWID;
CREATE INDEX node_name_node ON node_name (node);
CREATE TABLE document (id TEXT PRIMARY KEY, length INTEGER NOT NULL, origins BLOB NOT NULL);
CREATE TABLE document_text (
  document TEXT NOT NULL, piece INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (document, piece)
) WITHOUT ROWID;
CREATE TABLE decision (
  id TEXT PRIMARY KEY, at TEXT NOT NULL, undone INTEGER NOT NULL, kind TEXT NOT NULL, content TEXT NOT NULL,
  subject TEXT NOT NULL DEFAULT '', plan TEXT NOT NULL DEFAULT ''
);
"""


def connect(path: Path | None, *, create: bool) -> sqlite3.Connection:
    """A connection that any thread may use (one at a time), its tables made or checked; None is a store in memory."""
    where = str(path) if path else "memory"
    with clear_errors(where):
        uri = _uri(path, create=create) if path else ":memory:"
        if path and create and not path.exists():
            _make_ours_alone(path)
        connection = sqlite3.connect(
            uri,
            uri=path is not None,
            timeout=BUSY_MS / 1000,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            _prepare(connection, where, create=create)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def clear_errors(where: str) -> Iterator[None]:
    """Turn SQLite's errors into StoreErrors that say what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explained(error, where) from error
    except UnicodeDecodeError as error:  # SQLite's own message quotes what it can't read
        raise damaged("its tables can't be read", where) from error


def _uri(path: Path, *, create: bool) -> str:
    if not path.parent.is_dir():
        raise StoreError("its folder does not exist", where=str(path), hint=f"make it first: mkdir -p {path.parent}")
    if path.is_dir():
        raise StoreError("it is a folder, not a store", where=str(path), hint="name a file in it")
    if not create and not path.exists():
        raise StoreError("there is no store", where=str(path), hint="load a plan to make one")
    return f"{path.absolute().as_uri()}?{_mode(path, create=create)}"


def _make_ours_alone(path: Path) -> None:
    """An empty file that only its owner may read; SQLite gives the files beside it the same permissions."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError:  # SQLite says in its own words what is in the way
        return


def _mode(path: Path, *, create: bool) -> str:
    """How SQLite is to open the file: a file that we may not write is read, on a shelf where nobody writes as it lies."""
    if not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return "mode=rwc" if create else "mode=rw"
    log = path.with_name(path.name + "-wal")
    return "mode=ro" if log.exists() or os.access(path.parent, os.W_OK) else "mode=ro&immutable=1"


def is_immutable(path: Path) -> bool:
    """Whether the file lies on a shelf where nobody writes, so that SQLite may not even make the files beside it."""
    return "immutable" in _mode(path, create=False)


def version_of(connection: sqlite3.Connection) -> int:
    """The schema of an open store."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _prepare(connection: sqlite3.Connection, where: str, *, create: bool) -> None:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    if _is_fresh(connection, where):
        if not create:
            raise StoreError("it is an empty file, not a store", where=where, hint="load a plan to make one")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        if _is_fresh(connection, where):  # nobody else made it while we waited
            _make_tables(connection)
        connection.execute("COMMIT")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA wal_autocheckpoint = 8000")  # pages, 32 MB: a long load checkpoints less often
    connection.execute(f"PRAGMA journal_size_limit = {LOG_KEPT}")
    connection.execute(f"PRAGMA cache_size = -{READER_KB}")
    connection.execute("PRAGMA temp_store = MEMORY")


def _is_fresh(connection: sqlite3.Connection, where: str) -> bool:
    """Whether the file holds nothing yet; raises StoreError for a file that is not ours or of another version."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        with closing(connection.execute("SELECT count(*) FROM sqlite_master")) as cursor:
            if application == version == 0 and cursor.fetchone() == (0,):
                return True
        raise StoreError("the database belongs to another program", where=where, hint="name another file")
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"the store has schema {version}, this respgraph reads {SCHEMA_VERSION}",
            where=where,
            hint="install the newer respgraph that wrote it",
        )
    if version < OLDEST:
        raise StoreError(
            f"the store has the older schema {version}, this respgraph reads {SCHEMA_VERSION}",
            where=where,
            hint="copy it to a new store with the respgraph that wrote it, or load the plans again",
        )
    return False


def statements() -> list[str]:
    """What makes all tables and indexes."""
    made = (
        *_TABLES.split(";"),
        *decisions.INDEXES.split(";"),
        *editions.TABLES.split(";"),
        tallies.TABLES,
        state_stamp.TABLE,
        waiting.TABLES,
        search_table(),
    )
    return [statement.strip() for statement in (*made, *register.TABLES) if statement.strip()]


def table_names() -> list[str]:
    """Of all tables, also the one of the search."""
    made = (re.match(r"CREATE (?:VIRTUAL )?TABLE (\w+)", statement) for statement in statements())
    return [match[1] for match in made if match]


def _make_tables(connection: sqlite3.Connection) -> None:
    for statement in statements():
        connection.execute(statement)
    state_stamp.mint(connection)
    keep_views(connection, PIECE)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _explained(error: sqlite3.Error, where: str) -> StoreError:
    """By SQLite's own code for the error; what a statement of ours can't find or decode is damage."""
    said = str(error)
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreUnavailableError(
            "another process is writing to the store", where=where, hint="try again when it is done"
        )
    if code == sqlite3.SQLITE_CORRUPT or (
        isinstance(error, sqlite3.OperationalError) and any(words in said for words in _LOST)
    ):
        return damaged(said.partition(" with text")[0], where)
    what, hint = _TOLD.get(code, (f"the store failed: {said}", "check the file, or restore a copy of it"))
    return StoreError(what, where=where, hint=hint)


_LOST = ("no such table", "no such column", "decode to UTF-8", "vtable constructor failed", "malformed")
_PERMISSIONS = "check the permissions of the file and of its folder"
_TOLD = {
    sqlite3.SQLITE_READONLY: ("the store can't be written", _PERMISSIONS),
    sqlite3.SQLITE_CANTOPEN: ("the store can't be opened", _PERMISSIONS),
    sqlite3.SQLITE_PERM: ("the store can't be opened", _PERMISSIONS),
    sqlite3.SQLITE_NOTADB: ("the file is not a store, or its beginning is damaged", "name another file, or " + HINT),
    sqlite3.SQLITE_FULL: ("the disk is full", "make room and try again"),
    sqlite3.SQLITE_IOERR: (
        "the disk fails, or a limit of its is reached",
        "check the disk and its room, then try again",
    ),
    sqlite3.SQLITE_TOOBIG: ("a value is too large for the store", "give less of it at a time"),
}
