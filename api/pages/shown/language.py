"""Which language a page speaks: ?lang= (kept in a cookie), the cookie, Accept-Language, the setting."""

from typing import Annotated

from fastapi import Depends, Request

from api.http.dependencies import get_settings
from graph.schema import Language

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


LanguageDep = Annotated[Language, Depends(page_language)]
"""The language of the page for this request."""
