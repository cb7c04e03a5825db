"""One way to answer with a page: the template in the reader's language, with links to its twin and other language."""

from collections.abc import Callable

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.pages.shown.language import COOKIE, YEAR, page_language
from viz.site.site import render

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Content-Security-Policy of every page: nothing from another host, nothing inline."""

PAGE_SIZE = 50
"""Rows of a list on one page."""


def page(request: Request, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """The page; a chosen language is remembered."""
    language = page_language(request)
    other = "en" if language == "zh" else "zh"
    html = render(
        template,
        language,
        switch=str(request.url.include_query_params(lang=other).replace(scheme="", netloc="")),
        limit=PAGE_SIZE,
        here=_here(request),
        **values,
    )
    answer = HTMLResponse(
        html, status_code=status, headers={"Content-Security-Policy": POLICY, "Vary": "Accept-Language, Cookie"}
    )
    if request.query_params.get("lang") in ("zh", "en"):
        answer.set_cookie(COOKIE, language, max_age=YEAR, samesite="lax", httponly=True)
    return answer


def twin(request: Request, **more: str) -> str:
    """The JSON twin of the page at this address; `more` is what the page asks besides."""
    query = request.url.include_query_params(**more).query
    return f"/api{request.url.path}" + (f"?{query}" if query else "")


def _here(request: Request) -> Callable[..., str]:
    """This page's address with other parameters."""

    def address(**query: object) -> str:
        return str(request.url.include_query_params(**query).replace(scheme="", netloc=""))

    return address
