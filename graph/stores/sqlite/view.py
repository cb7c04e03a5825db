"""Reads of the SQLite store: each one short transaction on a borrowed connection, in the order that graph/store.py promises."""

# ruff: noqa: S608 - the statements are put together from constants of this module only; values are parameters

import json
import sqlite3
from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Unpack

from graph.deadlines.periods import Wanted
from graph.editions.called import called_now
from graph.ledger.ledger import Ledger, LoadRecord
from graph.model import Decision, DocumentText, Edge, Node, Origin, PlanGraph, WantedDecisions
from graph.schema import SCHEMA_VERSION, schema
from graph.search.asked import Asked, whole
from graph.shadow import search_key
from graph.store import Direction, Edition, EditionRecord, Found, Holding, Incidence, Page, Status, Within
from graph.stores import spans
from graph.stores.damage import placed
from graph.stores.decode import load_record, node, origins
from graph.stores.ledgers import Ledgers
from graph.stores.remembered import Remembered
from graph.stores.replacing import edge_ends
from graph.stores.rows import digest, is_contributed, unpack
from graph.stores.sqlite import finding
from graph.stores.sqlite.files.state_stamp import stamp_in
from graph.stores.sqlite.hits import Hits
from graph.stores.sqlite.keys import keys_of, keys_within
from graph.stores.sqlite.rows import due, edges, editions, tallies
from graph.stores.sqlite.rows.decisions import read_decisions
from graph.stores.sqlite.rows.texts import read_document, read_text
from graph.stores.sqlite.tables import PIECE

Borrow = Callable[[], AbstractContextManager[sqlite3.Connection]]

_NODE = "n.kind, n.id, n.properties, n.plan"
_IDS = "SELECT value FROM json_each(?)"
_RECORD = "SELECT id, document, loaded_at, ruleset, figures, {problems} FROM plan"
_NO_LIMIT = -1
_LAST_PIECE = 2**62


