"""/api/audit: what was done, for admins; whether its chain holds; all of it to take away."""

from typing import Annotated

from fastapi import Query
from fastapi.responses import StreamingResponse

from api.http.delivery.router import Router
from api.http.dependencies import DAY_PATTERN, PagingDep, StoreDep
from api.wire.people import audit as wire
from graph.access.entries import ACTIONS
from graph.access.register import Asked
from graph.acting.trail import lines, verified

router = Router(tags=["people"])

Day = Annotated[str, Query(pattern=f"^$|{DAY_PATTERN}", description="YYYY-MM-DD")]
ActionWord = Annotated[str, Query(pattern=f"^({'|'.join(ACTIONS)})?$", description="Only this kind of thing")]


@router.get("/audit")
def audit(
    store: StoreDep,
    paging: PagingDep,
    who: Annotated[str, Query(max_length=200, description="Only what this account did")] = "",
    action: ActionWord = "",
    subject: Annotated[str, Query(max_length=200, description="Only of what holds these words")] = "",
    since: Day = "",
    until: Day = "",
) -> wire.AuditOut:
    """What was done, the newest first: who, when, from where, with before and after."""
    asked = Asked(who, action, subject, since, until)
    found, total = store.read_register(
        lambda register: register.entries(asked, offset=paging.offset, limit=paging.limit)
    )
    return wire.AuditOut(items=[wire.entry_out(one) for one in found], offset=paging.offset, total=total)


@router.get("/audit/chain")
def verify_audit(store: StoreDep) -> wire.ChainOut:
    """Look at all entries: whether one was changed, taken out or put in since. Write the number and digest down elsewhere."""
    return wire.chain_out(verified(store))


@router.get("/audit/export", response_class=StreamingResponse)
def export_audit(store: StoreDep) -> StreamingResponse:
    """All entries as JSON lines, oldest first, each with its digest and that of the one before it."""
    headers = {"Content-Disposition": 'attachment; filename="respgraph-audit.jsonl"'}
    return StreamingResponse(lines(store), media_type="application/x-ndjson", headers=headers)
