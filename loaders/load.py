"""Loading: files are read (in several processes where there are many), then stored one plan at a time, each whole."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from graph.difference import Difference
from graph.errors import BadRequestError, RespgraphError, SourceError, StoreError
from graph.ids import decision_id
from graph.model import Decision, DocumentText, PlanGraph
from graph.questions.parameters import checked_date
from graph.store import Outcome, Store, View
from graph.stores.replacing import edition, now
from loaders.doubts import NO_ANSWERS, Answers, Doubt, change, losses, meant, names
from loaders.files.inputs import shown
from loaders.files.own_exports import refuse_export
from loaders.files.source import SourceText, read_source
from loaders.read import document_text, plan_graphs, read_document

FEW_FILES = 3
"""Up to so many files are read in this process: starting others costs more than they save."""

STATED = ("title", "number", "issuer", "date")
"""What a person may state of a file that lacks it; kept as set-meta decisions on the document."""


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


def read_files(
    paths: Sequence[Path], stated: Mapping[str, Mapping[str, str]] | None = None, *, force: bool = False
) -> Iterator[FileReading]:
    """Read files in the order given. `stated` maps a document's sha256 (or "*": every file) to what a person says of it."""
    said = {key: dict(value) for key, value in (stated or {}).items()}
    if len(paths) <= FEW_FILES:
        yield from (_read(path, said, force=force) for path in paths)
        return
    with ProcessPoolExecutor(max_workers=os.cpu_count(), mp_context=get_context("spawn")) as pool:
        yield from pool.map(partial(_read, stated=said, force=force), paths, chunksize=4)


def load(
    store: Store,
    paths: Sequence[Path],
    *,
    stated: Mapping[str, str] | None = None,
    by: str = "",
    preview: bool = False,
    force: bool = False,
    answers: Answers = NO_ANSWERS,
    on_file: Callable[[FileResult], None] = lambda _result: None,
) -> list[FileResult]:
    """Read and store files. With `preview` nothing is written and the outcomes say what would happen.

    What was stated of a document before (set-meta decisions) holds again; `stated` is kept as new decisions by `by`.
    A file without a Chinese character is refused, for no plan lacks one, unless `force` says that it is one nevertheless.
    A file that can't be read stops no other; a store that fails stops all (StoreError). Of a file with a question that
    `answers` leave open (`FileResult.doubts`) nothing is stored.
    """
    known = stated_before(store)
    _check_stated(stated or {})
    for name, value in (stated or {}).items():
        known.setdefault("*", {})[name] = value
    results = []
    for reading in read_files(paths, known, force=force):
        result = _store(store, reading, stated or {}, by, preview=preview, answers=answers)
        on_file(result)
        results.append(result)
    return results


def load_source(
    store: Store,
    source: SourceText,
    *,
    stated: Mapping[str, str] | None = None,
    by: str = "",
    preview: bool = False,
    force: bool = False,
    answers: Answers = NO_ANSWERS,
) -> FileResult:
    """The same for a source at hand, such as an upload; raises SourceError where it is refused."""
    _check_stated(stated or {})
    refuse_export(source.export, source.file_name)
    if not force:
        _check_chinese(source)
    said = {**stated_before(store).get(source.sha256, {}), **(stated or {})}
    reading = FileReading(Path(source.file_name), document_text(source), plan_graphs(read_document(source, said)))
    return _store(store, reading, stated or {}, by, preview=preview, answers=answers)


def stated_before(store: Store) -> dict[str, dict[str, str]]:
    """sha256 → property → value of the set-meta decisions in force."""
    said: dict[str, dict[str, str]] = {}
    for decision in store.view().decisions():
        if decision.kind == "set-meta":
            name, _, value = decision.object.partition("=")
            said.setdefault(decision.subject, {})[name] = value
    return said


def _read(path: Path, stated: Mapping[str, Mapping[str, str]], *, force: bool) -> FileReading:
    try:
        source = read_source(path)
        refuse_export(source.export, source.file_name)
        if not force:
            _check_chinese(source)
        said = {**stated.get(source.sha256, {}), **stated.get("*", {})}
        return FileReading(path, document_text(source), plan_graphs(read_document(source, said)))
    except RespgraphError as error:
        return FileReading(path, None, (), error)


def _check_stated(stated: Mapping[str, str]) -> None:
    """Raise BadRequestError for a date that is none, and for words that can't stand in a line."""
    checked_date(stated.get("date", ""))
    for name, value in stated.items():
        if not value.isprintable():
            raise BadRequestError(f"the {name} holds characters that can't be printed", hint="write it in one line")


def _check_chinese(source: SourceText) -> None:
    if not _CHINESE.search(source.text):
        raise SourceError(
            "the file holds no Chinese text",
            where=source.file_name,
            hint="if it is a plan nevertheless: `respgraph load --force`, or force=true over HTTP",
        )


_CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def _store(
    store: Store,
    reading: FileReading,
    stated: Mapping[str, str],
    by: str,
    *,
    preview: bool,
    answers: Answers,
) -> FileResult:
    if reading.error or reading.document is None:
        return FileResult(reading.path, (), reading.error)
    try:
        entries = _foreseen(store.view(), reading.document, reading.graphs, answers)
        found = FileResult(reading.path, tuple(loaded for _, loaded in entries))
        if preview or found.doubts:
            return found
        plans = []
        for earlier, loaded in entries:
            outcome = store.writer().replace(loaded.graph, reading.document, loaded_at=now(), by=by, instead_of=earlier)
            plans.append(replace(loaded, outcome=outcome))
        if stated:
            _keep(store, str(reading.document.node.properties["sha256"]), stated, by)
    except StoreError:  # no fault of the file: the next one would fare no better
        raise
    except RespgraphError as error:
        return FileResult(reading.path, (), error)
    return FileResult(reading.path, tuple(plans))


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
        at = now()
        said = f"{name}={value}"
        store.writer().decide(Decision(decision_id("set-meta", sha256, said, by, at), "set-meta", sha256, said, by, at))


def names_of(paths: Iterable[Path]) -> list[str]:
    """Names for `read --out`: the stem, with the extension where two inputs share a stem."""
    given = list(paths)
    stems = [path.stem for path in given]
    return [shown(path.stem if stems.count(path.stem) == 1 else path.name) for path in given]
