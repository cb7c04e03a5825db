"""The file beside a store in which findings are kept for all processes that serve it; whoever loses it loses only time."""

import hashlib
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import platformdirs

from graph.data_files import digest_of, members_of
from graph.errors import StoreError
from graph.stores.compression import compressed, expanded
from graph.stores.opening import file_of
from loaders.ruleset import ruleset

T = TypeVar("T")

_LOG = logging.getLogger(__name__)

LEASE_S = 30.0
"""How long a claim holds: whoever works findings out is done within a second, or dead."""

_TABLES = """
CREATE TABLE IF NOT EXISTS finding (
  kind TEXT NOT NULL, plan TEXT NOT NULL, mark TEXT NOT NULL, until REAL NOT NULL, content BLOB, PRIMARY KEY (kind, plan)
) WITHOUT ROWID
"""


class FindingsFile:
    """A Keeper (graph/questions/bottlenecks/kept_findings.py) in a file; one that can't be used keeps nothing, and says so in the log."""

    def __init__(self, path: Path) -> None:
        """Of the findings of this program; those of another version are not seen, and go when they are in the way."""
        self._path = path
        self._turn = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._broken = False

    def known(self, kind: str, wanted: Mapping[str, str]) -> dict[str, bytes]:
        """See Keeper."""

        def read(connection: sqlite3.Connection) -> dict[str, bytes]:
            found = {}
            for plan, mark in wanted.items():
                row = connection.execute(
                    "SELECT content FROM finding WHERE kind = ? AND plan = ? AND mark = ?",
                    (kind, plan, self._marked(mark)),
                ).fetchone()
                if row and row[0] is not None:
                    found[plan] = expanded(row[0])
            return found

        return self._done(read, {})

    def claim(self, kind: str, wanted: Mapping[str, str]) -> set[str]:
        """See Keeper."""

        def take(connection: sqlite3.Connection) -> set[str]:
            now = time.time()
            mine = set()
            for plan, mark in wanted.items():
                marked = self._marked(mark)
                taken = connection.execute(
                    """INSERT INTO finding VALUES (?, ?, ?, ?, NULL) ON CONFLICT DO UPDATE
                      SET mark = excluded.mark, until = excluded.until, content = NULL
                      WHERE mark <> excluded.mark OR (content IS NULL AND until < ?)""",
                    (kind, plan, marked, now + LEASE_S, now),
                ).rowcount
                if taken:
                    mine.add(plan)
            return mine

        return self._done(take, set(wanted))

    def keep(self, kind: str, made: Mapping[str, tuple[str, bytes]]) -> None:
        """See Keeper."""
        rows = [(kind, plan, self._marked(mark), compressed(content)) for plan, (mark, content) in made.items()]

        def put(connection: sqlite3.Connection) -> None:
            connection.executemany("INSERT OR REPLACE INTO finding VALUES (?, ?, ?, 0, ?)", rows)

        self._done(put, None)

    def release(self, kind: str, claimed: Mapping[str, str]) -> None:
        """See Keeper."""
        rows = [(kind, plan, self._marked(mark)) for plan, mark in claimed.items()]
        claims = "DELETE FROM finding WHERE kind = ? AND plan = ? AND mark = ? AND content IS NULL"

        def let_go(connection: sqlite3.Connection) -> None:
            connection.executemany(claims, rows)

        self._done(let_go, None)

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            if self._connection is not None:
                self._connection.close()
            self._connection, self._broken = None, True

    def _marked(self, mark: str) -> str:
        return f"{rules()}-{mark}"

    def _done(self, work: Callable[[sqlite3.Connection], T], instead: T) -> T:
        """What `work` gives in a transaction, or `instead` where the file can't be used."""
        with self._turn:
            if self._broken:
                return instead
            try:
                connection = self._connection or self._opened()
                connection.execute("BEGIN IMMEDIATE")
                try:
                    found = work(connection)
                finally:
                    connection.execute("COMMIT")
            except (sqlite3.Error, OSError) as error:
                _LOG.warning("findings are not kept in %s: %s", self._path, error)
                self._broken = True
                return instead
            return found

    def _opened(self) -> sqlite3.Connection:
        self._path.touch(0o600)  # the words of plans: for whom the store is
        connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False, timeout=5)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_TABLES)
        self._connection = connection
        return connection


def findings_file(url: str) -> FindingsFile | None:
    """The file of the store at a URL: beside a file, else in the user's folder of caches; none for a store in memory."""
    if url == "sqlite://":
        return None
    try:
        path = file_of(url)
    except StoreError:  # a server
        folder = Path(platformdirs.user_cache_dir("respgraph"))
        path = folder / hashlib.sha256(url.encode()).hexdigest()[:16]
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            _LOG.warning("findings are not kept: %s", error)
            return None
    return FindingsFile(path.with_name(f"{path.name}.findings"))


@cache
def rules() -> str:
    """A digest of all that findings follow from: the modules and data of `graph`, and of the reader, whose lexicon they use."""
    return digest_of(members_of(files("graph"), "", (".py", ".yaml")), seed=ruleset().encode())
