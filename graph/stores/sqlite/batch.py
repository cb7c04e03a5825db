"""Plans on their way into the SQLite store: what each replaces, then all that they share at once.

Callers run a batch inside one write transaction.
"""

import sqlite3
from typing import NamedTuple

from graph.decisions import ACTING, APART
from graph.model import Decision, DocumentText, PlanGraph
from graph.serial import dumps, problem_to_json
from graph.store import Outcome
from graph.stores import rows
from graph.stores.bulk import Prepared
from graph.stores.damage import damaged
from graph.stores.kept import Kept, pack_edition
from graph.stores.replacing import Parts, edition, outcome, parts, succession
from graph.stores.spans import Owner
from graph.stores.sqlite.effective import Effective, rewrite
from graph.stores.sqlite.rows import editions
from graph.stores.sqlite.rows.decisions import read_decisions, store_decision
from graph.stores.sqlite.rows.texts import read_document, read_text
from graph.stores.sqlite.tables import PIECE

NOTHING = Parts((), (), (), (), frozenset())


class Stored(NamedTuple):
    """What is stored of a plan."""

    key: int
    plan: str
    fingerprint: str
    edition: str
    document: str
    reading: bytes


class Batch:
    """Plans that are stored together: decisions are read once, shared nodes are merged once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """In the transaction of the connection."""
        self._connection = connection
        self._waiting: dict[str, Effective] = {}
        self._decisions: list[Decision] | None = None

    def add(self, given: Prepared) -> Outcome:
        """What becomes of a plan; it is stored when the batch is written."""
        connection, graph, loading = self._connection, given.load.graph, given.loading
        if self._waiting.keys() & {graph.plan, loading.instead_of}:
            self.write()
        found = (stored(connection, loading.instead_of) if loading.instead_of else None) or stored(
            connection, graph.plan
        )
        result = outcome(
            stored_fingerprint=found.fingerprint if found else "",
            stored_edition=found.edition if found else "",
            new_fingerprint=given.fingerprint,
            new_edition=given.edition,
        )
        if result in ("added", "changed"):
            self._succeed(found, given)
            self._store_document(given.load.document)
            key = _store_plan(connection, given)
            self._waiting[graph.plan] = Effective(
                key,
                rows.owner_of(graph),
                graph.date,
                parts(graph, self._known()),
                given.load.document.text,
                given.packed,
            )
            same = found is not None and found.document == graph.document
            file_name = given.load.document.node.text("file_name")
            editions.add(connection, graph, file_name, loading, same_document=same)
        return result

    def write(self) -> None:
        """Store what waits."""
        if self._waiting:
            rewrite(self._connection, list(self._waiting.values()))
            self._waiting.clear()

    def _known(self) -> list[Decision]:
        if self._decisions is None:
            self._decisions = read_decisions(self._connection, undone=True, kinds=ACTING)
        return self._decisions

    def _removed(self, plan: str) -> PlanGraph | None:
        """The last reading of a plan that was taken out of the graph and comes back: its decisions waited for it."""
        kept_edition = editions.removed_content(self._connection, plan)
        return kept_edition.graph if kept_edition else None

    def _succeed(self, found: Stored | None, given: Prepared) -> None:
        """Set the stored edition aside, let ids and decisions follow."""
        connection, graph = self._connection, given.load.graph
        before = reading(connection, found) if found else self._removed(graph.plan)
        reports = read_decisions(connection, undone=True, kinds=APART, plans=[before.plan]) if before else []
        change = succession(before, graph, [*self._known(), *reports], given.loading)
        if found and found.document != graph.document:
            editions.set_aside(connection, found.plan, kept(connection, found))
        editions.rename(connection, graph.plan, change.renamed, before=found.plan if found else "")
        for decision in change.decisions:
            store_decision(connection, decision)
        self._decisions = change.applied(self._known())
        if found and found.plan != graph.plan:
            forget(connection, found)

    def _store_document(self, document: DocumentText) -> None:
        """Store a text; what other plans of it quote is kept in their own words where it does not stand there any more."""
        connection, key = self._connection, document.node.id
        known = connection.execute("SELECT 1 FROM document WHERE id = ?", (key,)).fetchone()
        # asked first where it is soon found whether there is one: rows of the table of texts are large
        before = read_text(connection, key) if known else ""
        others: list[Stored] = []
        if before and before != document.text:
            self.write()
            query = "SELECT id FROM plan WHERE document = ? ORDER BY id"
            ids = [plan for (plan,) in connection.execute(query, (key,)).fetchall()]
            others = [found for plan in ids if (found := stored(connection, plan))]
        if before != document.text or not before:
            if known:
                connection.execute("DELETE FROM document_text WHERE document = ?", (key,))
            pieces = [(key, piece, text) for piece, text in enumerate(rows.chunks(document.text, PIECE))]
            connection.executemany("INSERT INTO document_text VALUES (?, ?, ?)", pieces)
        origins = (key, len(document.text), rows.pack_origins(document))
        connection.execute("INSERT OR REPLACE INTO document VALUES (?, ?, ?)", origins)
        for found in others:
            graph = rows.unpack(found.reading, before)
            packed = rows.pack(graph, document.text)
            connection.execute("UPDATE plan SET reading = ? WHERE key = ?", (packed.data, found.key))
            said = parts(graph, self._known())
            again = Effective(found.key, rows.owner_of(graph), graph.date, said, document.text, packed)
            rewrite(connection, [again])


def stored(connection: sqlite3.Connection, plan: str) -> Stored | None:
    """What is stored of a plan."""
    row = connection.execute(
        "SELECT key, id, fingerprint, edition, document, reading FROM plan WHERE id = ?", (plan,)
    ).fetchone()
    return Stored(*row) if row else None


def reading(connection: sqlite3.Connection, found: Stored) -> PlanGraph:
    """The reading of a stored plan."""
    return rows.unpack(found.reading, read_text(connection, found.document))


def kept(connection: sqlite3.Connection, found: Stored) -> Kept:
    """The edition that is stored as it is kept when it is the current one no more."""
    document = read_document(connection, found.document)
    if document is None:
        raise damaged(f"the document of {found.plan} is not there")
    return pack_edition(found.reading, document, editions.base(connection, found.plan))


def forget(connection: sqlite3.Connection, found: Stored) -> None:
    """Take a plan out of the graph."""
    rewrite(connection, [Effective(found.key, Owner(found.plan, "", ""), "", NOTHING)])
    connection.execute("DELETE FROM plan WHERE key = ?", (found.key,))


def _store_plan(connection: sqlite3.Connection, given: Prepared) -> int:
    """Store a plan's row; its key."""
    graph = given.load.graph
    problems = dumps([problem_to_json(problem) for problem in graph.problems])
    (key,) = connection.execute(
        """INSERT INTO plan (id, document, date, edition, loaded_at, ruleset, figures, problems, fingerprint, reading)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET document = excluded.document,
          date = excluded.date, edition = excluded.edition, loaded_at = excluded.loaded_at, ruleset = excluded.ruleset,
          figures = excluded.figures, problems = excluded.problems, fingerprint = excluded.fingerprint,
          reading = excluded.reading RETURNING key""",
        (
            graph.plan, graph.document, graph.date, edition(graph), given.loading.at, graph.ruleset,
            dumps(dict(graph.figures)), problems, given.fingerprint, given.packed.data,
        ),
    ).fetchone()  # fmt: skip
    return int(key)
