"""One way to answer with a page: the template in the reader's language, with links to its twin and other language."""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from types import MappingProxyType
from typing import Annotated, NamedTuple
from urllib.parse import quote, urlencode

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response

from api.http.access.asking import actor_of, is_guarded, may_of
from api.http.delivery.typed_forms import SAVED
from api.http.dependencies import get_settings, get_today
from api.http.filters.empty_parameters import given
from api.wire.namesakes import places_told
from graph.schema import Language
from viz.site.site import render

COOKIE = "respgraph-language"
YEAR = 365 * 24 * 3600


def page_language(request: Request) -> Language:
    """The reader's choice, else the browser's first known language, else the setting."""
    for word in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if word in ("zh", "en"):
            return "en" if word == "en" else "zh"
    for part in request.headers.get("accept-language", "").split(","):
        word = part.split(";")[0].strip().lower()
        if word.startswith("zh"):
            return "zh"
        if word.startswith("en"):
            return "en"
    return get_settings(request).language


async def _language(request: Request) -> Language:
    return page_language(request)  # without a thread: see api/http/dependencies


LanguageDep = Annotated[Language, Depends(_language)]
"""The language of the page for this request."""


POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Content-Security-Policy of every page: nothing from another host, nothing inline."""

PAGE_SIZE = 40
"""Rows of a list on one page."""


def page(request: Request, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """The page; a chosen language is remembered."""
    language = page_language(request)
    other = "en" if language == "zh" else "zh"
    if not isinstance(values.get("where"), str):  # of a problem it is the place of the mistake
        values["where"] = {**places_told(values, language), **_given(values.get("where"))}
    html = render(
        template,
        language,
        switch=str(request.url.include_query_params(lang=other).replace(scheme="", netloc="")),
        limit=PAGE_SIZE,
        today=get_today(request).isoformat(),
        here=_here(request),
        without=_without(request),
        guarded=is_guarded(request.scope),
        reader=actor_of(request.scope),
        system_signs=_system_signs(request),
        saved=request.query_params.get(SAVED, ""),
        may=may_of(request.scope),
        **values,
    )
    answer = HTMLResponse(
        html, status_code=status, headers={"Content-Security-Policy": POLICY, "Vary": "Accept-Language, Cookie"}
    )
    if request.query_params.get("lang") in ("zh", "en"):
        answer.set_cookie(COOKIE, language, max_age=YEAR, samesite="lax", httponly=True)
    return answer


def _system_signs(request: Request) -> bool:
    """Whether what is decided here is signed by the user of this computer, since nobody signs in and no setting names anybody."""
    return not is_guarded(request.scope) and not get_settings(request).user


def _given(where: object) -> Mapping[str, str]:
    """What a page itself says to tell departments apart, since it is a part of a longer list."""
    return where if isinstance(where, Mapping) else {}


def twin(request: Request, **more: str) -> str:
    """The JSON twin of the page at this address; `more` is what the page asks besides."""
    query = request.url.remove_query_params(SAVED).include_query_params(**more).query
    return f"/api{request.url.path}" + (f"?{query}" if query else "")


def _here(request: Request) -> Callable[..., str]:
    """This page's address with other parameters; an empty one is left out."""

    def address(**query: object) -> str:
        url = request.url.remove_query_params(SAVED).include_query_params(**query)
        return str(url.replace(scheme="", netloc="", query=given(url.query.encode()).decode()))

    return address


def _without(request: Request) -> Callable[..., str]:
    """This page's address without values of parameters, from the start of the list; without a value all those of a name.

    `others` are values that it has in their place: the address may call them otherwise than what is chosen.
    """

    def address(*pairs: tuple[str, str], others: Mapping[str, Sequence[str]] = MappingProxyType({})) -> str:
        taken = set(pairs)
        kept = [
            (name, value)
            for name, value in request.query_params.multi_items()
            if name not in ("offset", "lang", SAVED) and (name, value) not in taken and (name, "") not in taken
        ]
        kept += [(name, value) for name, values in others.items() for value in values]
        return request.url.path + (f"?{urlencode(kept)}" if kept else "")

    return address


class Listed(NamedTuple):
    """What a page shows of a list, where it begins and how long the list is."""

    items: Sequence[object]
    offset: int
    total: int

    @classmethod
    def of(cls, every: Sequence[object], offset: int, limit: int) -> "Listed":
        """From `offset` on, `limit` of them."""
        return cls(every[offset : offset + limit], offset, len(every))


def api_path(*parts: str, quoted: bool = False) -> str:
    """The path of an answer under /api; `quoted` for use in a link or header."""
    return "/api/" + "/".join(quote(part, safe="/") if quoted else part for part in parts)


def page_path(*parts: str, **query: str | Sequence[str]) -> str:
    """A quoted path of a page, with a query; what has several values is said once for each."""
    path = "/" + "/".join(quote(part, safe="/") for part in parts)
    kept = {name: value for name, value in query.items() if value}
    return path + (f"?{urlencode(kept, doseq=True)}" if kept else "")


def moved_permanently(path: str, answer: str = "") -> Response:
    """The way to what something became (308), with its JSON if given.

    A browser asks again next time, since the decision may be taken back.
    """
    headers = {"Location": quote(path, safe="/%?=&#"), "Cache-Control": "no-cache"}
    media_type = "application/json" if answer else None
    return Response(answer, HTTPStatus.PERMANENT_REDIRECT, headers, media_type)
