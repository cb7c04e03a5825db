"""Writes of the SQLite store: every call is one transaction, so that a reader sees the old plan or the new one."""

# ruff: noqa: S608 - the statements are put together from constants of this module only; values are parameters

import json
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext

from graph.decisions import MOVES
from graph.model import Decision, DocumentText, PlanGraph
from graph.serial import decision_to_json, dumps, problem_to_json
from graph.store import D, Outcome, View
from graph.stores import rows
from graph.stores.damage import placed
from graph.stores.replacing import Parts, check, check_added, edge_ends, edition, outcome, parts
from graph.stores.sqlite.effective import rewrite
from graph.stores.sqlite.view import SqliteView, read_decisions, read_text

Change = Callable[[], AbstractContextManager[sqlite3.Connection]]


@placed
class SqliteWriter:
    """The Writer of a SQLite store; `change` gives a connection inside a write transaction."""

    def __init__(self, change: Change, address: str) -> None:
        self._change = change
        self.address = address

    def replace(self, graph: PlanGraph, document: DocumentText, *, loaded_at: str) -> Outcome:
        """See graph.store.Writer."""
        check(graph, document)
        packed = rows.pack(graph)
        fingerprint = rows.fingerprint(packed.data, document)
        with self._change() as connection:
            stored = connection.execute("SELECT fingerprint, edition FROM plan WHERE id = ?", (graph.plan,)).fetchone()
            result = outcome(
                stored_fingerprint=stored[0] if stored else "",
                stored_edition=stored[1] if stored else "",
                new_fingerprint=fingerprint,
                new_edition=edition(graph),
            )
            if result in ("added", "changed"):
                _store_document(connection, document)
                _store_plan(connection, graph, packed.data, fingerprint, loaded_at)
                new = parts(graph, read_decisions(connection, undone=True))
                rewrite(connection, graph.plan, graph.date, new, packed.contents)
        return result

    def remove(self, plan: str) -> bool:
        """See graph.store.Writer."""
        with self._change() as connection:
            found = connection.execute("DELETE FROM plan WHERE id = ?", (plan,)).rowcount > 0
            if found:
                rewrite(connection, plan, "", Parts((), (), (), (), frozenset()))
        return found

    def decide(self, decision: Decision) -> None:
        """See graph.store.Writer."""
        with self._change() as connection:
            _settle(connection, decision)

    def decide_on(self, make: Callable[[View], D]) -> D:
        """See graph.store.Writer."""
        with self._change() as connection:
            decision = make(SqliteView(lambda: nullcontext(connection), self.address))
            if decision is not None:
                _settle(connection, decision)
        return decision


def _settle(connection: sqlite3.Connection, decision: Decision) -> None:
    """Store a decision and rewrite the plans that it concerns."""
    connection.execute(
        "INSERT OR REPLACE INTO decision VALUES (?, ?, ?, ?, ?)",
        (decision.id, decision.at, bool(decision.undone), decision.kind, dumps(decision_to_json(decision))),
    )
    decisions = read_decisions(connection, undone=True)
    for plan, date, packed in _touched(connection, decision):
        graph = rows.unpack(packed)
        check_added(decision, graph, read_text(connection, graph.document))
        rewrite(connection, plan, date, parts(graph, decisions))


def _touched(connection: sqlite3.Connection, decision: Decision) -> list[tuple[str, str, bytes]]:
    """The plans (id, date, reading) whose effective graph the decision may change."""
    if decision.kind in MOVES:
        which, value = "id IN (SELECT plan FROM mention WHERE department = ?)", decision.subject
    elif decision.kind == "add-edge":
        which, value = "id = ?", decision.edge.plan if decision.edge else ""
    elif decision.kind == "reject-edge":
        ends = _array(edge_ends(decision.subject))
        owners = connection.execute("SELECT plan, id FROM node WHERE id IN (SELECT value FROM json_each(?))", (ends,))
        which = "id IN (SELECT value FROM json_each(?))"
        value = _array({owner for row in owners for owner in row})
    else:
        return []
    return connection.execute(f"SELECT id, date, reading FROM plan WHERE {which} ORDER BY id", (value,)).fetchall()


def _store_document(connection: sqlite3.Connection, document: DocumentText) -> None:
    document_id = document.node.id
    connection.execute("DELETE FROM document_text WHERE document = ?", (document_id,))
    connection.execute(
        "INSERT OR REPLACE INTO document VALUES (?, ?, ?)",
        (document_id, len(document.text), rows.pack_origins(document)),
    )
    connection.executemany(
        "INSERT INTO document_text VALUES (?, ?, ?)",
        [(document_id, piece, text) for piece, text in enumerate(rows.chunks(document.text))],
    )


def _store_plan(
    connection: sqlite3.Connection, graph: PlanGraph, packed: bytes, fingerprint: str, loaded_at: str
) -> None:
    problems = dumps([problem_to_json(problem) for problem in graph.problems])
    connection.execute(
        "INSERT OR REPLACE INTO plan VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            graph.plan,
            graph.document,
            graph.date,
            edition(graph),
            loaded_at,
            graph.ruleset,
            dumps(dict(graph.figures)),
            problems,
            fingerprint,
            packed,
        ),
    )


def _array(values: Iterable[str]) -> str:
    return json.dumps(sorted(values), ensure_ascii=False)
