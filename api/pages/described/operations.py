"""/docs: what programs may ask, from the OpenAPI document; it needs no script and asks nothing of another host."""

from difflib import get_close_matches
from itertools import groupby
from operator import attrgetter
from typing import Annotated, Any

from fastapi import Path, Request
from fastapi.responses import HTMLResponse

from api.http.delivery.router import Router
from api.http.description.document import DOCUMENT, TAGS
from api.http.description.operations import operations, shapes
from api.http.pages import page
from graph.errors import UnknownIdError

router = Router(include_in_schema=False)


@router.get("/docs")
def all_operations(request: Request) -> HTMLResponse:
    """Every operation by its subject."""
    by_tag = sorted(operations(_document(request)), key=attrgetter("tag"))
    groups = [(tag, TAGS.get(tag, ""), list(found)) for tag, found in groupby(by_tag, key=attrgetter("tag"))]
    return page(request, "docs.html", groups=groups, twin=DOCUMENT)


@router.get("/docs/{operation}")
def one_operation(
    request: Request, operation: Annotated[str, Path(max_length=100, description="Id of an operation")]
) -> HTMLResponse:
    """An operation with its parameters, statuses and shapes."""
    document = _document(request)
    listed = {one.id: one for one in operations(document)}
    if operation not in listed:
        raise UnknownIdError(
            "there is no such operation",
            where=operation,
            hint="/docs lists them",
            suggestions=tuple(get_close_matches(operation, listed)),
        )
    found = listed[operation]
    named = tuple(name for answer in found.answers if answer.status < "3" for name in answer.shapes)
    sent = tuple(name for field in found.body for name in field.shapes)
    return page(request, "operation.html", operation=found, shapes=shapes(document, (*sent, *named)), twin=DOCUMENT)


def _document(request: Request) -> dict[str, Any]:
    document: dict[str, Any] = request.app.openapi()
    return document
