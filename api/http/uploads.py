"""Uploads from what was read of them to their answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.answers.uploads import file_out, question, uploads_out
from api.surroundings import system_user
from api.wire import uploads as wire_uploads
from graph.errors import RespgraphError, StoreError, UnansweredError
from graph.store import Store
from loaders.doubts import NO_ANSWERS, Answers, told
from loaders.files.source import SourceText
from loaders.load import FileResult, load_source


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was read, what the reader states of it beside its text, whether it is loaded whatever it holds.

    `answers` are what the reader says to the questions about it.
    """

    source: SourceText
    stated: Mapping[str, str]
    force: bool = False
    answers: Answers = NO_ANSWERS


@dataclass(frozen=True, slots=True)
class Refused:
    """A file of an upload that could not be read, and why."""

    file_name: str
    error: RespgraphError


Batch = tuple[Upload | Refused, ...]
"""The files of one upload, in the order given; an archive stands for its members."""


def uploaded(store: Store, upload: Upload, *, preview: bool) -> wire_uploads.UploadOut:
    """Load an upload, or only say what loading would do.

    Raises what stopped it (a SourceError, a ModelError), and UnansweredError where something has to be answered first.
    """
    found = _loaded(store, upload, preview=preview)
    if found.doubts and not preview:
        raise UnansweredError(
            "; ".join(map(told, found.doubts)),
            hint="answer with same_as=PLAN, as_new=true or yes=true",
            questions=tuple(question(doubt).model_dump() for doubt in found.doubts),
        )
    return file_out(upload.source, found, loaded=not preview)


def many(store: Store, batch: Sequence[Upload | Refused], *, preview: bool) -> wire_uploads.UploadsOut:
    """Load the files of an upload, or only say what loading would do; one that is refused or waits stops no other.

    Raises what is wrong with a file that comes alone.
    """
    files = []
    for each in batch:
        if isinstance(each, Refused):
            files.append(_refused(each.file_name, each.error))
            continue
        try:
            found = _loaded(store, each, preview=preview)
        except StoreError:
            raise
        except RespgraphError as error:
            if len(batch) == 1:
                raise
            files.append(_refused(each.source.file_name, error))
            continue
        waits = bool(found.doubts) and not preview
        state: wire_uploads.FileState = "waits" if waits else "foreseen" if preview else "loaded"
        upload = file_out(each.source, found, loaded=state == "loaded")
        files.append(wire_uploads.UploadedFileOut(file_name=upload.file_name, state=state, upload=upload))
    return uploads_out(files)


def _loaded(store: Store, upload: Upload, *, preview: bool) -> FileResult:
    found = load_source(
        store, upload.source, stated=upload.stated, by=system_user(), preview=preview, force=upload.force,
        apart=True, answers=upload.answers,
    )  # fmt: skip
    if found.error:
        raise found.error
    return found


def _refused(file_name: str, error: RespgraphError) -> wire_uploads.UploadedFileOut:
    return wire_uploads.UploadedFileOut(file_name=file_name, state="refused", detail=error.what, hint=error.hint)
