"""Uploading plans: choose files or archives, look at what they would change, answer, load. Works without a script.

A task table that comes back is taken over change by change.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Form, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse
from starlette.datastructures import FormData

from api.http.access.asking import ACTOR, ByDep
from api.http.access.origins import own_origin
from api.http.delivery.router import Router
from api.http.dependencies import StoreDep
from api.http.jobs.heavy_jobs import heavy
from api.http.pages import page, page_language
from api.http.received_files import MOST_FILES, as_batch, received_form, stated_in
from api.http.uploads import Batch, Refused, Upload, many
from api.http.waiting_files import waiting_files, waiting_tables
from api.imports.accepting import accept
from api.imports.proposals import OF_DEPARTMENTS
from api.imports.read_back import read_back
from api.wire.imports import ImportOut, LeftOut
from graph.errors import BadRequestError
from graph.schema import Language
from graph.store import Store
from loaders.doubts import Answers
from viz.site.catalogue_words import words
from viz.site.refusals import refusal
from viz.site.spoken import place_words

router = Router(include_in_schema=False)

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


@router.post("/upload", dependencies=[Depends(own_origin), Depends(heavy)])
async def upload_preview(request: Request, store: StoreDep) -> HTMLResponse:
    """What loading the files would change, or what was changed in a task table; they wait for the confirmation."""
    form = await received_form(request, most=MOST_FILES)
    table = await run_in_threadpool(lambda: form.table)
    if table is not None:
        return await run_in_threadpool(_changes, request, store, table)
    batch = await as_batch(form)
    return await run_in_threadpool(_look, request, store, batch)


@router.post("/upload/confirm", dependencies=[Depends(own_origin), Depends(heavy)])
async def upload_confirmed(request: Request, store: StoreDep) -> HTMLResponse:
    """Load what was looked at, with what the reader says of each file; or look again."""
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as form:
        batch = _answered(
            await run_in_threadpool(waiting_files(store, _whose(request)).take, str(form.get("token", ""))), form
        )
        again = form.get("action") == "look"
    return await run_in_threadpool(_look if again else _load, request, store, batch)


@router.post("/upload/table", dependencies=[Depends(own_origin), Depends(heavy)])
def table_accepted(
    request: Request,
    store: StoreDep,
    by: ByDep,
    token: Annotated[str, Form(max_length=100)],
    accept_: Annotated[Sequence[str], Form(alias="accept")] = (),
) -> HTMLResponse:
    """Take over the changes of a task table that were chosen, and show what became of them."""
    name, data = waiting_tables(store, _whose(request)).take(token)
    done = accept(store, data, name, accept_, by)
    return _table_page(request, done, "" if done.accepted else waiting_tables(store, _whose(request)).put((name, data)))


def _whose(request: Request) -> str:
    """Who is to confirm what waits: the account that sent it, and no other."""
    return str(request.scope[ACTOR].name)


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
        token=waiting_files(store, _whose(request)).put(batch),
        asked=_asked(batch),
        done=False,
        most=MOST_ROWS,
    )


def _load(request: Request, store: Store, batch: Batch) -> HTMLResponse:
    """Those that need an answer wait on."""
    found = many(store, batch, preview=False)
    waiting = tuple(each for each, file in zip(batch, found.files, strict=True) if file.state == "waits")
    token = waiting_files(store, _whose(request)).put(waiting) if waiting else ""
    return page(
        request, "upload_preview.html", answer=found, token=token, asked=_asked(batch), done=True, most=MOST_ROWS
    )


def _changes(request: Request, store: Store, table: tuple[str, bytes]) -> HTMLResponse:
    """What was changed in a task table, with a box for each."""
    name, data = table
    found = read_back(store.view(), data, name)
    return _table_page(request, found, waiting_tables(store, _whose(request)).put(table) if found.proposals else "")


def _table_page(request: Request, found: ImportOut, token: str) -> HTMLResponse:
    accepted = {each.id for each in found.accepted}
    left = [_told(each, page_language(request)) for each in found.left]
    return page(
        request,
        "task_table.html",
        found=found,
        token=token,
        accepted=accepted,
        left=left,
        of_departments=OF_DEPARTMENTS,
    )


def _told(left: LeftOut, language: Language) -> dict[str, str]:
    """What was not understood in the reader's language: why, its words, where it stands."""
    why = words(f"import_left_{left.code}", language, what=refusal(left.what, language))
    return {"why": why, "quote": left.quote, "place": place_words(left.place, language)}


def _asked(batch: Batch) -> list[Upload | None]:
    """What was said of each file so far; None for one that was refused."""
    return [each if isinstance(each, Upload) else None for each in batch]