@placed
class SqliteView:
    """The View of a SQLite store; `borrow` gives a connection inside a read transaction."""

    def __init__(
        self,
        borrow: Borrow,
        address: str,
        ledgers: Ledgers | None = None,
        *,
        hits: Hits | None = None,
        remembers: bool = False,
    ) -> None:
        """`ledgers` and `hits` know earlier states; without them all is made anew whenever asked for. A snapshot `remembers`."""
        self._borrow = borrow
        self._ledgers = ledgers
        self._hits = hits or Hits(0)
        self._remembered = Remembered() if remembers else None
        self.address = address

    def nodes(self, ids: Sequence[str]) -> list[Node]:
        """See graph.store.View."""
        return (self._remembered or Remembered()).nodes(ids, self._nodes)

    def _nodes(self, ids: Sequence[str]) -> dict[str, Node]:
        with self._borrow() as connection:
            rows = connection.execute(f"SELECT {_NODE} FROM node n WHERE n.id IN ({_IDS})", (_array(ids),)).fetchall()
        return {row[1]: node(row) for row in rows}

    def list_nodes(self, kind: str, *, plan: str = "", offset: int = 0, limit: int | None = None) -> Page[Node]:
        """See graph.store.View; of a shared kind, `plan` means the nodes that the plan mentions."""
        where, values = "n.kind = ?", [kind]
        if plan:
            values = [kind, plan]
            where = "n.kind = ? AND n.id IN (SELECT v.item FROM plan p JOIN contribution c ON c.owner = p.key JOIN variant v ON v.key = c.variant WHERE p.id = ?)"
            if not is_contributed(kind):
                where = "n.kind = ? AND n.sort = ?"
        with self._borrow() as connection:
            (total,) = connection.execute(f"SELECT count(*) FROM node n WHERE {where}", values).fetchone()
            rows = connection.execute(
                f"SELECT {_NODE} FROM node n WHERE {where} ORDER BY n.sort, n.start, n.id LIMIT ? OFFSET ?",
                (*values, _NO_LIMIT if limit is None else limit, offset),
            ).fetchall()
        return Page(tuple(map(node, rows)), offset, total)

    def edges(self, ids: Sequence[str], *, kinds: Sequence[str] = (), direction: Direction = "both") -> list[Edge]:
        """See graph.store.View."""
        read = partial(self._edges, kinds=kinds, direction=direction)
        return (self._remembered or Remembered()).edges(ids, kinds, direction, read)

    def _edges(self, ids: Sequence[str], *, kinds: Sequence[str], direction: Direction) -> list[Edge]:
        with self._borrow() as connection:
            return edges.around(connection, ids, kinds, direction)

    def edge(self, edge_id: str) -> Edge | None:
        """See graph.store.View."""
        ends = _array(edge_ends(edge_id))
        with self._borrow() as connection:
            rows = connection.execute(
                f"""SELECT {edges.COLUMNS} FROM node m JOIN edge e ON e.target = m.key {edges.ENDS}
                  WHERE m.id IN ({_IDS}) AND s.id IN ({_IDS})""",
                (ends, ends),
            ).fetchall()
            found = [row for row in rows if spans.marked(row[0], row[1], row[2], row[edges.MARK]) == edge_id]
            return next(iter(edges.read(connection, found)), None)

    def departments_named(self, name: str) -> list[Node]:
        """See graph.store.View."""
        return self._named(name, "Department")

    def plans_named(self, name: str) -> list[Node]:
        """See graph.store.View."""
        return self._named(name, "Plan")

    def _named(self, name: str, kind: str) -> list[Node]:
        # CROSS: the few of that name first, not all of the kind in their order
        asked = f"SELECT {_NODE} FROM node_name d CROSS JOIN node n ON n.key = d.node WHERE d.name = ? AND n.kind = ?"
        with self._borrow() as connection:
            return [node(row) for row in connection.execute(f"{asked} ORDER BY n.sort, n.id", (search_key(name), kind))]

    def search(self, words: str, *, kinds: Sequence[str] = (), offset: int = 0, limit: int = 50) -> Page[Node]:
        """See graph.store.View; no words find nothing."""
        found = self.find(whole(words), kinds=kinds, offset=offset, limit=limit)
        return Page(found.items, offset, found.total)

    def find(
        self,
        asked: Asked,
        *,
        kinds: Sequence[str] = (),
        within: Within | None = None,
        offset: int = 0,
        limit: int = 50,
    ) -> Found:
        """See graph.store.View."""
        with self._borrow() as connection:
            kept = None if within is None else keys_within(keys_of(connection, self._ledger(connection)), within)
            return finding.find(connection, self._hits, asked, kinds=kinds, within=kept, offset=offset, limit=limit)

    def holding(self, asked: Asked, *, kinds: Sequence[str] = ()) -> Holding:
        """See graph.store.View."""
        with self._borrow() as connection:
            keys = keys_of(connection, self._ledger(connection))
            return finding.holding(connection, self._hits, asked, keys, kinds=kinds)

    def due(self, wanted: Wanted, *, offset: int = 0, limit: int | None = None) -> Page[Node]:
        """See graph.store.View."""
        with self._borrow() as connection:
            total, rows = due.page(connection, wanted, offset, _NO_LIMIT if limit is None else limit)
        return Page(tuple(map(node, rows)), offset, total)

    def text(self, document: str, start: int = 0, end: int | None = None) -> str:
        """See graph.store.View."""
        if end is not None and end <= start:
            return ""
        first, last = start // PIECE, _LAST_PIECE if end is None else (end - 1) // PIECE
        with self._borrow() as connection:
            rows = connection.execute(
                "SELECT text FROM document_text WHERE document = ? AND piece BETWEEN ? AND ? ORDER BY piece",
                (document, first, last),
            ).fetchall()
        offset = first * PIECE
        return "".join(row[0] for row in rows)[start - offset : None if end is None else end - offset]

    def origins(self, document: str, start: int = 0, end: int | None = None) -> list[Origin]:
        """See graph.store.View."""
        with self._borrow() as connection:
            row = connection.execute("SELECT origins FROM document WHERE id = ?", (document,)).fetchone()
        runs = origins(row[0]) if row else ()
        return [run for run in runs if run.end > start and (end is None or run.start < end)]

    def incidence(self, *, plans: Sequence[str] = ()) -> Incidence:
        """See graph.store.View."""
        with self._borrow() as connection:
            return edges.between(connection, plans)

    def load_record(self, plan: str) -> LoadRecord | None:
        """See graph.store.View."""
        with self._borrow() as connection:
            row = connection.execute(f"{_RECORD.format(problems='problems')} WHERE id = ?", (plan,)).fetchone()
        return load_record(row) if row else None

    def load_records(self, plans: Sequence[str] = ()) -> list[LoadRecord]:
        """See graph.store.View."""
        only, given = (f" WHERE id IN ({_IDS})", (_array(plans),)) if plans else ("", ())
        with self._borrow() as connection:
            rows = connection.execute(_RECORD.format(problems="'[]'") + only + " ORDER BY id", given).fetchall()
        return [load_record(row) for row in rows]

    def mark(self) -> int:
        """See graph.store.View."""
        with self._borrow() as connection:
            return tallies.Tallies(connection, self).mark()

    def state(self) -> Hashable:
        """See graph.store.View."""
        with self._borrow() as connection:
            return stamp_in(connection)

    def ledger(self, plans: Sequence[str] = ()) -> Ledger:
        """See graph.store.View."""
        with self._borrow() as connection:
            return self._ledger(connection, plans)

    def _ledger(self, connection: sqlite3.Connection, plans: Sequence[str] = ()) -> Ledger:
        whole = SqliteView(lambda: nullcontext(connection), self.address)
        source, ledgers = tallies.Tallies(connection, whole), self._ledgers or Ledgers()
        return ledgers.of(source, plans) if plans else ledgers.at(source)

    def decisions(self, *, undone: bool = False, **wanted: Unpack[WantedDecisions]) -> list[Decision]:
        """See graph.store.View."""
        with self._borrow() as connection:
            return read_decisions(connection, undone=undone, **wanted)

    def last_decided(self) -> str:
        """See graph.store.View."""
        with self._borrow() as connection:
            (at,) = connection.execute("SELECT coalesce(max(at), '') FROM decision").fetchone()
        return str(at)

    def reading(self, plan: str) -> PlanGraph | None:
        """See graph.store.View."""
        with self._borrow() as connection:
            row = connection.execute("SELECT reading, document FROM plan WHERE id = ?", (plan,)).fetchone()
            return unpack(row[0], read_text(connection, row[1])) if row else None

    def document(self, document: str) -> DocumentText | None:
        """See graph.store.View."""
        with self._borrow() as connection:
            return read_document(connection, document)

    def editions(self, plan: str = "") -> list[EditionRecord]:
        """See graph.store.View."""
        with self._borrow() as connection:
            return editions.records(connection, plan)

    def edition(self, plan: str, number: int) -> Edition | None:
        """See graph.store.View."""
        with self._borrow() as connection:
            kept = editions.content(connection, plan, number)
            current = any(e.number == number and e.state == "current" for e in editions.records(connection, plan))
        if kept is not None:
            return kept
        graph = self.reading(plan) if current else None
        document = self.document(graph.document) if graph else None
        return Edition(graph, document) if graph and document else None

    def renamed(self, ids: Sequence[str]) -> dict[str, str]:
        """See graph.store.View."""
        with self._borrow() as connection:
            return called_now(ids, partial(editions.renamed, connection))

    def renames(self, plan: str) -> dict[str, str]:
        """See graph.store.View."""
        with self._borrow() as connection:
            return editions.renames(connection, plan)

    def settled(self, documents: Sequence[str], ruleset: str) -> dict[str, tuple[str, ...]]:
        """See graph.store.View."""
        with self._borrow() as connection:
            return editions.settled(connection, documents, ruleset)

    def version(self) -> str:
        """See graph.store.View."""
        with self._borrow() as connection:
            loads = connection.execute("SELECT id, fingerprint, loaded_at FROM plan ORDER BY id").fetchall()
            decided = connection.execute("SELECT id, content FROM decision ORDER BY id").fetchall()
        return digest(loads, decided)

    def status(self) -> Status:
        """See graph.store.View."""
        with self._borrow() as connection:
            known = self._ledgers.counts(tallies.Tallies(connection, self)) if self._ledgers else None
            nodes, edges, last = known or tallies.counts(connection)
            (decisions,) = connection.execute("SELECT count(*) FROM decision WHERE NOT undone").fetchone()
        held = (
            {kind: nodes.get(kind, 0) for kind in schema().nodes},
            {kind: edges.get(kind, 0) for kind in schema().edges},
        )
        return Status(f"SQLite {sqlite3.sqlite_version}", self.address, SCHEMA_VERSION, *held, decisions, last)


def _array(ids: Iterable[str]) -> str:
    """Ids as one parameter, however many: json_each takes it apart."""
    return json.dumps(list(dict.fromkeys(ids)), ensure_ascii=False)
