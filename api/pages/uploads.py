"""Uploading plans: choose files or archives, look at what they would change, answer, load. Works without a script."""

from dataclasses import replace

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse
from starlette.datastructures import FormData

from api.http.allowed_hosts import own_origin
from api.http.dependencies import StoreDep
from api.http.pages import page
from api.http.received_files import MOST_FILES, received_many, stated_in
from api.http.uploads import Batch, Refused, Shelf, Upload, many
from graph.errors import BadRequestError
from graph.store import Store
from loaders.doubts import Answers

router = APIRouter(include_in_schema=False)

MOST_ROWS = 200
"""Rows of a list in the preview; how many more there are is said."""

MOST_FIELDS = 10 * MOST_FILES
"""Fields of the form that confirms an upload."""

AS_NEW = "new"
"""What a reader chooses for another plan; else the id of the plan that is meant."""


@router.get("/upload")
def upload_form(request: Request) -> HTMLResponse:
    """Choose files."""
    return page(request, "upload.html", limit_bytes=request.app.state.settings.upload_limit, most_files=MOST_FILES)


@router.post("/upload", dependencies=[Depends(own_origin)])
async def upload_preview(request: Request, store: StoreDep) -> HTMLResponse:
    """What loading the files would change; they wait for the confirmation."""
    batch = await received_many(request)
    return await run_in_threadpool(_look, request, store, batch)


@router.post("/upload/confirm", dependencies=[Depends(own_origin)])
async def upload_confirmed(request: Request, store: StoreDep) -> HTMLResponse:
    """Load what was looked at, with what the reader says of each file; or look again."""
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as form:
        batch = _answered(_shelf(request).take(str(form.get("token", ""))), form)
        again = form.get("action") == "look"
    return await run_in_threadpool(_look if again else _load, request, store, batch)


def _answered(batch: Batch, form: FormData) -> Batch:
    """The files with what the form says of them; the fields of the third are called `title.2` and so on."""
    found: list[Upload | Refused] = []
    for at, each in enumerate(batch):
        if isinstance(each, Refused):
            found.append(each)
        elif not form.get(f"skip.{at}"):
            same = str(form.get(f"same.{at}", ""))
            answers = Answers("" if same == AS_NEW else same, as_new=same == AS_NEW, drop=bool(form.get(f"drop.{at}")))
            found.append(replace(each, stated={**each.stated, **stated_in(form, f".{at}")}, answers=answers))
    if not found:
        raise BadRequestError("every file was left out", hint="choose it again")
    return tuple(found)


def _look(request: Request, store: Store, batch: Batch) -> HTMLResponse:
    found = many(store, batch, preview=True)
    return page(
        request,
        "upload_preview.html",
        answer=found,
        token=_shelf(request).put(batch),
        asked=_asked(batch),
        done=False,
        most=MOST_ROWS,
    )


def _load(request: Request, store: Store, batch: Batch) -> HTMLResponse:
    """Those that need an answer wait on."""
    found = many(store, batch, preview=False)
    waiting = tuple(each for each, file in zip(batch, found.files, strict=True) if file.state == "waits")
    token = _shelf(request).put(waiting) if waiting else ""
    return page(
        request, "upload_preview.html", answer=found, token=token, asked=_asked(batch), done=True, most=MOST_ROWS
    )


def _asked(batch: Batch) -> list[Upload | None]:
    """What was said of each file so far; None for one that was refused."""
    return [each if isinstance(each, Upload) else None for each in batch]


def _shelf(request: Request) -> Shelf:
    """The application's shelf of waiting files."""
    shelf: Shelf = request.app.state.shelf
    return shelf
