"""Uploading: choose a file, look at what it would change, load it. A plan is loaded whole, a task table that comes back change by change.

Works without a script.
"""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from api.decisions.decision_parts import signed_by
from api.http.allowed_hosts import own_origin
from api.http.dependencies import SettingsDep, StoreDep
from api.http.pages import page, page_language
from api.http.received_files import Received, as_plan, received_form
from api.http.uploads import Shelf, Upload, uploaded
from api.imports.accepting import accept
from api.imports.read_back import read_back
from api.wire.imports import ImportOut, LeftOut
from graph.schema import Language
from loaders.files.own_exports import own_export
from viz.site.catalogue_words import words
from viz.site.refusals import refusal
from viz.site.spoken import place_words

router = APIRouter(include_in_schema=False)

MOST_ROWS = 200
"""Rows of a list in the preview; how many more there are is said."""


@router.get("/upload")
def upload_form(request: Request) -> HTMLResponse:
    """Choose a file."""
    return page(request, "upload.html", limit_bytes=request.app.state.settings.upload_limit)


@router.post("/upload", dependencies=[Depends(own_origin)])
async def upload_preview(request: Request, store: StoreDep) -> HTMLResponse:
    """What loading the file would change, or what was changed in a task table; the file waits for the confirmation."""
    form = await received_form(request)
    if await run_in_threadpool(own_export, form.data, form.name) == "tasks":
        changes = await run_in_threadpool(read_back, store.view(), form.data, form.name)
        waits = _tables(request).put(form) if changes.proposals else ""
        return await run_in_threadpool(_table_page, request, changes, waits)
    upload = await as_plan(form)
    found = await run_in_threadpool(uploaded, store, upload, preview=True)
    token = _shelf(request).put(upload)
    return await run_in_threadpool(page, request, "upload_preview.html", answer=found, token=token, most=MOST_ROWS)


@router.post("/upload/confirm", dependencies=[Depends(own_origin)])
def upload_confirmed(request: Request, store: StoreDep, token: Annotated[str, Form(max_length=100)]) -> HTMLResponse:
    """Load what was looked at."""
    found = uploaded(store, _shelf(request).take(token), preview=False)
    return page(request, "upload_preview.html", answer=found, token="", most=MOST_ROWS)


@router.post("/upload/table", dependencies=[Depends(own_origin)])
def table_accepted(
    request: Request,
    store: StoreDep,
    settings: SettingsDep,
    token: Annotated[str, Form(max_length=100)],
    accept_: Annotated[Sequence[str], Form(alias="accept")] = (),
) -> HTMLResponse:
    """Take over the changes of a task table that were chosen, and show what became of them."""
    form = _tables(request).take(token)
    found = accept(store, form.data, form.name, accept_, signed_by(settings))
    return _table_page(request, found, "")


def _table_page(request: Request, found: ImportOut, token: str) -> HTMLResponse:
    accepted = {each.id for each in found.accepted}
    left = [_told(each, page_language(request)) for each in found.left]
    return page(request, "task_table.html", found=found, token=token, accepted=accepted, left=left)


def _told(left: LeftOut, language: Language) -> dict[str, str]:
    """What was not understood in the reader's language: why, its words, where it stands."""
    why = words(f"import_left_{left.code}", language, what=refusal(left.what, language))
    return {"why": why, "quote": left.quote, "place": place_words(left.place, language)}


def _shelf(request: Request) -> Shelf[Upload]:
    """The application's shelf of waiting plans."""
    shelf: Shelf[Upload] = request.app.state.shelf
    return shelf


def _tables(request: Request) -> Shelf[Received]:
    """The application's shelf of waiting task tables."""
    shelf: Shelf[Received] = request.app.state.tables
    return shelf
