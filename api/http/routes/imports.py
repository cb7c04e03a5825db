"""POST /api/imports: a task table that was edited comes back; without `accept` it is only looked at.

How rows are known again and what becomes of each change: docs/task-tables.md.
"""

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool

from api.http.access.asking import ByDep
from api.http.access.origins import own_origin
from api.http.delivery.router import Router
from api.http.dependencies import StoreDep
from api.http.jobs.heavy_jobs import heavy
from api.http.received_files import multipart, received_form
from api.imports.accepting import accept
from api.imports.read_back import read_back
from api.wire.imports import ImportOut

router = Router(prefix="/imports", tags=["decisions"])

MOST_CHOSEN = 5_000
"""Changes that one request may take over."""

FORM = multipart(
    file={"type": "string", "format": "binary", "description": "The task table, xlsx or docx"},
    accept={
        "type": "array",
        "items": {"type": "string"},
        "description": "Ids of proposals to take over, or `all` for those that are chosen by themselves",
    },
)


@router.post("", openapi_extra=FORM, dependencies=[Depends(own_origin), Depends(heavy)])
async def import_table(request: Request, store: StoreDep, by: ByDep) -> ImportOut:
    """What was changed in a task table since it was exported, as proposals; with `accept` those are taken over.

    Nothing is stored of what is not accepted. Each accepted proposal becomes decisions, which can be undone. All are taken
    over, or none: where one is refused now, `left` says so and `accepted` is empty.
    """
    form = await received_form(request, most_fields=MOST_CHOSEN)
    ((name, data),) = form.files
    if not form.accepted:
        return await run_in_threadpool(read_back, store.view(), data, name)
    return await run_in_threadpool(accept, store, data, name, form.accepted, by)
