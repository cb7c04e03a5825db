"""Writes of the SQLite store: every call is one transaction, so that a reader sees the old plan or the new one."""

# ruff: noqa: S608 - the statements are put together from constants of this module only; values are parameters

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext

from graph.access.entries import Entry
from graph.access.people import ITSELF, Actor
from graph.decisions import ACTING
from graph.errors import RespgraphError
from graph.model import Decision
from graph.store import D, Deciding, Edition, EditionRecord, Load, Outcome, Sure, T, View, Writer
from graph.stores import rows, told
from graph.stores.bulk import Prepared, stored_in_turns
from graph.stores.damage import placed
from graph.stores.kept import pack_edition
from graph.stores.replacing import check_added, parts, touches
from graph.stores.sqlite.batch import Batch, forget, kept, stored
from graph.stores.sqlite.effective import Effective, mentioned, rewrite
from graph.stores.sqlite.rows import editions
from graph.stores.sqlite.rows.decisions import read_decisions, store_decision
from graph.stores.sqlite.rows.register import SqliteRegister
from graph.stores.sqlite.rows.texts import read_text
from graph.stores.sqlite.view import SqliteView

Change = Callable[[], AbstractContextManager[sqlite3.Connection]]


@placed
class SqliteWriter(Writer):
    """The Writer of a SQLite store; `change` gives a connection inside a write transaction."""

    def __init__(self, change: Change, address: str, actor: Actor = ITSELF) -> None:
        self._change = change
        self.address = address
        self._actor = actor

    def replace_all(self, loads: Sequence[Load], sure: Sure | None = None) -> list[Outcome | RespgraphError]:
        """See graph.store.Writer."""
        return stored_in_turns(loads, lambda turn: self._store(turn, sure))

    def _store(self, loads: Sequence[Prepared], sure: Sure | None) -> list[Outcome]:
        """Store plans in one transaction."""
        with self._change() as connection:
            if sure:
                sure(self._seen(connection), [each.load for each in loads])
            before = _stood(connection, told.wanted([each.load for each in loads]))
            batch = Batch(connection)
            outcomes = [batch.add(load) for load in loads]
            batch.write()
            stored_now = zip((each.load for each in loads), outcomes, strict=True)
            self._tell(connection, told.loads(stored_now, before))
        return outcomes

    def remove(self, plan: str, *, at: str = "", by: str = "", sure: Callable[[View], None] | None = None) -> bool:
        """See graph.store.Writer."""
        with self._change() as connection:
            if sure:
                sure(self._seen(connection))
            found = stored(connection, plan)
            if found is None:
                return False
            editions.set_aside(connection, plan, kept(connection, found), removed=f"{by}, {at}".strip(", ") or "-")
            forget(connection, found)
            self._tell(connection, [told.removal(plan, {"document": found.document}, by)])
        return True

    def keep(self, record: EditionRecord, edition: Edition) -> None:
        """See graph.store.Writer."""
        packed = rows.pack(edition.graph, edition.document.text).data
        with self._change() as connection:
            base = editions.base(connection, record.plan)
            editions.keep(connection, record, pack_edition(packed, edition.document, base))
            self._tell(connection, [told.keeping(record)])

    def decide_all(self, work: Callable[[Deciding], T]) -> T:
        """See graph.store.Writer."""
        with self._change() as connection:

            def decide(make: Callable[[View], D]) -> D:
                decision = make(self._seen(connection))
                if decision is not None:
                    self._settle(connection, decision)
                return decision

            return work(decide)

    def _seen(self, connection: sqlite3.Connection) -> SqliteView:
        """Reads inside a transaction."""
        return SqliteView(lambda: nullcontext(connection), self.address)

    def _settle(self, connection: sqlite3.Connection, decision: Decision) -> None:
        before = read_decisions(connection, undone=True, ids=[decision.id])
        _settle(connection, decision)
        self._tell(connection, [told.decided(decision, before[0] if before else None)])

    def _tell(self, connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
        """Write what was done into the audit, in the same transaction."""
        SqliteRegister(connection).write(self._actor, *entries)


def _stood(connection: sqlite3.Connection, plans: Sequence[str]) -> dict[str, dict[str, str]]:
    """What the audit says of plans before they are stored."""
    found = connection.execute(
        "SELECT id, document FROM plan WHERE id IN (SELECT value FROM json_each(?))", (_array(plans),)
    )
    return {plan: {"document": document} for plan, document in found}


def _settle(connection: sqlite3.Connection, decision: Decision) -> None:
    """Store a decision and rewrite the plans that it concerns."""
    store_decision(connection, decision)
    touched = _touched(connection, decision)
    decisions = read_decisions(connection, undone=True, kinds=ACTING) if touched else []
    changed = []
    for key, packed, document in touched:
        text = read_text(connection, document)
        graph = rows.unpack(packed, text)
        check_added(decision, graph, text, decisions)
        changed.append(Effective(key, rows.owner_of(graph), graph.date, parts(graph, decisions), text))
    rewrite(connection, changed)


def _touched(connection: sqlite3.Connection, decision: Decision) -> list[tuple[int, bytes, str]]:
    """The plans (key, reading, document) whose effective graph the decision may change."""
    department, about, ends = touches(decision)
    value: str | int
    if department:
        which, value = "key IN (SELECT plan FROM mention WHERE department = ?)", mentioned(department)
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
    return connection.execute(f"SELECT key, reading, document FROM plan WHERE {which} ORDER BY id", (value,)).fetchall()


def _array(values: Iterable[str]) -> str:
    return json.dumps(sorted(values), ensure_ascii=False)
