"""POST /api/plans and /api/uploads: plan files are read and stored, or with ?preview=true only looked at."""

from dataclasses import replace
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.http.access.origins import own_origin
from api.http.delivery.router import Router
from api.http.dependencies import StoreDep
from api.http.jobs.heavy_jobs import heavy
from api.http.received_files import multipart, received, received_many
from api.http.uploads import Upload, many, uploaded
from api.wire.uploads import UploadOut, UploadsOut
from loaders.doubts import Answers
from loaders.load import STATED

router = Router(prefix="/plans", tags=["plans"])
several = Router(prefix="/uploads", tags=["plans"])

Preview = Annotated[bool, Query(description="Say what would be added, changed and dropped; store nothing")]
Force = Annotated[bool, Query(description="Load a file though it holds no Chinese text")]
AsNew = Annotated[bool, Query(description="It is another plan, though one of nearly the same name or text is there")]
Yes = Annotated[bool, Query(description="Load it though more than a third of a plan's duties would go")]

FORM = multipart(
    file={"type": "string", "format": "binary", "description": "The plan"},
    **{name: {"type": "string", "description": "What the file lacks; kept as your decision"} for name in STATED},
)
FORMS = multipart(
    file={
        "type": "array",
        "minItems": 1,
        "items": {"type": "string", "format": "binary"},
        "description": "Plans and zip archives of plans",
    }
)


@router.post("", openapi_extra=FORM, dependencies=[Depends(own_origin), Depends(heavy)])
async def load_plan(
    request: Request,
    store: StoreDep,
    preview: Preview = False,
    force: Force = False,
    same_as: Annotated[
        str, Query(max_length=500, description="The file is a new edition of this plan, whatever it calls itself")
    ] = "",
    as_new: AsNew = False,
    yes: Yes = False,
) -> UploadOut:
    """Read a plan file and store its plans; each replaces what was stored of it before.

    The answer lists every duty and target that is added, changed or dropped, and each place that could not be read.
    409 with `questions`, and nothing is stored: it may be a plan that is there under another name (`same_as`, `as_new`),
    or more than a third of a plan's duties would go (`yes`).
    """
    upload = replace(await received(request), force=force, answers=Answers(same_as, as_new=as_new, drop=yes))
    return await run_in_threadpool(uploaded, store, upload, preview=preview)


@several.post(
    "",
    openapi_extra=FORMS,
    dependencies=[Depends(own_origin), Depends(heavy)],
    responses={207: {"model": UploadsOut, "description": "One of the files was refused, or waits for an answer"}},
)
async def load_plans(
    request: Request,
    response: Response,
    store: StoreDep,
    preview: Preview = False,
    force: Force = False,
    as_new: AsNew = False,
    yes: Yes = False,
) -> UploadsOut:
    """Read several plan files and zip archives of them; a bad one stops no other.

    Every file has its state; 207 where one of them was refused, or waits for an answer (`POST /api/plans` takes it).
    """
    batch = await received_many(request, force=force)
    answers = Answers(as_new=as_new, drop=yes)
    given = tuple(replace(each, answers=answers) if isinstance(each, Upload) else each for each in batch)
    found = await run_in_threadpool(many, store, given, preview=preview)
    if found.counts.get("refused") or found.counts.get("waits"):
        response.status_code = HTTPStatus.MULTI_STATUS
    return found
