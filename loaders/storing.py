"""Files that were read on their way into a store: many plans a transaction, each whole, and what became of each in order."""

import time
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph.difference import Difference
from graph.errors import BusyError, RespgraphError, StoreError
from graph.ids import decision_id
from graph.model import Decision, DocumentText, PlanGraph
from graph.shadow import search_key
from graph.store import Load, Outcome, Store, View
from graph.stores.replacing import edition, moment, now
from loaders.doubts import NO_ANSWERS, Answers, Doubt, change, losses, meant, names

BATCH = 27
"""Plans of one transaction: a death loses no more than these, and what they share is merged once for all of them."""

PATIENCE_S = 2.0
"""How long a plan that was read waits for others: where reading is what takes the time, nobody waits for a full batch."""

TRIES = 10
"""How often a batch is tried where others, each time, store meanwhile what may be the same plans."""

HEADING = 4
"""Least length of a heading by which two plans of one batch may be told to be one."""


@dataclass(frozen=True, slots=True)
class FileReading:
    """A file as it was read: its document and the graph of each act, or the error that stopped it."""

    path: Path
    document: DocumentText | None
    graphs: tuple[PlanGraph, ...]
    error: RespgraphError | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one plan of a file, or would; `before` is what was stored of it.

    `doubts` are the questions about it that nobody has answered; while there is one, nothing of the file is stored.
    """

    graph: PlanGraph
    outcome: Outcome
    before: PlanGraph | None
    doubts: tuple[Doubt, ...] = ()

    def change(self) -> Difference:
        """What the file says that the store did not; nothing is compared until somebody asks."""
        return change(self.before, self.graph)


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of a file; `error` says why nothing of it was stored."""

    path: Path
    plans: tuple[Loaded, ...]
    error: RespgraphError | None = None

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What has to be answered before the file is stored."""
        return tuple(doubt for loaded in self.plans for doubt in loaded.doubts)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A file that is to be stored: its document, and each plan with the id that it had until now (empty: its own)."""

    path: Path
    document: DocumentText
    entries: tuple[tuple[str, Loaded], ...]


class _OtherwiseError(Exception):
    """What was asked before the plans were to be stored would be answered otherwise now."""


class Storing:
    """Stores files in the order in which they are added; what is given back is in that order too."""

    def __init__(
        self, store: Store, stated: Mapping[str, str], by: str, *, preview: bool = False, answers: Answers = NO_ANSWERS
    ) -> None:
        """Into `store`; the rest as in loaders.load.load."""
        self._store, self._stated, self._by = store, stated, by
        self._preview, self._answers = preview, answers
        self._met: set[str] = set()
        self._clear()

    def _clear(self) -> None:
        self._line: list[_Waiting | FileResult] = []
        self._known: set[tuple[str, str]] = set()
        self._headings: list[frozenset[str]] = []
        self._plans, self._since = 0, time.monotonic()
        self._mark: Hashable = None

    def met(self, result: FileResult) -> bool:
        """Whether another file of this run spoke of one of its plans."""
        return any(loaded.graph.plan in self._met for loaded in result.plans)

    def pass_on(self, result: FileResult) -> list[FileResult]:
        """A file of which nothing is to be stored; the files whose results are known now."""
        self._line.append(result)
        return self._due()

    def add(self, reading: FileReading) -> list[FileResult]:
        """A file that was read; the files whose results are known now."""
        if reading.error or reading.document is None:
            return self.pass_on(FileResult(reading.path, (), reading.error))
        done = self.flush() if self._meets(reading) else []
        if not self._plans:
            self._mark = self._store.view().mark()
        asked = self._asked(reading.path, reading.document, reading.graphs)
        if isinstance(asked, FileResult):
            return done + self.pass_on(asked)
        self._line.append(asked)
        self._plans += len(asked.entries)
        self._met.update(graph.plan for graph in reading.graphs)
        self._known |= _names(reading)
        self._headings += [_headings(graph) for graph in reading.graphs]
        return done + self._due()

    def _asked(self, path: Path, document: DocumentText, graphs: Sequence[PlanGraph]) -> _Waiting | FileResult:
        """A file that may be stored as the store is now, or why it is not: an error, an open question, a preview."""
        try:
            entries = _foreseen(self._store.view(), document, graphs, self._answers)
        except StoreError:  # no fault of the file: the next one would fare no better
            raise
        except RespgraphError as error:
            return FileResult(path, (), error)
        found = FileResult(path, tuple(loaded for _, loaded in entries))
        return found if self._preview or found.doubts else _Waiting(path, document, tuple(entries))

    def flush(self) -> list[FileResult]:
        """Store what waits, each file as it was asked about; where another loader was faster, it is asked again."""
        line, mark = list(self._line), self._mark
        self._clear()
        for turn in range(TRIES + 1):
            if turn == TRIES:
                return [_overtaken(one) if isinstance(one, _Waiting) else one for one in line]
            waiting = [one for one in line if isinstance(one, _Waiting)]
            try:
                outcomes = iter(self._stored(waiting, mark))
                break
            except _OtherwiseError:
                mark = self._store.view().mark()
                line = [
                    self._asked(one.path, one.document, [loaded.graph for _, loaded in one.entries])
                    if isinstance(one, _Waiting)
                    else one
                    for one in line
                ]
        return [
            self._result(one, [next(outcomes) for _ in one.entries]) if isinstance(one, _Waiting) else one
            for one in line
        ]

    def _stored(self, waiting: Sequence[_Waiting], mark: Hashable) -> Sequence[Outcome | RespgraphError]:
        """What became of each plan; _OtherwiseError, and nothing is stored, where the answers to our questions are others now."""

        def sure(view: View, loads: Sequence[Load]) -> None:
            if view.mark() == mark:
                return
            stored = {load.graph.plan for load in loads}
            for one in waiting:
                if stored.isdisjoint(loaded.graph.plan for _, loaded in one.entries):
                    continue
                try:
                    entries = _foreseen(view, one.document, [loaded.graph for _, loaded in one.entries], self._answers)
                except StoreError:
                    raise
                except RespgraphError as error:
                    raise _OtherwiseError from error
                said = [(earlier, loaded.doubts) for earlier, loaded in entries]
                if said != [(earlier, ()) for earlier, _ in one.entries]:
                    raise _OtherwiseError

        at = now()
        loads = [
            Load(loaded.graph, one.document, at, self._by, earlier)
            for one in waiting
            for earlier, loaded in one.entries
        ]
        return self._store.writer().replace_all(loads, sure) if loads else ()

    def _due(self) -> list[FileResult]:
        full = self._plans >= BATCH or time.monotonic() - self._since > PATIENCE_S
        return self.flush() if full or not self._plans else []

    def _meets(self, reading: FileReading) -> bool:
        """Whether a plan may be one that still waits, so that it has to be stored first."""
        if self._answers != NO_ANSWERS or not self._known.isdisjoint(_names(reading)):
            return bool(self._plans)
        said = [_headings(graph) for graph in reading.graphs]
        return any(len(one & other) > 1 for one in said for other in self._headings)

    def _result(self, one: _Waiting, outcomes: Sequence[Outcome | RespgraphError]) -> FileResult:
        for outcome in outcomes:
            if isinstance(outcome, RespgraphError):
                return FileResult(one.path, (), outcome)
        if self._stated:
            _keep(self._store, str(one.document.node.properties["sha256"]), self._stated, self._by)
        plans = [
            replace(loaded, outcome=outcome)
            for (_, loaded), outcome in zip(one.entries, outcomes, strict=True)
            if not isinstance(outcome, RespgraphError)
        ]
        return FileResult(one.path, tuple(plans))


