"""Writes of the Neo4j store: every call is one transaction of the server.

One transaction a plan, and not generations that a sweep tidies up later: a plan is some hundred items, which a transaction
holds with ease; a death in the middle leaves nothing to repair; and what a person asks by hand never has to leave out rows
of a load that is not finished.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, Protocol, TypeVar
from uuid import uuid4

from graph.decisions import ACTING, PROGRESS, plan_of
from graph.errors import ModelError, RespgraphError
from graph.model import Decision, DocumentText, PlanGraph
from graph.serial import (
    decision_to_json,
    dumps,
    problem_to_json,
)
from graph.store import D, Edition, EditionRecord, Load, Outcome, View
from graph.stores import rows
from graph.stores.damage import damaged, placed
from graph.stores.neo4j import cypher_books as books
from graph.stores.neo4j.editions import Run, keep_edition, record_edition, rename, set_aside
from graph.stores.neo4j.effective import rewrite
from graph.stores.neo4j.properties import in_order
from graph.stores.neo4j.view import Neo4jView, in_force
from graph.stores.replacing import Loading, Parts, check, check_added, edition, outcome, parts, succession, touches

T = TypeVar("T")


class Change(Protocol):
    """Runs work in one managed write transaction and gives what it gives."""

    def __call__(self, work: Callable[[Run], T], /) -> T:
        """Run it."""
        ...


_NOTHING = Parts((), (), (), (), frozenset())


@placed
class Neo4jWriter:
    """The Writer of a Neo4j store; `change` runs work in one managed write transaction."""

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
        packed = rows.pack(graph, "")
        load: dict[str, Any] = {
            "document": graph.document,
            "date": graph.date,
            "rank": f"{graph.date}\0{in_order(graph.plan)}",
            "edition": edition(graph),
            "loaded_at": loading.at,
            "ruleset": graph.ruleset,
            "figures": dumps(dict(graph.figures)),
            "problems": dumps([problem_to_json(problem) for problem in graph.problems]),
            "fingerprint": rows.fingerprint(packed, document),
            "reading": packed.data,
        }

        def work(run: Run) -> Outcome:
            before = loading.instead_of
            _lock(run, sorted({_gate(plan) for plan in (graph.plan, before) if plan}))
            (stored,) = run(books.STORED, {"plan": before}) if before else ({"fingerprint": None},)
            if stored["fingerprint"] is None:
                before = graph.plan
                (stored,) = run(books.STORED, {"plan": before})
            result = outcome(
                stored_fingerprint=stored["fingerprint"] or "",
                stored_edition=stored["edition"] or "",
                new_fingerprint=load["fingerprint"],
                new_edition=load["edition"],
            )
            if result in ("added", "changed"):
                decisions = self._succeed(run, stored, before, graph, loading)
                items = (stored["items"] or []) if before == graph.plan else []
                rewrite(run, graph.plan, load, parts(graph, decisions), items)
                _store_document(run, document)
                same = stored["document"] == graph.document
                record_edition(run, graph, document.node.text("file_name"), loading, same_document=same)
            return result

        return self._change(work)

    def replace_all(self, loads: Sequence[Load]) -> list[Outcome | RespgraphError]:
        """See graph.store.Writer."""
        results: list[Outcome | RespgraphError] = []
        for load in loads:
            try:
                results.append(
                    self.replace(
                        load.graph,
                        load.document,
                        loaded_at=load.loaded_at,
                        by=load.by,
                        instead_of=load.instead_of,
                        renamed=load.renamed,
                        note=load.note,
                    )
                )
            except ModelError as error:
                results.append(error)
        return results

    def _succeed(
        self, run: Run, stored: Mapping[str, Any], before: str, graph: PlanGraph, loading: Loading
    ) -> list[Decision]:
        """Set the stored edition aside, let ids and decisions follow; the decisions as they stand then."""
        decisions = _decisions(run, kinds=ACTING)
        reports = _decisions(run, kinds=[PROGRESS], plans=[before])
        old = rows.unpack(stored["reading"], "") if stored["fingerprint"] is not None else None
        change = succession(old, graph, [*decisions, *reports], loading)
        if old is not None and old.document != graph.document:
            set_aside(run, before, self._kept(run, stored))
        rename(run, graph.plan, change.renamed, before=before if old is not None else "")
        for decision in change.decisions:
            _store_decision(run, decision)
        if old is not None and before != graph.plan:
            _forget(run, before, stored["items"])
        return change.applied(decisions)

    def _kept(self, run: Run, stored: Mapping[str, Any]) -> bytes:
        """The edition that is stored as it is kept when it is the current one no more."""
        document = self._seen(run).document(stored["document"])
        if document is None:
            raise damaged(f"the document {stored['document']} is not there")
        return rows.pack_edition(stored["reading"], document)

    def _seen(self, run: Run) -> Neo4jView:
        """Reads inside a transaction."""
        return Neo4jView(lambda statements: [run(*statement) for statement in statements], str, self.address)

    def remove(self, plan: str, *, at: str = "", by: str = "") -> bool:
        """See graph.store.Writer."""

        def work(run: Run) -> bool:
            _lock(run, [_gate(plan)])
            (stored,) = run(books.STORED, {"plan": plan})
            if stored["fingerprint"] is None:
                return False
            set_aside(run, plan, self._kept(run, stored), removed=f"{by}, {at}".strip(", ") or "-")
            _forget(run, plan, stored["items"])
            return True

        return self._change(work)

    def keep(self, record: EditionRecord, edition: Edition) -> None:
        """See graph.store.Writer."""
        kept = rows.pack_edition(rows.pack(edition.graph, edition.document.text).data, edition.document)
        self._change(lambda run: keep_edition(run, record, kept))

    def decide(self, decision: Decision) -> None:
        """See graph.store.Writer."""
        self.decide_on(lambda _view: decision)

    def rewrite_decision(self, decision: Decision) -> None:
        """Store a decision in other words of the same meaning; no plan is touched, the next one that is loaded knows it."""
        self._change(lambda run: _store_decision(run, decision))

    def decide_on(self, make: Callable[[View], D]) -> D:
        """See graph.store.Writer; with all gates held no loader and no other decision is under way."""

        def work(run: Run) -> D:
            _lock(run, range(books.GATES))
            decision = make(self._seen(run))
            if decision is not None:
                _settle(run, decision)
            return decision

        return self._change(work)


def _settle(run: Run, decision: Decision) -> None:
    """Store a decision and rewrite the plans that it concerns."""
    _store_decision(run, decision)
    touched = run(books.TOUCHED, concerned) if any((concerned := _concerned(run, decision)).values()) else []
    decisions = _decisions(run, kinds=ACTING) if touched else []
    for row in touched:
        graph = rows.unpack(row["reading"], "")
        check_added(decision, graph, _text(run, graph.document), decisions)
        rewrite(run, row["plan"], {}, parts(graph, decisions), row["items"])


def _decisions(run: Run, **narrowed: Sequence[str]) -> list[Decision]:
    given = {name: list(values) for name, values in narrowed.items()}
    return in_force(run(books.decisions(given), given), undone=True)


def _forget(run: Run, plan: str, items: Sequence[str]) -> None:
    """Take a plan out of the graph."""
    rewrite(run, plan, {}, _NOTHING, items)
    run(books.FORGET_LOAD, {"plan": plan})


def _store_decision(run: Run, decision: Decision) -> None:
    content = {
        "at": decision.at,
        "undone": bool(decision.undone),
        "kind": decision.kind,
        "subject": decision.subject,
        "plan": plan_of(decision),
        "content": dumps(decision_to_json(decision)),
    }
    run(books.STORE_DECISION, {"id": decision.id, "decision": content})


def _gate(plan: str) -> int:
    return sha256(plan.encode()).digest()[0] % books.GATES


def _lock(run: Run, gates: Iterable[int]) -> None:
    run(books.LOCK_GATES, {"gates": list(gates), "stamp": uuid4().hex})


def _concerned(run: Run, decision: Decision) -> dict[str, Any]:
    """Which plans' effective graphs the decision may change, as parameters of TOUCHED."""
    department, about, ends = touches(decision)
    owners = run(books.OWNERS, {"ids": sorted(ends)}) if ends else []
    plans = [owner for row in owners for owner in (row["id"], row["plan"]) if owner]
    return {"plans": [*plans, about] if about else plans, "department": department or None}


def _text(run: Run, document: str) -> str:
    return "".join(row["text"] for row in run(books.PIECES, {"document": document, "first": 0, "last": 2**62}))


def _store_document(run: Run, document: DocumentText) -> None:
    given = {"document": document.node.id, "origins": rows.pack_origins(document)}
    run(books.STORE_SOURCE, given)
    run(books.DELETE_PIECES, given)
    pieces = [
        {"document": document.node.id, "piece": piece, "text": text}
        for piece, text in enumerate(rows.chunks(document.text))
    ]
    run(books.STORE_PIECES, {"rows": pieces})
