"""Plans on their way into the Neo4j store: what each replaces, then all of them at once, in as few statements as one takes.

Callers run a batch inside one transaction, which may be run again.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any
from uuid import uuid4

from graph.decisions import ACTING, APART, plan_of
from graph.model import Decision
from graph.serial import decision_to_json, dumps, problem_to_json
from graph.store import Outcome
from graph.stores import rows
from graph.stores.bulk import Prepared
from graph.stores.damage import damaged
from graph.stores.kept import Kept, pack_edition, unpack_edition
from graph.stores.neo4j import cypher_books as books
from graph.stores.neo4j import cypher_writing as writing
from graph.stores.neo4j.editions import Run, base, edition_row, rename, set_aside
from graph.stores.neo4j.effective import Before, Effective, rewrite
from graph.stores.neo4j.properties import in_order
from graph.stores.neo4j.view import Neo4jView, in_force
from graph.stores.replacing import Parts, outcome, parts, succession

NOTHING = Parts((), (), (), (), frozenset())


class Batch:
    """Plans that are stored together: gates are passed, decisions read and shared nodes merged once."""

    def __init__(self, run: Run, loads: Sequence[Prepared]) -> None:
        """In the transaction of `run`; takes the gates of all plans."""
        self._run = run
        found = enter(run, {plan for one in loads for plan in (one.load.graph.plan, one.loading.instead_of) if plan})
        self._stored = {row["plan"]: row for row in found["stored"]}
        self._removed = {row["plan"]: unpack_edition(row["content"], row["base"] or b"") for row in found["removed"]}
        self._decisions = in_force(found["acting"], undone=True)
        self._reports = in_force(found["apart"], undone=True)
        self._clear()

    def _clear(self) -> None:
        self._waiting: dict[str, Effective] = {}
        self._documents: dict[str, Prepared] = {}
        self._editions: list[dict[str, Any]] = []

    def stood(self) -> dict[str, dict[str, str]]:
        """What the audit says of plans before they are stored."""
        return {plan: {"document": row["document"]} for plan, row in self._stored.items()}

    def add(self, given: Prepared) -> Outcome:
        """What becomes of a plan; it is stored when the batch is written."""
        graph, loading = given.load.graph, given.loading
        if again := self._waiting.keys() & {graph.plan, loading.instead_of}:
            self.write()
            self._stored |= {row["plan"]: row for row in stored(self._run, again)}
        before = loading.instead_of if loading.instead_of in self._stored else graph.plan
        found = self._stored.get(before)
        result = outcome(
            stored_fingerprint=found["fingerprint"] if found else "",
            stored_edition=found["edition"] if found else "",
            new_fingerprint=given.fingerprint,
            new_edition=given.edition,
        )
        if result in ("added", "changed"):
            self._succeed(found, given)
            said = before_of(found) if found and before == graph.plan else Before()
            self._waiting[graph.plan] = Effective(graph.plan, parts(graph, self._decisions), _load(given), said)
            self._documents[graph.document] = given
            same = found is not None and found["document"] == graph.document
            file_name = given.load.document.node.text("file_name")
            self._editions.append(edition_row(graph, file_name, loading, same_document=same))
        return result

    def write(self) -> None:
        """Store what waits."""
        if not self._waiting:
            return
        rewrite(self._run, list(self._waiting.values()))
        texts = [
            {"document": key, "origins": rows.pack_origins(document), "pieces": list(rows.chunks(document.text))}
            for key, document in ((key, one.load.document) for key, one in self._documents.items())
        ]
        self._run(writing.STORE_TEXTS, {"given": {"texts": texts, "editions": self._editions}})
        self._clear()

    def _succeed(self, found: Mapping[str, Any] | None, given: Prepared) -> None:
        """Set the stored edition aside, let ids and decisions follow."""
        run, graph = self._run, given.load.graph
        removed = self._removed.pop(graph.plan, None)  # its decisions waited for it
        before = rows.unpack(found["reading"], "") if found else removed.graph if removed else None
        if before is None:
            if given.loading.renamed:
                rename(run, graph.plan, given.loading.renamed)
            return
        reports = [one for one in self._reports if plan_of(one) == before.plan]
        change = succession(before, graph, [*self._decisions, *reports], given.loading)
        if found and before.document != graph.document:
            set_aside(run, found["plan"], kept(run, found))
        rename(run, graph.plan, change.renamed, before=before.plan)
        for decision in change.decisions:
            store_decision(run, decision)
        if found and found["plan"] != graph.plan:
            forget(run, found)
            del self._stored[found["plan"]]
        self._decisions = change.applied(self._decisions)
        self._reports = change.applied(self._reports)


def enter(run: Run, plans: Collection[str]) -> dict[str, Any]:
    """Pass the gates of plans; what storing them has to know (see ENTER)."""
    given = {"plans": sorted(plans), "gates": _gates(plans), "stamp": uuid4().hex}
    (found,) = run(writing.ENTER, {"given": {**given, "acting": list(ACTING), "apart": list(APART)}})
    return found


def stored(run: Run, plans: Collection[str]) -> list[dict[str, Any]]:
    """What is stored of plans."""
    (found,) = run(writing.STORED, {"given": {"plans": sorted(plans)}})
    rows: list[dict[str, Any]] = found["stored"]
    return rows


def before_of(row: Mapping[str, Any]) -> Before:
    """What a stored plan says of shared items, of its row."""
    return Before(row["rank"] or "", row["says"])


def _gates(plans: Iterable[str]) -> list[int]:
    """The gates of plans, in order, so that nobody waits for one who waits for him."""
    return sorted({sha256(plan.encode()).digest()[0] % books.GATES for plan in plans})


def lock_all(run: Run) -> None:
    """Pass all gates: no loader and no other decision is under way then."""
    run(books.LOCK_GATES, {"gates": list(range(books.GATES)), "stamp": uuid4().hex})


def lock_looking(run: Run) -> None:
    """Pass the gate of those who look before they store, before any other: one at a time, so that each sees the one before."""
    run(books.LOCK_GATES, {"gates": [books.LOOKING], "stamp": uuid4().hex})


def seen(run: Run, address: str = "") -> Neo4jView:
    """Reads inside a transaction."""
    return Neo4jView(lambda statements: [run(*statement) for statement in statements], str, address)


def kept(run: Run, stored: Mapping[str, Any]) -> Kept:
    """The edition that is stored as it is kept when it is the current one no more."""
    document = seen(run).document(stored["document"])
    if document is None:
        raise damaged(f"the document {stored['document']} is not there")
    return pack_edition(stored["reading"], document, base(run, stored["plan"]))


def forget(run: Run, row: Mapping[str, Any]) -> None:
    """Take a stored plan out of the graph."""
    rewrite(run, [Effective(row["plan"], NOTHING, {}, before_of(row))])
    run(books.FORGET_LOAD, {"plan": row["plan"]})


def _load(given: Prepared) -> dict[str, Any]:
    graph = given.load.graph
    return {
        "document": graph.document,
        "date": graph.date,
        "rank": f"{graph.date}\0{in_order(graph.plan)}",
        "edition": given.edition,
        "loaded_at": given.loading.at,
        "ruleset": graph.ruleset,
        "figures": dumps(dict(graph.figures)),
        "problems": dumps([problem_to_json(problem) for problem in graph.problems]),
        "fingerprint": given.fingerprint,
        "reading": given.packed.data,
    }


def read_decisions(run: Run, **narrowed: Sequence[str]) -> list[Decision]:
    """Decisions of some kinds, of some plans, those taken back included."""
    given = {name: list(values) for name, values in narrowed.items()}
    return in_force(run(books.decisions(given), given), undone=True)


def text_of(run: Run, document: str) -> str:
    """The whole text of a document."""
    return "".join(row["text"] for row in run(books.PIECES, {"document": document, "first": 0, "last": 2**62}))


def store_decision(run: Run, decision: Decision) -> None:
    """Store a decision, or overwrite it."""
    content = {
        "at": decision.at,
        "undone": bool(decision.undone),
        "kind": decision.kind,
        "subject": decision.subject,
        "plan": plan_of(decision),
        "content": dumps(decision_to_json(decision)),
    }
    run(books.STORE_DECISION, {"id": decision.id, "decision": content})
