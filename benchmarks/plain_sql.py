"""What plain SQL makes of a loaded SQLite store: how long writing its rows takes without us, and whether our counts are its own.

`benchmarks/scale.py` prints both beside its loads. The rows are those that the store holds, read while the clock stands and
written table by table into a file of the same tables and indexes; what a virtual table keeps of them comes
with its shadow tables, so its own work is not in the figure.
"""

import json
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

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


SOME = 100_000
"""Rows of one transaction."""


def seconds(store: Path) -> float:
    """CPU seconds of writing all rows of a store into a new file, as fast as Python's sqlite3 does it."""
    with closing(sqlite3.connect(store)) as source:
        made = source.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
        tables = [(name, sql) for name, sql in made if not name.startswith("sqlite_")]
        indexes = [sql for (sql,) in source.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql <> ''")]
        with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "plain.db")) as plain:
            plain.execute("PRAGMA journal_mode = WAL")
            plain.execute("PRAGMA synchronous = NORMAL")
            plain.execute("PRAGMA cache_size = -64000")
            for sql in (*(sql for _, sql in tables), *indexes):
                plain.execute(sql)
            return sum(_copied(source, plain, name) for name, _ in tables)


def _copied(source: sqlite3.Connection, plain: sqlite3.Connection, table: str) -> float:
    """CPU seconds of writing the rows of a table, some at a time so that a large store fits into memory."""
    spent, found = 0.0, source.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - its own names
    while rows := found.fetchmany(SOME):
        begun = time.process_time()
        plain.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(rows[0]))})', rows)  # noqa: S608 - its own names
        plain.commit()
        spent += time.process_time() - begun
    return spent


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
