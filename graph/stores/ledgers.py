"""The ledger of a store in memory, brought up to the state that a view sees by reading what was written since."""

import threading
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from sys import intern
from typing import Any, Protocol

from graph.ledger import tallies
from graph.ledger.ledger import Entry, Face, Ledger, LoadRecord
from graph.ledger.tallies import Tally
from graph.model import Node
from graph.serial import dumps, loads
from graph.stores.compression import compressed, expanded
from graph.stores.damage import decoder
from graph.stores.replacing import Parts
from graph.stores.rows import names_key

Changed = tuple[str, Hashable, bytes | None]
"""A plan that was written: its id, its new stamp, its packed tally; none where the plan is gone."""

TRIES = 10
"""How often a ledger is made again where the store was written to meanwhile; the last one counts, and is not kept."""

AT_A_TIME = 2_000
"""Nodes that are read in one go: the little that is kept of each is a tenth of it."""


def _empty() -> Ledger:
    """A ledger that knows of nothing: those that follow it share nothing with those of another store."""
    return Ledger(None, {}, {}, {}, frozenset())


class Source(Protocol):
    """What a ledger is made of; it says when another state has come while it was read."""

    def mark(self) -> Hashable:
        """What names the state; a greater number is a later one."""
        ...

    def changed(self, known: Ledger) -> Iterable[Changed]:
        """The plans that are not as `known` has them, those that are gone included."""
        ...

    def tallies(self, plans: Sequence[str]) -> Iterable[Changed]:
        """Those of the plans that are there."""
        ...

    def load_records(self, plans: Sequence[str] = ()) -> list[LoadRecord]:
        """See graph.store.View."""
        ...

    def nodes(self, ids: Sequence[str]) -> list[Node]:
        """See graph.store.View."""
        ...


class Ledgers:
    """Keeps the ledger of the latest state that was asked for; it may be used from several threads at once.

    One of those who ask reads what is new, and the others wait for it.
    """

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._latest = _empty()
        self._turn = threading.Lock()

    def at(self, source: Source) -> Ledger:
        """The ledger of the state that `source` reads."""
        mark = source.mark()
        if self._latest.mark == mark:
            return self._latest
        with self._turn:
            for _ in range(TRIES):
                known = self._latest
                if known.mark == mark:
                    return known
                made = _brought_up(known, mark, source, source.changed(known))
                before, mark = mark, source.mark()
                if before == mark:
                    if not (isinstance(mark, int) and isinstance(known.mark, int) and mark < known.mark):
                        self._latest = made
                    break
            return made

    def of(self, source: Source, plans: Sequence[str]) -> Ledger:
        """A ledger that knows these plans at least: the one of all where it is at hand, so that one plan is never an answer's price of all."""
        if self._latest.mark == source.mark():
            return self._latest
        return _brought_up(_empty(), None, source, source.tallies(plans))

    def counts(self, source: Source) -> tuple[dict[str, int], dict[str, int], str] | None:
        """How many nodes and edges of each kind there are, and the last load, where the ledger of this state is at hand."""
        ledger = self._latest
        return ledger.once("counts", lambda: _counts(ledger)) if ledger.mark == source.mark() else None


def _counts(ledger: Ledger) -> tuple[dict[str, int], dict[str, int], str]:
    nodes: Counter[str] = Counter()
    edges: Counter[str] = Counter()
    shared: set[tuple[str, str]] = set()
    for entry in ledger.entries.values():
        nodes.update(entry.tally.nodes)
        edges.update(entry.tally.edges)
        shared.update(entry.tally.shared_edges)
    edges.update(kind for kind, _ in shared)
    nodes.update({"Plan": len(ledger.plans), "Department": len(ledger.departments), "Document": len(ledger.documents)})
    last = max((entry.record.loaded_at for entry in ledger.entries.values()), default="")
    return dict(nodes), dict(edges), last


def pack(plan: str, parts: Parts) -> bytes:
    """The tally of a plan's effective graph as it is stored."""
    said = tallies.written(plan, parts.nodes, parts.edges, parts.shared_nodes, parts.shared_edges)
    return compressed(dumps(said).encode())


@decoder("the tally of a plan")
def unpack(packed: bytes) -> Tally:
    """The reverse of pack."""
    said: list[Any] = loads(expanded(packed))
    return tallies.read(said)


def _brought_up(known: Ledger, mark: Hashable, source: Source, changed: Iterable[Changed]) -> Ledger:
    entries = dict(known.entries)
    read: dict[str, tuple[Hashable, Tally]] = {}
    touched: set[str] = set()
    for plan, stamp, packed in changed:
        before = entries.pop(plan, None)
        if before is not None:
            touched.update(before.tally.shared)
        if packed is not None:
            read[plan] = stamp, unpack(packed)
            touched.update(read[plan][1].shared)
    plans, departments, documents = _shared(source, sorted(touched))
    other = {key for key, face in departments.items() if known.departments.get(key, face) != face}
    other |= {key for key, node in plans.items() if known.plans.get(key, node) != node}
    every_plan, every_department = (
        _changed(known.plans, touched, plans),
        _changed(known.departments, touched, departments),
    )
    called = _Called(every_plan, every_department)
    for record in source.load_records(sorted(read)) if read else ():
        stamp, tally = read[record.plan]
        entries[record.plan] = Entry(stamp, tally, record, called.by(tally))
    for plan, entry in entries.items() if other else ():
        if plan not in read and not other.isdisjoint(entry.tally.shared):
            entries[plan] = replace(entry, revision=called.by(entry.tally))
    same = all(known.departments.get(key) == departments.get(key) for key in touched)
    return known.following(
        mark,
        dict(sorted(entries.items())),
        dict(sorted(every_plan.items())),
        known.departments if same else every_department,  # the same one, so that what was worked out of it holds
        known.documents - touched | documents,
    )


class _Called:
    """What the things that plans share are called, as a number: the same whenever they are called so again."""

    def __init__(self, plans: Mapping[str, Node], departments: Mapping[str, Face]) -> None:
        self._plans, self._departments = plans, departments
        self._known: dict[str, int] = {}

    def by(self, tally: Tally) -> int:
        """What all that a plan shares is called."""
        return hash(tuple(map(self._one, tally.shared)))

    def _one(self, key: str) -> int:
        if key not in self._known:
            self._known[key] = hash(self._departments.get(key) or repr(self._plans.get(key)))
        return self._known[key]


def _shared(source: Source, ids: Sequence[str]) -> tuple[dict[str, Node], dict[str, Face], set[str]]:
    """The plans, the departments and the documents of these that are there."""
    plans: dict[str, Node] = {}
    departments: dict[str, Face] = {}
    documents: set[str] = set()
    for first in range(0, len(ids), AT_A_TIME):
        for node in source.nodes(ids[first : first + AT_A_TIME]):
            if node.kind == "Plan":
                plans[node.id] = node
            elif node.kind == "Department":
                departments[node.id] = _face(node)
            elif node.kind == "Document":
                documents.add(node.id)
    return plans, departments, documents


def _changed(known: Mapping[str, Any], touched: set[str], now: Mapping[str, Any]) -> dict[str, Any]:
    found = {**known, **now}
    for gone in touched - now.keys():
        found.pop(gone, None)
    return found


def _face(node: Node) -> Face:
    return Face(
        node.text("name"),
        node.text("name_en"),
        intern(node.text("kind")),
        intern(node.text("jurisdiction")),
        names_key(node),
        tuple(map(intern, node.texts("slots"))),
    )
