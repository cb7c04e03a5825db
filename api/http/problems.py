"""Errors as RFC 9457 problem details: one table from the domain's errors to HTTP status and title."""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from api.http.delivery.base_path import base_of
from api.http.delivery.typed_forms import TypedForm, kept
from api.http.dependencies import get_store
from api.http.pages import page, page_language, page_path
from api.http.watching.requests import HEADER, id_of
from graph import errors
from graph.errors import StoreError
from graph.schema import Language
from graph.stores.damage import UNREADABLE, blamed
from viz.site.catalogue_words import catalogue
from viz.site.refusals import field, invalid, is_known, refusal

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
    errors.AmbiguousNameError: Kind(HTTPStatus.MULTIPLE_CHOICES, "several", "The name fits several things"),
    errors.FilterError: Kind(HTTPStatus.UNPROCESSABLE_ENTITY, "filter", "A filter is not known here"),
    errors.SettledError: Kind(HTTPStatus.CONFLICT, "settled", "The decision stands already"),
    errors.BadRequestError: Kind(HTTPStatus.BAD_REQUEST, "bad-request", "The question makes no sense"),
    errors.UnansweredError: Kind(HTTPStatus.CONFLICT, "unanswered", "A question has to be answered first"),
    errors.SignInError: Kind(HTTPStatus.UNAUTHORIZED, "sign-in", "Please sign in"),
    errors.ForbiddenError: Kind(HTTPStatus.FORBIDDEN, "forbidden", "This is not allowed"),
    errors.TooManyError: Kind(HTTPStatus.TOO_MANY_REQUESTS, "too-many", "Please wait"),
    errors.SourceError: Kind(HTTPStatus.UNPROCESSABLE_ENTITY, "unreadable-file", "The file can't be read"),
    errors.ModelError: Kind(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-graph", "The plan breaks the schema"),
    errors.TooLongError: Kind(HTTPStatus.SERVICE_UNAVAILABLE, "too-long", "The answer takes too long"),
    errors.BusyError: Kind(HTTPStatus.SERVICE_UNAVAILABLE, "busy", "Too much is asked at once"),
    errors.StoreUnavailableError: Kind(HTTPStatus.SERVICE_UNAVAILABLE, "store-away", "The store does not answer now"),
    errors.StoreError: Kind(HTTPStatus.INTERNAL_SERVER_ERROR, "store", "The store refuses"),
}


_CANDIDATES: Mapping[str, Callable[[str], str]] = {
    "Department": lambda key: page_path("departments", key),
    "Plan": lambda key: page_path("plans", key),
    "Act": lambda key: page_path("citations", act=key),
    "Metric": lambda key: page_path("compare", "targets", metric=key),
}
"""Where a page tells of one of several that a name fits."""


def install(app: FastAPI) -> None:
    """Answer every error of the domain, of validation and of routing with problem details, and what nobody foresaw."""

    def domain(request: Request, error: Exception) -> Response:
        assert isinstance(error, errors.RespgraphError)  # noqa: S101  # the handler is registered for these only
        return domain_problem(request, error)

    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101  # the handler is registered for these only
        return not_valid(request, error.errors())

    def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101  # the handler is registered for these only
        status = HTTPStatus(error.status_code)
        return problem(request, status, "http", status.phrase, str(error.detail), headers=error.headers)

    app.add_exception_handler(errors.RespgraphError, domain)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)
    for kind in UNREADABLE:
        app.add_exception_handler(kind, _perhaps_damage)
    app.add_exception_handler(Exception, _mistake)  # the server still writes its traceback to the log


def domain_problem(request: Request, error: errors.RespgraphError) -> Response:
    """A problem of the domain: what, where, and what to do."""
    if isinstance(error, errors.MovedIdError):
        return moved(request, error)
    kind = next(kind for cls, kind in KINDS.items() if isinstance(error, cls))
    more: dict[str, Any] = {"where": error.where, "hint": error.hint}
    if isinstance(error, errors.UnknownIdError):
        more["suggestions"] = list(error.suggestions)
    if isinstance(error, errors.FilterError):
        more |= {"applicable": list(error.applicable), "nearest": list(error.suggestions)}
    if isinstance(error, errors.AmbiguousNameError):
        more["candidates"] = [{"id": key, "name": name} for key, name in error.candidates]
        more["of"] = error.of if error.candidates else ""
    if isinstance(error, errors.UnansweredError):
        more["questions"] = list(error.questions)
    after = str(error.after) if isinstance(error, errors.BusyError) else RETRY_AFTER
    headers = {"Retry-After": after} if kind.status == HTTPStatus.SERVICE_UNAVAILABLE else None
    if isinstance(error, errors.TooManyError):
        headers = {"Retry-After": str(error.wait)}
    if isinstance(error, errors.SignInError):
        headers = {"WWW-Authenticate": "Bearer"}
    return problem(request, kind.status, kind.slug, kind.title, error.what, headers=headers, **more)


def moved(request: Request, error: errors.MovedIdError) -> Response:
    """The way to what had another id in an earlier edition (308): the same address with the new one in it."""
    path = quote(str(request.scope["path"]).replace(error.old, error.new), safe="/")
    asked = [(name, error.new if value == error.old else value) for name, value in request.query_params.multi_items()]
    return RedirectResponse(path + (f"?{urlencode(asked)}" if asked else ""), status_code=HTTPStatus.PERMANENT_REDIRECT)


