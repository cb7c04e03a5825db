"""Writes of the Neo4j store: every call is one transaction of the server.

One transaction a plan, and not generations that a sweep tidies up later: a plan is some hundred items, which a transaction
holds with ease; a death in the middle leaves nothing to repair; and what a person asks by hand never has to leave out rows
of a load that is not finished.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

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
from graph.stores.neo4j import cypher_books as books
from graph.stores.neo4j.batch import (
    Batch,
    before_of,
    enter,
    forget,
    kept,
    lock_all,
    lock_looking,
    read_decisions,
    seen,
    store_decision,
    text_of,
)
from graph.stores.neo4j.editions import Run, base, keep_edition, set_aside
from graph.stores.neo4j.effective import Effective, rewrite
from graph.stores.neo4j.register import Neo4jRegister
from graph.stores.replacing import check_added, parts, touches


class Change(Protocol):
    """Runs work in one managed write transaction and gives what it gives."""

    def __call__(self, work: Callable[[Run], T], /) -> T:
        """Run it."""
        ...


@placed
class Neo4jWriter(Writer):
    """The Writer of a Neo4j store; `change` runs work in one managed write transaction."""

    def __init__(self, change: Change, address: str, actor: Actor = ITSELF) -> None:
        self._change = change
        self.address = address
        self._actor = actor

    def replace_all(self, loads: Sequence[Load], sure: Sure | None = None) -> list[Outcome | RespgraphError]:
        """See graph.store.Writer; those that look at what is stored before they store take turns."""
        return stored_in_turns(loads, lambda turn: self._store(turn, sure), spans=False)

    def _store(self, loads: Sequence[Prepared], sure: Sure | None) -> list[Outcome]:
        """Store plans in one transaction."""

        def work(run: Run) -> list[Outcome]:
            if sure:
                lock_looking(run)
                sure(seen(run, self.address), [each.load for each in loads])
            batch = Batch(run, loads)
            before = batch.stood()
            outcomes = [batch.add(load) for load in loads]
            batch.write()
            stored_now = zip((each.load for each in loads), outcomes, strict=True)
            self._tell(run, told.loads(stored_now, before))
            return outcomes

        return self._change(work)

    def remove(self, plan: str, *, at: str = "", by: str = "", sure: Callable[[View], None] | None = None) -> bool:
        """See graph.store.Writer."""

        def work(run: Run) -> bool:
            found = enter(run, [plan])["stored"]
            if sure:
                sure(seen(run, self.address))
            if not found:
                return False
            set_aside(run, plan, kept(run, found[0]), removed=f"{by}, {at}".strip(", ") or "-")
            forget(run, found[0])
            self._tell(run, [told.removal(plan, {"document": found[0]["document"]}, by)])
            return True

        return self._change(work)

    def keep(self, record: EditionRecord, edition: Edition) -> None:
        """See graph.store.Writer."""
        packed = rows.pack(edition.graph, edition.document.text).data

        def work(run: Run) -> None:
            keep_edition(run, record, pack_edition(packed, edition.document, base(run, record.plan)))
            self._tell(run, [told.keeping(record)])

        self._change(work)

    def rewrite_decision(self, decision: Decision) -> None:
        """Store a decision in other words of the same meaning; no plan is touched, the next one that is loaded knows it."""
        self._change(lambda run: store_decision(run, decision))

    def follow_anew(self, plans: Sequence[str]) -> None:
        """Write what follows from the readings of plans as this version does; nothing that was read or decided changes."""

        def work(run: Run) -> None:
            lock_all(run)
            decisions = read_decisions(run, kinds=ACTING)
            _rewrite(run, run(books.TOUCHED, {"plans": list(plans), "department": None}), decisions)

        self._change(work)

    def decide_all(self, work: Callable[[Deciding], T]) -> T:
        """See graph.store.Writer; with all gates held no loader and no other decision is under way."""

        def locked(run: Run) -> T:
            lock_all(run)

            def decide(make: Callable[[View], D]) -> D:
                decision = make(seen(run, self.address))
                if decision is not None:
                    before = read_decisions(run, ids=[decision.id])
                    _settle(run, decision)
                    self._tell(run, [told.decided(decision, before[0] if before else None)])
                return decision

            return work(decide)

        return self._change(locked)

    def _tell(self, run: Run, entries: Iterable[Entry]) -> None:
        """Write what was done into the audit, in the same transaction."""
        Neo4jRegister(run).write(self._actor, *entries)


def _settle(run: Run, decision: Decision) -> None:
    """Store a decision and rewrite the plans that it concerns."""
    store_decision(run, decision)
    touched = run(books.TOUCHED, concerned) if any((concerned := _concerned(run, decision)).values()) else []
    decisions = read_decisions(run, kinds=ACTING) if touched else []
    for row in touched:
        graph = rows.unpack(row["reading"], "")
        check_added(decision, graph, text_of(run, graph.document), decisions)
    _rewrite(run, touched, decisions)


def _rewrite(run: Run, plans: Sequence[Mapping[str, Any]], decisions: Sequence[Decision]) -> None:
    """Write the effective graphs of plans (rows of TOUCHED) anew."""
    changed = [
        Effective(row["plan"], parts(rows.unpack(row["reading"], ""), decisions), {"rank": row["rank"]}, before_of(row))
        for row in plans
    ]
    if changed:
        rewrite(run, changed)


def _concerned(run: Run, decision: Decision) -> dict[str, Any]:
    """Which plans' effective graphs the decision may change, as parameters of TOUCHED."""
    department, about, ends = touches(decision)
    owners = run(books.OWNERS, {"ids": sorted(ends)}) if ends else []
    plans = [owner for row in owners for owner in (row["id"], row["plan"]) if owner]
    return {"plans": [*plans, about] if about else plans, "department": department or None}
