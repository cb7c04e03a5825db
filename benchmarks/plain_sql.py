"""What plain SQL makes of a loaded SQLite store: how long writing its rows takes without us, and whether our counts are its own.

`benchmarks/scale.py` prints both beside its loads. The rows are those that the store holds, read while the clock stands and
written into a file of the same tables and indexes, in the same journal mode and in as many transactions as we take (a share
of each table in each, since a death may cost no more there either). The full-text index gets the same words through SQLite's
own FTS5; what they are is worked out while the clock stands.
"""

import json
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from graph.stores.decode import node
from graph.stores.rows import names_key, text_key
from graph.stores.sqlite.index import indexed, tokens
from loaders.storing import BATCH

COUNTS = {
    "plans": ("/api/plans?limit=1", "SELECT count(*) FROM plan"),
    "departments": ("/api/departments?limit=1", "SELECT count(*) FROM node WHERE kind = 'Department'"),
    "targets": (
        "/api/targets?limit=1",
        "SELECT count(*) FROM node WHERE kind = 'SubTarget' AND json_extract(properties, '$.kind') IN ('number', 'class')",
    ),
    "targets nobody owns": (
        "/api/targets?unowned=true&limit=1",
        """SELECT count(*) FROM node t WHERE t.kind = 'SubTarget' AND json_extract(t.properties, '$.kind') IN ('number', 'class')
             AND NOT EXISTS (SELECT 1 FROM edge h JOIN edge d ON d.target = h.source AND d.formal
                             WHERE h.target = t.key AND h.kind = 'HAS_TARGET')""",
    ),
    "duties of 局": (
        "/api/duties?q=局&limit=1",
        """SELECT count(*) FROM edge e JOIN node d ON d.key = e.source
             WHERE e.formal AND d.kind = 'Department' AND d.names LIKE '%局%'""",
    ),
}
"""What a list says that it holds, and the SQL that counts the same."""


def seconds(store: Path) -> float:
    """CPU seconds of writing all rows of a store into a new file, as fast as Python's sqlite3 does it."""
    with closing(sqlite3.connect(store)) as source:
        made = source.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql <> ''").fetchall()
        tables = {name: sql for name, sql in made if not name.startswith(("sqlite_", "search_"))}
        indexes = [sql for (sql,) in source.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql <> ''")]
        with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "plain.db")) as plain:
            plain.execute("PRAGMA journal_mode = WAL")
            plain.execute("PRAGMA synchronous = NORMAL")
            plain.execute("PRAGMA cache_size = -64000")
            for sql in (*tables.values(), *indexes):
                plain.execute(sql)
            return _copied(source, plain, [name for name in tables if name != "search"])


def _copied(source: sqlite3.Connection, plain: sqlite3.Connection, tables: Sequence[str]) -> float:
    """CPU seconds of writing all rows, a share of each table at a time."""
    (plans,) = source.execute("SELECT count(*) FROM plan").fetchone()
    turns, spent = -(-plans // BATCH), 0.0
    shares: list[tuple[str, int, Iterator[tuple[Any, ...]]]] = []
    for table in tables:
        (count,) = source.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608 - its own names
        found = source.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - its own names
        columns = ", ".join("?" * len(found.description))
        insert = f'INSERT INTO "{table}" VALUES ({columns})'  # noqa: S608 - its own names
        shares.append((insert, -(-count // turns), found))
    (count,) = source.execute("SELECT count(*) FROM node").fetchone()
    shares.append(("INSERT INTO search (rowid, names, body) VALUES (?, ?, ?)", -(-count // turns), _words(source)))
    for _ in range(turns):
        rows = [(sql, list(islice(found, share))) for sql, share, found in shares]
        begun = time.process_time()
        for sql, some in rows:
            plain.executemany(sql, some)
        plain.commit()
        spent += time.process_time() - begun
    return spent


def _words(source: sqlite3.Connection) -> Iterator[tuple[int, str, str]]:
    """What the full-text index is given of every node."""
    for key, *row in source.execute("SELECT key, kind, id, properties, plan FROM node ORDER BY key"):
        found = node(row)
        yield indexed(key, found.kind), tokens(names_key(found)), tokens(text_key(found))


def differences(store: Path, ask: Callable[[str], bytes]) -> list[str]:
    """Where an answer's total is not what SQL counts: `ask` gives the body of an address."""
    found = []
    with closing(sqlite3.connect(store)) as connection:
        for name, (address, query) in COUNTS.items():
            (counted,) = connection.execute(query).fetchone()
            said = json.loads(ask(address))["total"]
            if said != counted:
                found.append(f"{name}: we say {said}, SQL {counted}")
    return found


def counting(store: Path, query: str) -> float:
    """CPU ms of a count of COUNTS."""
    with closing(sqlite3.connect(store)) as connection:
        begun = time.process_time()
        connection.execute(query).fetchone()
        return 1000 * (time.process_time() - begun)