def not_valid(request: Request, found: Sequence[Mapping[str, Any]]) -> Response:
    """What the validator found, field by field: in its own words under /api, in ours on a page."""
    status, title = HTTPStatus.UNPROCESSABLE_ENTITY, "A parameter is not valid"
    if _for_programs(request):
        fields = [{"field": ".".join(map(str, one["loc"][1:])), "message": one["msg"]} for one in found]
        told = "; ".join(f"{one['field']}: {one['message']}" for one in fields)
        return problem(request, status, "invalid", title, told, errors=fields)
    wrong = [next((str(part) for part in reversed(one["loc"]) if isinstance(part, str)), "") for one in found]
    return problem(request, status, "invalid", title, "", errors=in_words(found, page_language(request)), wrong=wrong)


def in_words(found: Sequence[Mapping[str, Any]], language: Language) -> list[dict[str, str]]:
    """Each field that is not valid by its name on the page, and why."""
    return [
        {
            "field": field(next((str(part) for part in reversed(one["loc"]) if isinstance(part, str)), ""), language),
            "message": invalid(one["type"], one.get("ctx", {}), one["msg"], language),
        }
        for one in found
    ]


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
    """A problem details document (RFC 9457) under /api, in English; a page elsewhere, in the reader's language."""
    if not _for_programs(request):
        language = page_language(request)
        told = {"title": refusal(title, language), "detail": refusal(detail, language), "known": is_known(detail)}
        form = _typed(request, status, more)
        wrong: dict[str, object] = {"form": form, "rows": [], "blamed": ""}
        if form:
            wrong |= {"rows": _rows(form, language), "blamed": _blamed(form, detail, more)}
        shown = page(request, "problem.html", status=status.value, **told, **wrong, **_shown(more, language))
        shown.headers.update(headers or {})
        return shown
    body = {
        "type": f"urn:respgraph:problem:{slug}",
        "title": title,
        "status": status.value,
        "detail": detail,
        "instance": base_of(request.scope) + request.url.path,
        **{name: value for name, value in more.items() if value},
    }
    return JSONResponse(body, status_code=status.value, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def _for_programs(request: Request) -> bool:
    """Whether problem details are asked for: under /api, but for a link to a file that a reader of a page follows."""
    path = request.url.path
    followed = path.startswith("/api/export/") and "text/html" in request.headers.get("accept", "")
    return (path == "/api" or path.startswith("/api/")) and not followed


_MENDED = (
    HTTPStatus.MULTIPLE_CHOICES, HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY,
)  # fmt: skip
"""What another word in a form may mend."""


_LONGEST_QUERY = 4_000
"""Characters of an address that comes back as a form."""


def _rows(form: TypedForm, language: Language) -> list[tuple[str, str, str]]:
    """The fields to type in: name, what was typed, what the field is called (its own name where it has no other)."""
    known = catalogue()
    rows = []
    for name, said in form.shown:
        key = form.labels.get(name, "decision_why" if name == "why" else f"value_{name}")
        rows.append((name, said, known[key][language] if key in known else field(name, language)))
    return rows


def _typed(request: Request, status: HTTPStatus, more: Mapping[str, Any]) -> TypedForm | None:
    """The form that was refused, as it was filled in; without the parameters of a filter that there is not."""
    if status not in _MENDED or request.url.path.startswith("/api/") or len(request.url.query) > _LONGEST_QUERY:
        return None
    form = kept(request)
    if form is None or form.method == "post" or "applicable" not in more:
        return form
    known = set(more["applicable"])
    fields = [pair for pair in form.fields if pair[0] in known]
    return TypedForm(form.action, form.method, fields) if fields else None


def _blamed(form: TypedForm, detail: str, more: Mapping[str, Any]) -> str:
    """The field that is wrong, as the validator names it or as the error quotes its words."""
    names = {name for name, _ in form.shown}
    return next((name for name in more.get("wrong", ()) if name in names), "") or form.blamed(detail)


def _shown(more: Mapping[str, Any], language: Language) -> dict[str, object]:
    """What the page of a problem shows besides the detail."""
    return {
        "where": field(str(more.get("where", "")), language),
        "hint": refusal(str(more.get("hint", "")), language),
        "errors": more.get("errors", ()),
        "suggestions": more.get("suggestions", ()),
        "nearest": more.get("nearest", ()),
        "candidates": [
            (_CANDIDATES[more["of"]](candidate["id"]), candidate["name"]) for candidate in more.get("candidates", ())
        ],
        "of": more.get("of", ""),
        "choices": more.get("candidates", ()),
    }


def _perhaps_damage(request: Request, error: Exception) -> Response:
    """Rows that are lost make questions stumble: ask the store before the program is blamed."""
    try:
        with blamed(get_store(request), request.app.state.suspicion.damage):
            raise error
    except StoreError as damage:
        return domain_problem(request, damage)


def _mistake(request: Request, error: Exception) -> Response:
    return problem(
        request,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "mistake",
        "A mistake of the program",
        f"respgraph made a mistake ({type(error).__name__})",
        headers={HEADER: id_of(request.scope)},
        where=id_of(request.scope),
        hint="the server's log says where; please report it",
    )
