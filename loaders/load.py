"""Loading: files are read (in several processes where there are many), then stored many plans at a time, each whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import BadRequestError, RespgraphError
from graph.questions.parameters import checked_date
from graph.store import Store
from loaders.apart.readers import readers
from loaders.doubts import NO_ANSWERS, Answers
from loaders.files.formats.refusals import mistake
from loaders.files.inputs import shown
from loaders.files.own_exports import refuse_export
from loaders.storing import FileReading, FileResult, Loaded, Storing
from loaders.unchanged import unchanged

if TYPE_CHECKING:
    from loaders.files.source import SourceText

__all__ = ["STATED", "FileReading", "FileResult", "Loaded", "load", "load_source", "read_files"]

FEW_FILES = 3
"""Up to so many files are read in this process: starting others costs more than they save."""

STATED = ("title", "number", "issuer", "date")
"""What a person may state of a file that lacks it; kept as set-meta decisions on the document."""


def read_files(
    paths: Sequence[Path],
    stated: Mapping[str, Mapping[str, str]] | None = None,
    *,
    force: bool = False,
    apart: bool = False,
) -> Iterator[FileReading]:
    """Read files in the order given. `stated` maps a document's sha256 (or "*": every file) to what a person says of it.

    Many are read in processes of their own with bounded time and memory; `apart`: few as well.
    """
    said = {key: dict(value) for key, value in (stated or {}).items()}
    if len(paths) <= FEW_FILES and not apart:
        yield from (_read(path, said, force=force) for path in paths)
        return
    answers = readers().ask_all("file", ((path, said, force) for path in paths))
    for path, answer in zip(paths, answers, strict=True):
        if isinstance(answer, RespgraphError):
            yield FileReading(path, None, (), answer)
        else:
            yield FileReading(path, *answer)


def load(
    store: Store,
    paths: Sequence[Path],
    *,
    stated: Mapping[str, str] | None = None,
    by: str = "",
    preview: bool = False,
    force: bool = False,
    apart: bool = False,
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
    readings = read_files([path for path in paths if path not in settled], known, force=force, apart=apart)
    for path in paths:
        if path not in settled:
            heard(storing.add(next(readings)))
        elif storing.met(settled[path]):  # another file has just taken its place
            heard(storing.add(next(read_files([path], known, force=force, apart=apart))))
        else:
            heard(storing.pass_on(settled[path]))
    heard(storing.flush())
    return results


def load_source(
    store: Store,
    source: "SourceText",
    *,
    stated: Mapping[str, str] | None = None,
    by: str = "",
    preview: bool = False,
    force: bool = False,
    apart: bool = False,
    answers: Answers = NO_ANSWERS,
) -> FileResult:
    """The same for a source at hand, such as an upload; raises SourceError where it is refused."""
    from loaders.apart.tasks import check_chinese, read_text  # noqa: PLC0415 - see _read

    _check_stated(stated or {})
    refuse_export(source.export, source.file_name)
    if not force:
        check_chinese(source)
    said = {**stated_before(store).get(source.sha256, {}), **(stated or {})}
    read = readers().ask("text", source, said) if apart else read_text(source, said)
    reading = FileReading(Path(source.file_name), *read)
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
    from loaders.apart.tasks import read_file  # noqa: PLC0415 - where files are read apart, this process needs no reader

    try:
        return FileReading(path, *read_file(path, stated, force))
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
