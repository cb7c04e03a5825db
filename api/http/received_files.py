"""Receiving a file over HTTP: its size is known and allowed before a byte of it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from api.http.body_limits import AROUND
from api.http.dependencies import get_settings
from api.http.uploads import Upload
from graph.errors import BadRequestError, SourceError
from loaders.files.limits import MEGABYTE
from loaders.files.source import read_bytes
from loaders.load import STATED

LONGEST = 500
"""Characters of what may be stated of a file."""


@dataclass(frozen=True, slots=True)
class Received:
    """A form's file as it came, and what else the form says; fields that came several times have several values."""

    data: bytes
    name: str
    fields: Mapping[str, tuple[str, ...]]


async def received_form(request: Request, *, most_fields: int = 8) -> Received:
    """The file of a form, unread, with the form's other fields.

    Raises HTTPException 411 and 413 before the body is read, SourceError for a file that is too large, BadRequestError
    for a form without one.
    """
    limit = get_settings(request).upload_limit
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        raise HTTPException(HTTPStatus.LENGTH_REQUIRED, "the request does not say how long it is")
    if int(length) > limit + AROUND:
        raise HTTPException(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"the file is larger than {limit / MEGABYTE:g} MB (RESPGRAPH_UPLOAD_LIMIT)",
        )
    async with request.form(max_files=1, max_fields=most_fields, max_part_size=AROUND) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            raise BadRequestError("no file was sent", hint="choose a file; the form's field is called file")
        data = await file.read()
        name = file.filename.replace("\\", "/").rsplit("/", 1)[-1]
        fields = {key: tuple(each for each in form.getlist(key) if isinstance(each, str)) for key in form}
    if len(data) > limit:
        raise SourceError(f"the file is larger than {limit / MEGABYTE:g} MB", where=name)
    return Received(data, name, fields)


async def received(request: Request) -> Upload:
    """The file of a form, read, with what else the form states of it. Raises as received_form, SourceError, BadRequestError."""
    return await as_plan(await received_form(request))


async def as_plan(form: Received) -> Upload:
    """A file that came, read as a plan. Raises SourceError for one that can't be read, BadRequestError."""
    said = {key: "".join(form.fields.get(key, ())[:1]).strip() for key in STATED}
    stated = {key: value for key, value in said.items() if value}
    if too_long := next((key for key, value in stated.items() if len(value) > LONGEST), ""):
        raise BadRequestError(f"the {too_long} is longer than {LONGEST} characters")
    source = await run_in_threadpool(read_bytes, form.data, form.name)
    return Upload(source, stated)
