"""A store file of an older schema is brought to this one in place, in one transaction; a copy of it as it was stays beside it.

Schema 2 is read and stored anew, since its ids were others. Of a later one all that was read, decided and kept stays as it
is, and what follows from it is made anew.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from graph.decisions import ACTING, plan_of
from graph.model import DocumentText, PlanGraph
from graph.schema import SCHEMA_VERSION
from graph.serial import decision_to_json, dumps
from graph.store import Load
from graph.stores import decode, rows
from graph.stores.bulk import prepared
from graph.stores.replacing import parts
from graph.stores.sqlite.batch import Batch
from graph.stores.sqlite.effective import Effective, rewrite
from graph.stores.sqlite.files.state_stamp import mint
from graph.stores.sqlite.rows.decisions import read_decisions
from graph.stores.sqlite.rows.texts import read_text
from graph.stores.sqlite.tables import PIECE, statements
from graph.stores.sqlite.views import keep_views
from graph.stores.upgrading import OLDEST, PLANS_AT_A_TIME, upgraded, upgraded_decision

_STAYS = frozenset({"plan", "document", "document_text", "edition", "renamed", "decision", "person", "audit"})
"""Tables whose rows nothing else gives, since schema 3."""

_MADE_ANEW = ("node", "edge", "variant", "contribution", "mention", "department_name", "search")
_COPIED = ("plan", "document", "document_text")
"""Tables of schema 2: those that follow from the readings, and those that the new ones are filled from."""


def upgrade(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """Bring the open store to SCHEMA_VERSION; where its copy lies.

    All of it or nothing: a death leaves the old store, which is upgraded the next time. Raises sqlite3.Error.
    """
    copy = path.with_name(f"{path.name}.schema-{version}")
    if not copy.exists():
        copy.touch(0o600)
        with closing(sqlite3.connect(copy)) as target:
            connection.backup(target)
    connection.execute("BEGIN IMMEDIATE")
    try:
        (_from_schema_2 if version == OLDEST else _from_readings)(connection)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return copy


def _from_schema_2(connection: sqlite3.Connection) -> None:
    for column in ("subject", "plan"):
        connection.execute(f"ALTER TABLE decision ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
    loaded = connection.execute("SELECT id, loaded_at, reading FROM plan ORDER BY id").fetchall()
    readings = {plan: upgraded(rows.unpack(reading, "")) for plan, _, reading in loaded}
    renamed = {old: new for found in readings.values() for old, new in found.renamed.items()}
    documents = {found.graph.document: _document(connection, found.graph) for found in readings.values()}
    _make_anew(connection)
    decisions = [upgraded_decision(decision, renamed) for decision in read_decisions(connection, undone=True)]
    connection.executemany(
        "UPDATE decision SET content = ?, subject = ?, plan = ? WHERE id = ?",
        [(dumps(decision_to_json(d)), d.subject, plan_of(d), d.id) for d in decisions],
    )
    batch = Batch(connection)
    for plan, loaded_at, _ in loaded:
        found = readings[plan]
        load = Load(found.graph, documents[found.graph.document], loaded_at, renamed=found.renamed)
        batch.add(prepared(load))
    batch.write()


def _document(connection: sqlite3.Connection, graph: PlanGraph) -> DocumentText:
    """The document of a reading as it is stored; what of it is lost is damage, which stopped nobody before."""
    node = next(node for node in graph.nodes if node.id == graph.document)
    row = connection.execute("SELECT origins FROM document WHERE id = ?", (graph.document,)).fetchone()
    return DocumentText(node, read_text(connection, graph.document), decode.origins(row[0]) if row else ())


def _from_readings(connection: sqlite3.Connection) -> None:
    if "base" not in {row[1] for row in connection.execute("PRAGMA table_info(edition)")}:
        connection.execute("ALTER TABLE edition ADD COLUMN base INTEGER")
    for kind in ("CREATE VIRTUAL TABLE%", "CREATE TABLE%"):  # the tables of an index go with it
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND sql LIKE ?"
        for (table,) in connection.execute(query, (kind,)).fetchall():
            if table not in _STAYS:
                connection.execute(f"DROP TABLE {table}")
    _make_missing(connection)
    decisions = read_decisions(connection, undone=True, kinds=ACTING)
    plans = connection.execute("SELECT key, document, reading FROM plan ORDER BY id").fetchall()
    for first in range(0, len(plans), PLANS_AT_A_TIME):
        again = []
        for key, document, reading in plans[first : first + PLANS_AT_A_TIME]:
            text = read_text(connection, document)
            graph = rows.unpack(reading, text)
            again.append(Effective(key, rows.owner_of(graph), graph.date, parts(graph, decisions), text))
        rewrite(connection, again)


def _make_anew(connection: sqlite3.Connection) -> None:
    """The tables of this schema, empty but for the decisions."""
    for table in (*_MADE_ANEW, *_COPIED):
        connection.execute(f"DROP TABLE {table}")
    _make_missing(connection)


def _make_missing(connection: sqlite3.Connection) -> None:
    kept = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    for statement in statements():
        if statement.split()[2] not in kept:
            connection.execute(statement)
    mint(connection)
    keep_views(connection, PIECE)
