"""/audit: what was done, for admins, and whether its chain holds."""

import json
from collections.abc import Mapping
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse

from api.http.delivery.router import Router
from api.http.dependencies import DAY_PATTERN, Offset, StoreDep
from api.http.pages import page, twin
from api.wire.people.audit import EntryOut, entry_out
from graph.access.entries import ACTIONS
from graph.access.register import Asked
from graph.acting.trail import verified

router = Router(include_in_schema=False)

A_PAGE = 50
MOST_TOLD = 120
"""Letters of what stood before and after on the page; the JSON says all of it."""

LEFT_OUT = ("figures", "digest", "id", "at", "by", "subject", "subject_name", "object_name", "node", "edge", "anchor")
"""What a row says elsewhere, or at such length that only the JSON says it."""

NAMED = ("account", "disabled", "document", "entries", "expires_at", "kind", "last", "note", "number", "object", "outcome",
    "password", "places", "role", "undone", "values", "why")  # fmt: skip
"""Fields that have words in the catalogue."""

Said = list[tuple[str, str]]
Words = Annotated[str, Query(max_length=200)]
Day = Annotated[str, Query(pattern=f"^$|{DAY_PATTERN}")]


@router.get("/audit")
def audit_page(
    request: Request,
    store: StoreDep,
    who: Words = "",
    action: Words = "",
    subject: Words = "",
    since: Day = "",
    until: Day = "",
    check: bool = False,
    offset: Offset = 0,
) -> HTMLResponse:
    """The newest first."""
    asked = Asked(who.strip(), action if action in ACTIONS else "", subject.strip(), since, until)
    found, total = store.read_register(lambda register: register.entries(asked, offset=offset, limit=A_PAGE))
    entries = [entry_out(one) for one in found]
    return page(
        request,
        "audit.html",
        entries=[(one, _told(one)) for one in entries],
        listed={"offset": offset, "total": total, "items": entries},
        asked=asked,
        actions=ACTIONS,
        named=NAMED,
        chain=verified(store) if check else None,
        twin=twin(request) if not check else "/api/audit/chain",
    )


def _told(one: EntryOut) -> tuple[Said, Said]:
    """Before and after, shortened, each field by its name: only what is other afterwards, without what others tell better."""
    before = {name: value for name, value in one.before.items() if one.after.get(name) != value}
    after = {name: value for name, value in one.after.items() if one.before.get(name) != value}
    return _short(before), _short(after)


def _short(said: Mapping[str, object]) -> Said:
    return [
        (name, _words(value))
        for name, value in said.items()
        if value not in ("", None, [], {}) and name not in LEFT_OUT
    ]


def _words(value: object) -> str:
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return words if len(words) <= MOST_TOLD else words[:MOST_TOLD] + "…"
