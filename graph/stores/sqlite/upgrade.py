"""A store file of schema 2 is brought to this schema in place, in one transaction; a copy of it as it was stays beside it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from graph.decisions import plan_of
from graph.schema import SCHEMA_VERSION
from graph.serial import decision_to_json, dumps
from graph.stores import rows
from graph.stores.replacing import Loading, Parts, parts
from graph.stores.sqlite import editions, tallies
from graph.stores.sqlite.decisions import INDEXES, read_decisions
from graph.stores.sqlite.effective import rewrite
from graph.stores.sqlite.view import read_document
from graph.stores.upgrading import upgraded, upgraded_decision

_DUE = (
    "ALTER TABLE node ADD COLUMN due TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX node_due ON node (due) WHERE due <> ''",
)
_NOTHING = Parts((), (), (), (), frozenset())


def upgrade(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """Bring the open store to SCHEMA_VERSION; where its copy lies.

    All of it or nothing: a death leaves the old store, which is upgraded the next time. Raises sqlite3.Error.
    """
    copy = path.with_name(f"{path.name}.schema-{version}")
    if not copy.exists():
        with closing(sqlite3.connect(copy)) as target:
            connection.backup(target)
    connection.execute("BEGIN IMMEDIATE")
    try:
        _upgrade(connection)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return copy


def _upgrade(connection: sqlite3.Connection) -> None:
    for statement in (*editions.TABLES.split(";"), tallies.TABLES, *_DUE):
        connection.execute(statement)
    for column in ("subject", "plan"):
        connection.execute(f"ALTER TABLE decision ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
    for statement in INDEXES.split(";"):
        connection.execute(statement)
    loaded = connection.execute("SELECT id, loaded_at, reading FROM plan ORDER BY id").fetchall()
    readings = {plan: upgraded(rows.unpack(reading)) for plan, _, reading in loaded}
    renamed = {old: new for found in readings.values() for old, new in found.renamed.items()}
    decisions = [upgraded_decision(decision, renamed) for decision in read_decisions(connection, undone=True)]
    connection.executemany(
        "UPDATE decision SET content = ?, subject = ?, plan = ? WHERE id = ?",
        [(dumps(decision_to_json(d)), d.subject, plan_of(d), d.id) for d in decisions],
    )
    for plan, loaded_at, _ in loaded:
        found = readings[plan]
        graph = found.graph
        document = read_document(connection, graph.document)
        if document is None:  # damage, which `respgraph status` tells; nothing of it is lost here
            continue
        packed = rows.pack(graph)
        rewrite(connection, plan, "", _NOTHING)
        connection.execute(
            "UPDATE plan SET id = ?, reading = ?, fingerprint = ? WHERE id = ?",
            (graph.plan, packed.data, rows.fingerprint(packed, document), plan),
        )
        connection.execute(
            "INSERT OR IGNORE INTO document VALUES (?, ?, ?)",
            (graph.document, len(document.text), rows.pack_origins(document)),
        )
        pieces = [(graph.document, piece, text) for piece, text in enumerate(rows.chunks(document.text))]
        connection.executemany("INSERT OR REPLACE INTO document_text VALUES (?, ?, ?)", pieces)
        rewrite(connection, graph.plan, graph.date, parts(graph, decisions), packed.contents)
        editions.rename(connection, graph.plan, found.renamed)
        file_name = document.node.text("file_name")
        editions.add(connection, graph, file_name, Loading(loaded_at), same_document=False)
