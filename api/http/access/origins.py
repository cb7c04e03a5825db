"""Whether a browser's request comes from our own pages: origins compared as origins (scheme, host, port), not as letters."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException

from api.http.access.proxies import KEY, Outside

PORTS = {"http": 80, "https": 443}


def own_origin(request: Request) -> None:
    """403 for a browser's request that another origin made; programs send neither header and pass."""
    outside: Outside = request.scope.get(KEY) or Outside("", request.headers.get("host", ""), "")
    if is_foreign(request.headers, outside, request.app.state.names):
        raise HTTPException(HTTPStatus.FORBIDDEN, "the request comes from another site")


def is_foreign(headers: Headers, outside: Outside, names: Iterable[str] = ()) -> bool:
    """Whether another origin made the request; `names` are those by which we were told that we are called.

    Sec-Fetch-Site is the browser's own word, which no page can forge. Where it says nothing (plain HTTP), the origin has to be
    that of the host which was asked for, or one of `names`: a proxy may have put its own words in place of the host.
    """
    site = headers.get("sec-fetch-site", "")
    if site:
        return site not in ("none", "same-origin")
    origin = headers.get("origin", "")
    return bool(origin) and not _is_own(origin, outside, names)


def says_whence(headers: Headers) -> bool:
    """Whether a browser said anything of where the request comes from, as all do since 2020 where something is sent."""
    return bool(headers.get("sec-fetch-site") or headers.get("origin"))


def _is_own(origin: str, outside: Outside, names: Iterable[str]) -> bool:
    try:
        parts = urlsplit(origin)
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
    except ValueError:
        return False
    if scheme not in PORTS or not host:
        return False
    port = port or PORTS[scheme]
    if outside.scheme and outside.scheme != scheme:
        return False
    asked = _host_and_port(outside.host, scheme)
    if asked == (host.removesuffix("."), port):
        return True
    return any(_host_and_port(name, scheme) == (host, port) for name in names if "*" not in name)


def _host_and_port(host: str, scheme: str) -> tuple[str, int]:
    try:
        parts = urlsplit(f"//{host.strip()}")
        return (parts.hostname or "").removesuffix("."), parts.port or PORTS[scheme]
    except ValueError:
        return "", 0


OwnOrigin = Annotated[None, Depends(own_origin)]
"""Parameter of a route that writes."""
