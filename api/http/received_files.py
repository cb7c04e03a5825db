"""Receiving files over HTTP: their size is known and allowed before a byte of them is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from fastapi import HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from api.http.body_limits import AROUND
from api.http.dependencies import get_settings
from api.http.uploads import Batch, Refused, Upload
from graph.errors import BadRequestError, SourceError
from loaders.apart.readers import readers
from loaders.files.inputs import opened
from loaders.files.limits import LIMITS, MEGABYTE
from loaders.files.own_exports import own_export
from loaders.load import STATED

LONGEST = 500
"""Characters of what may be stated of a file."""


MOST_FILES = 100
"""Files of one upload, the members of archives among them."""

MOST_CHARACTERS = LIMITS.characters
"""Characters of all files of one upload."""


@dataclass(frozen=True, slots=True)
class Received:
    """A form as it came: names and bytes of its files, what it states of them, and what it accepts of a task table."""

    files: tuple[tuple[str, bytes], ...]
    stated: Mapping[str, str]
    accepted: tuple[str, ...] = ()

    @property
    def table(self) -> tuple[str, bytes] | None:
        """The only file, where it is a task table that was exported from here. Raises SourceError for a broken package."""
        if len(self.files) != 1:
            return None
        ((name, data),) = self.files
        return (name, data) if own_export(data, name) == "tasks" else None


def multipart(**properties: object) -> dict[str, object]:
    """What OpenAPI says of a form with a `file` and what else it has; these routes take their forms apart by themselves."""
    schema = {"type": "object", "required": ["file"], "properties": properties, "additionalProperties": False}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}


async def received(request: Request) -> Upload:
    """The file of a form, read, with what else the form states of it.

    Raises HTTPException 411 and 413 before the body is read, SourceError for a file that can't be read, BadRequestError
    for a form without one.
    """
    form = await received_form(request)
    ((name, data),) = form.files
    source = await run_in_threadpool(readers().ask, "bytes", data, name)
    return Upload(source, form.stated)


async def received_many(request: Request, *, force: bool = False) -> Batch:
    """The files of a form and the members of archives among them, each read or refused; the same limits for all of them.

    What the form states is said of a file that comes alone. Raises as `received` does, but for what is wrong with one
    file of several.
    """
    return await as_batch(await received_form(request, most=MOST_FILES), force=force)


async def as_batch(form: Received, *, force: bool = False) -> Batch:
    """The files of a form, each read as a plan or refused. Raises as received_many."""
    batch = await run_in_threadpool(_read_all, form.files)
    if len(batch) == 1 and isinstance(batch[0], Refused):
        raise batch[0].error
    return tuple(
        replace(each, force=force, stated=form.stated if len(batch) == 1 else {}) if isinstance(each, Upload) else each
        for each in batch
    )


async def received_form(request: Request, *, most: int = 1, most_fields: int = 8) -> Received:
    """The files of a form, at least one, unread. Raises HTTPException 411 and 413, SourceError, BadRequestError."""
    limit = get_settings(request).upload_limit
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        raise HTTPException(HTTPStatus.LENGTH_REQUIRED, "the request does not say how long it is")
    if int(length) > limit + AROUND:
        raise HTTPException(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"the file is larger than {limit / MEGABYTE:g} MB (RESPGRAPH_UPLOAD_LIMIT)",
        )
    async with request.form(max_files=most, max_fields=most_fields, max_part_size=AROUND) as form:
        sent = [file for file in form.getlist("file") if isinstance(file, UploadFile) and file.filename]
        if not sent:
            raise BadRequestError("no file was sent", hint="choose a file; the form's field is called file")
        files = [(_name(str(file.filename)), await file.read()) for file in sent]
        stated = stated_in(form)
        accepted = tuple(each.strip() for each in form.getlist("accept") if isinstance(each, str) and each.strip())
    for name, data in files:
        if len(data) > limit:
            raise SourceError(f"the file is larger than {limit / MEGABYTE:g} MB", where=name)
    return Received(tuple(files), stated, accepted)


def stated_in(form: FormData, mark: str = "") -> dict[str, str]:
    """What a form states of a file (its fields are called `title` and `mark`, and so on). Raises BadRequestError."""
    stated = {
        key: value.strip() for key in STATED if isinstance(value := form.get(f"{key}{mark}"), str) and value.strip()
    }
    if too_long := next((key for key, value in stated.items() if len(value) > LONGEST), ""):
        raise BadRequestError(f"the {too_long} is longer than {LONGEST} characters")
    return stated


def _name(given: str) -> str:
    return given.replace("\\", "/").rsplit("/", 1)[-1]


def _read_all(files: Sequence[tuple[str, bytes]]) -> Batch:
    found: list[Upload | Refused] = []
    left = MOST_CHARACTERS
    unpacked = (each for file_name, content in files for each in opened(content, file_name))
    for name, data in unpacked:
        if len(found) == MOST_FILES:
            error = SourceError(
                f"there are more than {MOST_FILES} files", where=name, hint="load the others afterwards"
            )
            return (*found, Refused(name, error))
        each = _read(name, data)
        if isinstance(each, Upload):
            left -= len(each.source.text)
            if left < 0:
                each = Refused(
                    name,
                    SourceError(
                        f"the files hold more than {MOST_CHARACTERS:,} characters",
                        where=name,
                        hint="load the others afterwards",
                    ),
                )
        found.append(each)
    return tuple(found)


def _read(name: str, data: bytes | SourceError) -> Upload | Refused:
    if isinstance(data, SourceError):
        return Refused(name, data)
    try:
        return Upload(readers().ask("bytes", data, name), {})
    except SourceError as error:
        return Refused(name, error)
