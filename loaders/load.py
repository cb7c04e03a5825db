"""Loading: files are read (in several processes where there are many), then stored many plans at a time, each whole."""

import ctypes
import os
import re
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import partial
from multiprocessing import get_context, parent_process
from pathlib import Path

from graph.errors import BadRequestError, RespgraphError, SourceError
from graph.questions.parameters import checked_date
from graph.store import Store
from loaders.doubts import NO_ANSWERS, Answers
from loaders.files.formats.refusals import mistake
from loaders.files.inputs import shown
from loaders.files.own_exports import refuse_export
from loaders.files.source import SourceText, read_source
from loaders.read import document_text, plan_graphs, read_document
from loaders.storing import FileReading, FileResult, Loaded, Storing
from loaders.unchanged import unchanged

__all__ = ["STATED", "FileReading", "FileResult", "Loaded", "load", "load_source", "names_of", "read_files"]

FEW_FILES = 3
"""Up to so many files are read in this process: starting others costs more than they save."""

_SET_PARENT_DEATH_SIGNAL = 1
"""Of Linux's prctl."""

STATED = ("title", "number", "issuer", "date")
"""What a person may state of a file that lacks it; kept as set-meta decisions on the document."""


def read_files(
    paths: Sequence[Path], stated: Mapping[str, Mapping[str, str]] | None = None, *, force: bool = False
) -> Iterator[FileReading]:
    """Read files in the order given. `stated` maps a document's sha256 (or "*": every file) to what a person says of it."""
    said = {key: dict(value) for key, value in (stated or {}).items()}
    if len(paths) <= FEW_FILES:
        yield from (_read(path, said, force=force) for path in paths)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(max_workers=os.cpu_count(), mp_context=context, initializer=_end_with_parent) as pool:
        yield from pool.map(partial(_read, stated=said, force=force), paths, chunksize=4)


def _end_with_parent() -> None:
    """Have this process end when the one that started it is gone, whatever ended it: at once where the system is Linux."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)

    def wait() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


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
    `answers` leave open (`FileResult.doubts`) nothing is stored. Files that are stored as they are are not read again.
    """
    known = stated_before(store)
    _check_stated(stated or {})
    for name, value in (stated or {}).items():
        known.setdefault("*", {})[name] = value
    results: list[FileResult] = []

    def heard(found: Iterable[FileResult]) -> None:
        for result in found:
            on_file(result)
            results.append(result)

    storing = Storing(store, stated or {}, by, preview=preview, answers=answers)
    plain = not (stated or preview) and answers == NO_ANSWERS
    settled = unchanged(store, paths) if plain else {}
    readings = read_files([path for path in paths if path not in settled], known, force=force)
    for path in paths:
        if path not in settled:
            heard(storing.add(next(readings)))
        elif storing.met(settled[path]):  # another file has just taken its place
            heard(storing.add(next(read_files([path], known, force=force))))
        else:
            heard(storing.pass_on(settled[path]))
    heard(storing.flush())
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
    storing = Storing(store, stated or {}, by, preview=preview, answers=answers)
    (result,) = (*storing.add(reading), *storing.flush())
    return result


def stated_before(store: Store) -> dict[str, dict[str, str]]:
    """sha256 → property → value of the set-meta decisions in force."""
    said: dict[str, dict[str, str]] = {}
    for decision in store.view().decisions(kinds=["set-meta"]):
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
    except Exception as error:  # noqa: BLE001 - a reader's mistake over one file stops no other
        return FileReading(path, None, (), mistake(error, shown(path.name)))


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


def names_of(paths: Iterable[Path]) -> list[str]:
    """Names for `read --out`: the stem, with the extension where two inputs share a stem."""
    given = list(paths)
    stems = [path.stem for path in given]
    return [shown(path.stem if stems.count(path.stem) == 1 else path.name) for path in given]
