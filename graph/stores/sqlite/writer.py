"""Writes of the SQLite store: every call is one transaction, so that a reader sees the old plan or the new one."""

# ruff: noqa: S608 - the statements are put together from constants of this module only; values are parameters

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple

from graph.decisions import ACTING, PROGRESS
from graph.model import Decision, DocumentText, PlanGraph
from graph.serial import dumps, problem_to_json
from graph.store import D, Edition, EditionRecord, Outcome, View
from graph.stores import rows
from graph.stores.damage import damaged, placed
from graph.stores.replacing import Loading, Parts, check, check_added, edition, outcome, parts, succession, touches
from graph.stores.sqlite import editions
from graph.stores.sqlite.decisions import read_decisions, store_decision
from graph.stores.sqlite.effective import rewrite
from graph.stores.sqlite.view import SqliteView, read_document, read_text

Change = Callable[[], AbstractContextManager[sqlite3.Connection]]


@placed
class SqliteWriter:
    """The Writer of a SQLite store; `change` gives a connection inside a write transaction."""

    def __init__(self, change: Change, address: str) -> None:
        self._change = change
        self.address = address

    def replace(
        self,
        graph: PlanGraph,
        document: DocumentText,
        *,
        loaded_at: str,
        by: str = "",
        instead_of: str = "",
        renamed: Mapping[str, str] | None = None,
        note: str = "",
    ) -> Outcome:
        """See graph.store.Writer."""
        check(graph, document)
        loading = Loading(loaded_at, by, instead_of, renamed, note)
        packed = rows.pack(graph)
        fingerprint = rows.fingerprint(packed, document)
        with self._change() as connection:
            before = loading.instead_of if _stored(connection, loading.instead_of) else graph.plan
            stored = _stored(connection, before)
            result = outcome(
                stored_fingerprint=stored.fingerprint if stored else "",
                stored_edition=stored.edition if stored else "",
                new_fingerprint=fingerprint,
                new_edition=edition(graph),
            )
            if result in ("added", "changed"):
                decisions = _succeed(connection, stored, graph, loading)
                _store_document(connection, document)
                _store_plan(connection, graph, packed.data, fingerprint, loading.at)
                rewrite(connection, graph.plan, graph.date, parts(graph, decisions), packed.contents)
                same = stored is not None and stored.document == graph.document
                editions.add(connection, graph, document.node.text("file_name"), loading, same_document=same)
        return result

    def remove(self, plan: str, *, at: str = "", by: str = "") -> bool:
        """See graph.store.Writer."""
        with self._change() as connection:
            stored = _stored(connection, plan)
            if stored is None:
                return False
            editions.set_aside(connection, plan, _kept(connection, stored), removed=f"{by}, {at}".strip(", ") or "-")
            connection.execute("DELETE FROM plan WHERE id = ?", (plan,))
            rewrite(connection, plan, "", Parts((), (), (), (), frozenset()))
        return True

    def keep(self, record: EditionRecord, edition: Edition) -> None:
        """See graph.store.Writer."""
        kept = rows.pack_edition(rows.pack(edition.graph).data, edition.document)
        with self._change() as connection:
            editions.keep(connection, record, kept)

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


class _Stored(NamedTuple):
    """What is stored of a plan."""

    plan: str
    fingerprint: str
    edition: str
    document: str
    reading: bytes


def _stored(connection: sqlite3.Connection, plan: str) -> _Stored | None:
    row = connection.execute(
        "SELECT id, fingerprint, edition, document, reading FROM plan WHERE id = ?", (plan,)
    ).fetchone()
    return _Stored(*row) if row else None


def _kept(connection: sqlite3.Connection, stored: _Stored) -> bytes:
    """The edition that is stored as it is kept when it is the current one no more."""
    document = read_document(connection, stored.document)
    if document is None:
        raise damaged(f"the document of {stored.plan} is not there")
    return rows.pack_edition(stored.reading, document)


def _succeed(
    connection: sqlite3.Connection, stored: _Stored | None, graph: PlanGraph, loading: Loading
) -> list[Decision]:
    """Set the stored edition aside, let ids and decisions follow; the decisions as they stand then."""
    decisions = read_decisions(connection, undone=True, kinds=ACTING)
    reports = read_decisions(connection, undone=True, kinds=[PROGRESS], plans=[stored.plan]) if stored else []
    before = rows.unpack(stored.reading) if stored else None
    change = succession(before, graph, [*decisions, *reports], loading)
    if stored and stored.document != graph.document:
        editions.set_aside(connection, stored.plan, _kept(connection, stored))
    editions.rename(connection, graph.plan, change.renamed, before=stored.plan if stored else "")
    for decision in change.decisions:
        store_decision(connection, decision)
    if stored and stored.plan != graph.plan:
        connection.execute("DELETE FROM plan WHERE id = ?", (stored.plan,))
        rewrite(connection, stored.plan, "", Parts((), (), (), (), frozenset()))
    return change.applied(decisions)


def _settle(connection: sqlite3.Connection, decision: Decision) -> None:
    """Store a decision and rewrite the plans that it concerns."""
    store_decision(connection, decision)
    touched = _touched(connection, decision)
    decisions = read_decisions(connection, undone=True, kinds=ACTING) if touched else []
    for plan, date, packed in touched:
        graph = rows.unpack(packed)
        check_added(decision, graph, read_text(connection, graph.document), decisions)
        rewrite(connection, plan, date, parts(graph, decisions))


def _touched(connection: sqlite3.Connection, decision: Decision) -> list[tuple[str, str, bytes]]:
    """The plans (id, date, reading) whose effective graph the decision may change."""
    department, about, ends = touches(decision)
    if department:
        which, value = "id IN (SELECT plan FROM mention WHERE department = ?)", department
    elif about:
        which, value = "id = ?", about
    elif ends:
        owners = connection.execute(
            "SELECT plan, id FROM node WHERE id IN (SELECT value FROM json_each(?))", (_array(ends),)
        )
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
