"""Writes come from our own pages: a form on another site that posts here is refused."""

from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.exceptions import HTTPException


def own_origin(request: Request) -> None:
    """403 for a browser's request that another origin made; programs send neither header and pass."""
    site = request.headers.get("sec-fetch-site", "none")
    origin = request.headers.get("origin", "")
    foreign = bool(origin) and _host_of(origin) != request.headers.get("host", "")
    if foreign or site not in ("none", "same-origin"):
        raise HTTPException(HTTPStatus.FORBIDDEN, "the request comes from another site")


def _host_of(origin: str) -> str | None:
    """The host and port of an origin, None for one that is not well formed."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


OwnOrigin = Annotated[None, Depends(own_origin)]
"""Parameter of a route that writes."""
