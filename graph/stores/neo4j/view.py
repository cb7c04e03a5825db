"""Reads of the Neo4j store: each one statement (or few) in one read transaction, in the order that graph/store.py promises."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Unpack

from graph.deadlines.periods import Wanted
from graph.editions.called import called_now
from graph.ledger.ledger import Ledger, LoadRecord
from graph.ledger.places import holding_of, ids_within
from graph.model import Decision, DocumentText, Edge, Node, Origin, PlanGraph, WantedDecisions
from graph.schema import SCHEMA_VERSION, schema
from graph.search.asked import Asked, whole
from graph.shadow import search_key
from graph.store import Direction, Edition, EditionRecord, Found, Holding, Incidence, Page, Status, Within
from graph.stores import decode
from graph.stores import decode as arrays
from graph.stores.damage import placed
from graph.stores.kept import unpack_edition
from graph.stores.ledgers import Changed, Ledgers
from graph.stores.neo4j import cypher, cypher_due, cypher_finding
from graph.stores.neo4j import cypher_books as books
from graph.stores.neo4j.properties import edge, edition_record, load_record, node
from graph.stores.neo4j.server.asked import Statement
from graph.stores.remembered import Remembered
from graph.stores.replacing import edge_ends
from graph.stores.rows import CHUNK, digest, unpack

Row = dict[str, Any]
Ask = Callable[[Sequence[Statement]], list[list[Row]]]
Parameter = str | int | Sequence[str]

_ALL = 2**62

_LAST_PLACE = 2**31 - 1
"""The largest place in a list that Cypher takes."""


@placed
class Neo4jView:
    """The View of a Neo4j store; `ask` runs statements in one read transaction."""

    def __init__(
        self,
        ask: Ask,
        server: Callable[[], str],
        address: str,
        ledgers: Ledgers | None = None,
        *,
        remembers: bool = False,
    ) -> None:
        """`ledgers` knows earlier states; without it a ledger is made of all plans whenever asked for. A snapshot `remembers`."""
        self._ask = ask
        self._remembered = Remembered() if remembers else None
        self._mark: Hashable = None
        self._ledgers = ledgers
        self._server = server
        self.address = address

    def nodes(self, ids: Sequence[str]) -> list[Node]:
        """See graph.store.View."""
        return (self._remembered or Remembered()).nodes(ids, self._nodes)

    def _nodes(self, ids: Sequence[str]) -> dict[str, Node]:
        rows = self._rows(cypher.nodes(), ids=list(ids))
        return {given.id: given for given in (node(row["node"]) for row in rows)}

    def list_nodes(self, kind: str, *, plan: str = "", offset: int = 0, limit: int | None = None) -> Page[Node]:
        """See graph.store.View; of a shared kind, `plan` means the nodes that the plan mentions."""
        if kind not in schema().nodes:
            return Page((), offset, 0)
        statement = cypher.list_nodes(kind, plan=bool(plan))
        (row,) = self._rows(statement, plan=plan, offset=offset, limit=_ALL if limit is None else limit)
        return Page(tuple(map(node, row["nodes"])), offset, row["total"])

    def edges(self, ids: Sequence[str], *, kinds: Sequence[str] = (), direction: Direction = "both") -> list[Edge]:
        """See graph.store.View."""
        known = tuple(kind for kind in schema().edges if kind in kinds)
        if kinds and not known:
            return []
        asked, memory = cypher.edges(known, direction), self._remembered or Remembered()
        return memory.edges(ids, known, direction, lambda new: map(edge, self._rows(asked, ids=list(new))))

    def edge(self, edge_id: str) -> Edge | None:
        """See graph.store.View."""
        kind = edge_id.partition("|")[0]
        if kind not in schema().edges:
            return None
        rows = self._rows(cypher.edge(kind), id=edge_id, ends=sorted(edge_ends(edge_id)))
        return edge(rows[0]) if rows else None

    def departments_named(self, name: str) -> list[Node]:
        """See graph.store.View."""
        rows = self._rows(cypher.named("Department"), name=search_key(name))
        return [node(row["node"]) for row in rows]

    def plans_named(self, name: str) -> list[Node]:
        """See graph.store.View."""
        rows = self._rows(cypher.named("Plan"), name=search_key(name))
        return [node(row["node"]) for row in rows]

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
        if not asked:
            return Found((), offset, 0, {})
        statement, given = cypher_finding.find(asked, narrowed=within is not None)
        (row,) = self._rows(
            statement,
            **given,
            kinds=[*(kinds or schema().nodes)],
            plans=[*(within.whole or ())] if within else [],
            ids=ids_within(self.ledger(), within) if within else [],
            offset=offset,
            end=min(offset + limit, _LAST_PLACE),
        )
        counts = {kind: number for kind, number in zip(schema().nodes, row["counts"], strict=True) if number}
        return Found(tuple(map(node, row["nodes"])), offset, row["total"], counts)

    def holding(self, asked: Asked, *, kinds: Sequence[str] = ()) -> Holding:
        """See graph.store.View."""
        statement, given = cypher_finding.holding(asked) if asked else ("", {})
        rows = self._rows(statement, **given, kinds=[*(kinds or schema().nodes)]) if statement else []
        return holding_of(self.ledger(), ((row["kind"], row["plan"], row["ids"]) for row in rows))

    def due(self, wanted: Wanted, *, offset: int = 0, limit: int | None = None) -> Page[Node]:
        """See graph.store.View."""
        given = {**_given(wanted), "offset": offset, "limit": _ALL if limit is None else limit}
        (row,) = self._rows(
            cypher_due.page(wanted.nodes, undated=wanted.kind == "undated", only=_only(wanted)), **given
        )
        return Page(tuple(map(node, row["nodes"])), offset, row["total"])

    def text(self, document: str, start: int = 0, end: int | None = None) -> str:
        """See graph.store.View."""
        if end is not None and end <= start:
            return ""
        first, last = start // CHUNK, _ALL if end is None else (end - 1) // CHUNK
        rows = self._rows(books.PIECES, document=document, first=first, last=last)
        offset = first * CHUNK
        return "".join(row["text"] for row in rows)[start - offset : None if end is None else end - offset]

    def origins(self, document: str, start: int = 0, end: int | None = None) -> list[Origin]:
        """See graph.store.View."""
        rows = self._rows(books.ORIGINS, document=document)
        runs = decode.origins(rows[0]["origins"]) if rows else ()
        return [run for run in runs if run.end > start and (end is None or run.start < end)]

    def incidence(self, *, plans: Sequence[str] = ()) -> Incidence:
        """See graph.store.View."""
        given = {"plans": list(plans)}
        statements = [(statement, given) for statement in cypher.incidence(plans=bool(plans))]
        measures, duties, targets, departments = (rows[0]["rows"] for rows in self._ask(statements))
        return arrays.incidence(measures, duties, dict(targets), departments)

    def load_record(self, plan: str) -> LoadRecord | None:
        """See graph.store.View."""
        rows = self._rows(books.LOAD_RECORDS, plan=plan) if plan else []
        return load_record(rows[0]) if rows else None

    def load_records(self, plans: Sequence[str] = ()) -> list[LoadRecord]:
        """See graph.store.View."""
        rows = self._rows(books.RECORDS_OF, plans=plans) if plans else self._rows(books.LOAD_RECORDS, plan="")
        return sorted(map(load_record, rows), key=lambda record: record.plan)

    def ledger(self, plans: Sequence[str] = ()) -> Ledger:
        """See graph.store.View."""
        ledgers = self._ledgers or Ledgers()
        return ledgers.of(self, plans) if plans else ledgers.at(self)

    def mark(self) -> Hashable:
        """See graph.stores.ledgers.Source."""
        if self._mark is None or not self._remembered:  # a snapshot is of one state
            (row,) = self._rows(books.MARK)
            self._mark = tuple(tuple(gate) for gate in row["mark"])
        return self._mark

    def state(self) -> Hashable:
        """See graph.store.View; the last thing that every write does is to pass a gate."""
        return self.mark()

    def changed(self, known: Ledger) -> Iterable[Changed]:
        """See graph.stores.ledgers.Source."""
        (row,) = self._rows(books.STAMPS)
        stamps = dict(row["stamps"])
        gone = [plan for plan in known.entries if plan not in stamps]
        plans = [p for p, stamp in stamps.items() if p not in known.entries or known.entries[p].stamp != stamp]
        return [*((plan, "", None) for plan in gone), *(self.tallies(plans) if plans else ())]

    def tallies(self, plans: Sequence[str]) -> Iterable[Changed]:
        """See graph.stores.ledgers.Source."""
        return [(row["plan"], row["stamp"], row["tally"]) for row in self._rows(books.TALLIES, plans=list(plans))]

    def decisions(self, *, undone: bool = False, **wanted: Unpack[WantedDecisions]) -> list[Decision]:
        """See graph.store.View."""
        given = {name: list(values) for name, values in wanted.items() if isinstance(values, Sequence) and values}
        return in_force(self._rows(books.decisions(given), **given), undone=undone)

    def last_decided(self) -> str:
        """See graph.store.View."""
        (row,) = self._rows(books.LAST_DECIDED)
        return str(row["at"])

    def reading(self, plan: str) -> PlanGraph | None:
        """See graph.store.View."""
        rows = self._rows(books.READING, plan=plan)
        return unpack(rows[0]["reading"], "") if rows else None

    def document(self, document: str) -> DocumentText | None:
        """See graph.store.View."""
        pieces = {"document": document, "first": 0, "last": _ALL}
        found, texts = self._ask([(cypher.document(), {"document": document}), (books.PIECES, pieces)])
        if not found:
            return None
        text = "".join(row["text"] for row in texts)
        return DocumentText(node(found[0]["node"]), text, decode.origins(found[0]["origins"]))

    def editions(self, plan: str = "") -> list[EditionRecord]:
        """See graph.store.View."""
        return list(map(edition_record, self._rows(books.EDITIONS, plan=plan)))

    def edition(self, plan: str, number: int) -> Edition | None:
        """See graph.store.View."""
        rows = self._rows(books.EDITION, plan=plan, number=number)
        if not rows:
            return None
        if rows[0]["content"] is not None:
            return unpack_edition(rows[0]["content"], rows[0]["base"] or b"")
        graph = self.reading(plan)
        document = self.document(graph.document) if graph else None
        return Edition(graph, document) if graph and document else None

    def renamed(self, ids: Sequence[str]) -> dict[str, str]:
        """See graph.store.View; a step of the chains is a read."""
        return called_now(
            ids, lambda asked: {row["old"]: row["new"] for row in self._rows(books.RENAMED, ids=list(asked))}
        )

    def renames(self, plan: str) -> dict[str, str]:
        """See graph.store.View."""
        return {row["old"]: row["new"] for row in self._rows(books.RENAMES, plan=plan)}

    def settled(self, documents: Sequence[str], ruleset: str) -> dict[str, tuple[str, ...]]:
        """See graph.store.View."""
        rows = self._rows(books.SETTLED, documents=list(dict.fromkeys(documents)), ruleset=ruleset)
        return {row["document"]: tuple(sorted(row["plans"])) for row in rows}

    def version(self) -> str:
        """See graph.store.View."""
        loads, decided = self._ask([(books.FINGERPRINTS, {}), (books.DECISIONS, {})])
        return digest(
            sorted((row["plan"], row["fingerprint"], row["loaded_at"]) for row in loads),
            sorted((row["id"], row["content"]) for row in decided),
        )

    def status(self) -> Status:
        """See graph.store.View."""
        counted, (row,) = self._ask([(cypher.counts(), {}), (books.STATUS, {})])
        number = {row["kind"]: row["number"] for row in counted}
        return Status(
            engine=self._server(),
            address=self.address,
            schema_version=SCHEMA_VERSION,
            nodes={kind: number.get(kind, 0) for kind in schema().nodes},
            edges={kind: number.get(kind, 0) for kind in schema().edges},
            decisions=row["decisions"],
            last_load=row["last"],
        )

    def _rows(self, statement: str, **parameters: Parameter) -> list[Row]:
        (rows,) = self._ask([(statement, parameters)])
        return rows


def _given(wanted: Wanted) -> dict[str, Parameter]:
    """The parameters of the statements on deadlines."""
    first, behind = wanted.places
    return {"first": first, "behind": behind, "plans": list(wanted.plans or ()), "items": list(wanted.items or ())}


def _only(wanted: Wanted) -> tuple[str, ...]:
    """What narrows the deadlines."""
    return tuple(name for name in ("plans", "items") if getattr(wanted, name) is not None)


def in_force(rows: Sequence[Row], *, undone: bool) -> list[Decision]:
    """Decisions of their rows by (at, id); those taken back only with `undone`."""
    ordered = sorted(rows, key=lambda row: (row["at"], row["id"]))
    return [decode.decision(row["content"]) for row in ordered if undone or not row["undone"]]