def _overtaken(one: _Waiting) -> FileResult:
    """A file that could not be stored since others stored its plans, or such as may be the same, again and again."""
    what = "others store the same plans, or such as may be the same, faster than this file can be compared with them"
    return FileResult(one.path, (), BusyError(what, where=one.path.name, hint="load it again when they are done"))


def _names(reading: FileReading) -> set[tuple[str, str]]:
    """By what another file may mean the same plans: ids, document, titles and numbers."""
    found = set()
    for graph in reading.graphs:
        own = next(node for node in graph.nodes if node.id == graph.plan)
        found |= {("plan", graph.plan), ("document", graph.document)}
        found |= {(name, search_key(own.text(name))) for name in ("title", "number") if own.text(name)}
    return found


def _headings(graph: PlanGraph) -> frozenset[str]:
    """Headings by which the text of a plan may be known again."""
    titles = (node.text("title") for node in graph.nodes if node.kind == "Measure")
    return frozenset(title for title in titles if len(title) >= HEADING)


def _foreseen(
    view: View, document: DocumentText, graphs: Sequence[PlanGraph], answers: Answers
) -> list[tuple[str, Loaded]]:
    """What storing each plan would do, what is asked before, and the id that the plan had until now (empty: its own)."""
    entries = []
    known = meant(view, graphs, document.text, answers) | _earlier_ids(view, document.node.id, graphs)
    for graph in graphs:
        earlier = known.get(graph.plan, "")
        doubts = () if earlier else names(view, graph, document.text, answers)
        before = view.reading(earlier or graph.plan)
        outcome = _outcome(before, graph)
        if outcome == "changed" and not answers.drop:
            doubts += losses(before, graph)
        entries.append((earlier, Loaded(graph, outcome, before, doubts)))
    return entries


def _earlier_ids(view: View, document: str, graphs: Sequence[PlanGraph]) -> dict[str, str]:
    """Plan → the id under which the same bytes were stored: what a person states of a file makes no second plan of it."""
    stored = [edge.source for edge in view.edges([document], kinds=["READ_FROM"], direction="in")]
    now = [graph.plan for graph in graphs]
    gone = {_ordinal(plan): plan for plan in stored if plan not in now}
    return {plan: gone[_ordinal(plan)] for plan in now if plan not in stored and _ordinal(plan) in gone}


def _ordinal(plan: str) -> str:
    """Which plan of its document an id means; empty for the first."""
    return plan.rpartition("#")[2] if "#" in plan else ""


def _outcome(before: PlanGraph | None, graph: PlanGraph) -> Outcome:
    """What replacing would do."""
    if before is None:
        return "added"
    if edition(before) == "official" != edition(graph):
        return "kept"
    return "unchanged" if before == graph else "changed"


def _keep(store: Store, sha256: str, stated: Mapping[str, str], by: str) -> None:
    """Keep what a person stated as decisions, so that it holds at the next load of the same file."""
    for name, value in stated.items():
        at = moment(store.view())
        said = f"{name}={value}"
        store.writer().decide(Decision(decision_id("set-meta", sha256, said, by, at), "set-meta", sha256, said, by, at))
