"""POST /api/plans: a plan file is read and stored, or with ?preview=true only looked at."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.concurrency import run_in_threadpool

from api.http.allowed_hosts import own_origin
from api.http.dependencies import StoreDep
from api.http.received_files import received
from api.http.uploads import uploaded
from api.wire.uploads import UploadOut
from loaders.load import STATED

router = APIRouter(prefix="/plans", tags=["plans"])

FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary", "description": "The plan"},
                        **{
                            name: {"type": "string", "description": "What the file lacks; kept as your decision"}
                            for name in STATED
                        },
                    },
                }
            }
        },
    }
}


@router.post("", openapi_extra=FORM, dependencies=[Depends(own_origin)])
async def load_plan(
    request: Request,
    store: StoreDep,
    preview: Annotated[bool, Query(description="Say what would be added, changed and dropped; store nothing")] = False,
    force: Annotated[bool, Query(description="Load the file though it holds no Chinese text")] = False,
) -> UploadOut:
    """Read a plan file and store its plans; each replaces what was stored of it before.

    The answer lists every duty and target that is added, changed or dropped, and each place that could not be read.
    """
    upload = replace(await received(request), force=force)
    return await run_in_threadpool(uploaded, store, upload, preview=preview)
