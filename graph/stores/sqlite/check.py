"""Whether a SQLite store is whole: SQLite's own check, then every plan's rows against the reading that they come from."""

import sqlite3
from collections.abc import Iterator

from graph.errors import StoreError
from graph.schema import schema
from graph.stores import decode, rows
from graph.stores.replacing import parts
from graph.stores.sqlite.rows import edges
from graph.stores.sqlite.rows.decisions import read_decisions
from graph.stores.sqlite.rows.register import TRIGGERS
from graph.stores.sqlite.rows.texts import read_text


def whats_wrong(connection: sqlite3.Connection) -> str:
    """What is wrong with the file; empty where it is whole. Looks at all of it, some 20 ms a plan."""
    (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if said != "ok":
        return str(said).splitlines()[-1]
    try:
        return _foreign_trigger(connection) or next(_differences(connection), "")
    except StoreError as error:
        return error.what


def _foreign_trigger(connection: sqlite3.Connection) -> str:
    """The trigger that is not as we make it, or is missing; whoever made the file could act through it once it is our store."""
    found = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    wrong = {*found.items()} ^ {*TRIGGERS.items()}
    return f"its trigger {min(wrong)[0]} is not the store's own" if wrong else ""


def _differences(connection: sqlite3.Connection) -> Iterator[str]:
    (lost,) = connection.execute(_LOST_ENDS).fetchone()
    if lost:
        yield f"{lost} edges have lost an end"
    decisions = read_decisions(connection, undone=True)
    for key, plan, document, packed in connection.execute(
        "SELECT key, id, document, reading FROM plan ORDER BY id"
    ).fetchall():
        expected = parts(rows.unpack(packed, read_text(connection, document)), decisions)
        nodes = connection.execute("SELECT id, kind, properties FROM node WHERE plan = ?", (plan,))
        if set(nodes) != {(node.id, node.kind, rows.content(node)) for node in expected.nodes}:
            yield f"the nodes of {plan} are not those that were read"
        query = f"SELECT {edges.COLUMNS} FROM edge e {edges.ENDS} {edges.RUN} WHERE r.owner = ?"  # noqa: S608 - names of these modules only
        stored = {edge.id: edge for edge in edges.read(connection, connection.execute(query, (key,)).fetchall())}
        if stored != {edge.id: edge for edge in expected.edges}:
            yield f"the edges of {plan} are not those that were read"
    for row in connection.execute("SELECT kind, id, properties, plan FROM node WHERE plan = ''"):
        node = decode.node(row)
        kind = schema().nodes.get(node.kind)
        if kind is None or any(prop.required and name not in node.properties for name, prop in kind.properties.items()):
            yield f"{node.id} is not a whole {node.kind}"
    for row in connection.execute("SELECT id, document, loaded_at, ruleset, figures, problems FROM plan"):
        decode.load_record(row)


_LOST_ENDS = """SELECT count(*) FROM edge e LEFT JOIN node s ON s.key = e.source LEFT JOIN node t ON t.key = e.target
  WHERE s.key IS NULL OR t.key IS NULL"""
