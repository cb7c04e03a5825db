"""Uploading a plan: choose a file, look at what it would change, load it. Works without a script."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from api.http.allowed_hosts import own_origin
from api.http.dependencies import StoreDep
from api.http.pages import page
from api.http.received_files import received
from api.http.uploads import Shelf, uploaded

router = APIRouter(include_in_schema=False)

MOST_ROWS = 200
"""Rows of a list in the preview; how many more there are is said."""


@router.get("/upload")
def upload_form(request: Request) -> HTMLResponse:
    """Choose a file."""
    return page(request, "upload.html", limit_bytes=request.app.state.settings.upload_limit)


@router.post("/upload", dependencies=[Depends(own_origin)])
async def upload_preview(request: Request, store: StoreDep) -> HTMLResponse:
    """What loading the file would change; the file waits for the confirmation."""
    upload = await received(request)
    found = await run_in_threadpool(uploaded, store, upload, preview=True)
    token = _shelf(request).put(upload)
    return await run_in_threadpool(page, request, "upload_preview.html", answer=found, token=token, most=MOST_ROWS)


@router.post("/upload/confirm", dependencies=[Depends(own_origin)])
def upload_confirmed(request: Request, store: StoreDep, token: Annotated[str, Form(max_length=100)]) -> HTMLResponse:
    """Load what was looked at."""
    found = uploaded(store, _shelf(request).take(token), preview=False)
    return page(request, "upload_preview.html", answer=found, token="", most=MOST_ROWS)


def _shelf(request: Request) -> Shelf:
    """The application's shelf of waiting files."""
    shelf: Shelf = request.app.state.shelf
    return shelf
