"""Errors as RFC 9457 problem details: one table from the domain's errors to HTTP status and title."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, NamedTuple

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from api.pages.page import page
from graph import errors

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER = "5"
"""Seconds after which a client may ask again while the store's server is away."""


class Kind(NamedTuple):
    """How an error is told over HTTP; `slug` is the end of the problem's `type`."""

    status: HTTPStatus
    slug: str
    title: str


KINDS: Mapping[type[errors.RespgraphError], Kind] = {
    errors.UnknownIdError: Kind(HTTPStatus.NOT_FOUND, "not-found", "There is no such thing in the graph"),
    errors.AmbiguousNameError: Kind(HTTPStatus.MULTIPLE_CHOICES, "several", "The name fits several departments"),
    errors.BadRequestError: Kind(HTTPStatus.BAD_REQUEST, "bad-request", "The question makes no sense"),
    errors.SourceError: Kind(HTTPStatus.UNPROCESSABLE_ENTITY, "unreadable-file", "The file can't be read"),
    errors.ModelError: Kind(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-graph", "The plan breaks the schema"),
    errors.StoreUnavailableError: Kind(HTTPStatus.SERVICE_UNAVAILABLE, "store-away", "The store does not answer now"),
    errors.StoreError: Kind(HTTPStatus.INTERNAL_SERVER_ERROR, "store", "The store refuses"),
}


def install(app: FastAPI) -> None:
    """Answer every error of the domain, of validation and of routing with problem details."""

    def domain(request: Request, error: Exception) -> Response:
        assert isinstance(error, errors.RespgraphError)  # noqa: S101  # the handler is registered for these only
        return domain_problem(request, error)

    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101  # the handler is registered for these only
        fields = [{"field": ".".join(map(str, e["loc"][1:])), "message": e["msg"]} for e in error.errors()]
        told = "; ".join(f"{field['field']}: {field['message']}" for field in fields)
        return problem(
            request, HTTPStatus.UNPROCESSABLE_ENTITY, "invalid", "A parameter is not valid", told, errors=fields
        )

    def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101  # the handler is registered for these only
        status = HTTPStatus(error.status_code)
        return problem(request, status, "http", status.phrase, str(error.detail), headers=error.headers)

    app.add_exception_handler(errors.RespgraphError, domain)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)


def domain_problem(request: Request, error: errors.RespgraphError) -> Response:
    """A problem of the domain: what, where, and what to do."""
    kind = next(kind for cls, kind in KINDS.items() if isinstance(error, cls))
    more: dict[str, Any] = {"where": error.where, "hint": error.hint}
    if isinstance(error, errors.UnknownIdError):
        more["suggestions"] = list(error.suggestions)
    if isinstance(error, errors.AmbiguousNameError):
        more["candidates"] = [{"id": key, "name": name} for key, name in error.candidates]
    headers = {"Retry-After": RETRY_AFTER} if kind.status == HTTPStatus.SERVICE_UNAVAILABLE else None
    return problem(request, kind.status, kind.slug, kind.title, error.what, headers=headers, **more)


def problem(
    request: Request,
    status: HTTPStatus,
    slug: str,
    title: str,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> Response:
    """A problem details document (RFC 9457) under /api, a page elsewhere."""
    if not request.url.path.startswith("/api"):
        return page(request, "problem.html", status=status.value, title=title, detail=detail, **_shown(more))
    body = {
        "type": f"urn:respgraph:problem:{slug}",
        "title": title,
        "status": status.value,
        "detail": detail,
        "instance": request.url.path,
        **{name: value for name, value in more.items() if value},
    }
    return JSONResponse(body, status_code=status.value, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def _shown(more: Mapping[str, Any]) -> dict[str, object]:
    """What the page of a problem shows besides the detail."""
    return {
        "hint": more.get("hint", ""),
        "suggestions": more.get("suggestions", ()),
        "candidates": [(candidate["id"], candidate["name"]) for candidate in more.get("candidates", ())],
    }
