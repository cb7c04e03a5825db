"""A base path: the explorer under /duty/ of a proxy. Inside nobody knows of it; links are put under it on their way out.

A request may come with the base path or without it, as proxies keep or strip it. What goes out and begins with a slash is put
under it: links, forms and files of pages, `Location`, the path of cookies. Words of plans can't be taken for a link, since
templates escape every quotation mark. What tells addresses in JSON asks base_of.
"""

import re
from collections.abc import Collection
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.access.proxies import Networks, is_among
from graph.errors import BadRequestError

KEY = "respgraph.base"
"""Where the scope of a request holds its base path."""

FORWARDED = "x-forwarded-prefix"
"""The header by which a proxy says under which path it serves us; believed only where we were told to."""

WELL_FORMED = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")
LINK = re.compile(rb'(?<=\s)((?:href|action|src|formaction)=")/(?!/)')
COOKIE_PATH = re.compile(r"(?<=; Path=)/(?=;|$)", re.IGNORECASE)


def checked_base(said: str, taken: Collection[str] = ()) -> str:
    """A base path without a slash at its end, empty for none. BadRequestError for one that can't be one.

    `taken` are first parts of our own addresses: under such a one nobody could tell a path with it from one without.
    """
    base = said.strip().rstrip("/")
    if base and not WELL_FORMED.fullmatch(base):
        raise BadRequestError("this is no base path", where=said[:80], hint="give one such as /duty")
    if base and base.split("/")[1] in taken:
        raise BadRequestError("the explorer itself has addresses under this path", where=base, hint="take another one")
    return base


def base_of(scope: Scope) -> str:
    """Under which path the client knows us, without a slash at its end; empty for none."""
    base: str = scope.get(KEY, "")
    return base


class BasePath:
    """ASGI middleware; `base` as checked_base gives it, `forwarded` whether a proxy may say another in X-Forwarded-Prefix."""

    def __init__(self, app: ASGIApp, base: str = "", *, forwarded: bool = False, proxies: Networks = ()) -> None:
        """Wrap `app`; where `proxies` are named, only these say another path."""
        self.proxies = proxies
        self.app = app
        self.base = base
        self.forwarded = forwarded

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take the base path off the request and put it on the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        base, path = self._base(scope), scope["path"]
        if base and path == base:
            query = b"?" + scope["query_string"] if scope["query_string"] else b""
            headers = [(b"location", base.encode() + b"/" + query), (b"content-length", b"0")]
            status = HTTPStatus.PERMANENT_REDIRECT.value
            await send({"type": "http.response.start", "status": status, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
        if base and path.startswith(base + "/"):
            raw = scope.get("raw_path") or path.encode()
            scope = {**scope, "path": path[len(base) :], "raw_path": raw.removeprefix(base.encode())}
        await self.app({**scope, KEY: base}, receive, _Outgoing(base, Headers(scope=scope).get("host", ""), send))

    def _base(self, scope: Scope) -> str:
        said = (
            Headers(scope=scope).get(FORWARDED, "").split(",")[0].strip().rstrip("/") if self._believes(scope) else ""
        )
        return said if WELL_FORMED.fullmatch(said) else self.base

    def _believes(self, scope: Scope) -> bool:
        client = scope.get("client") or ("", 0)
        return self.forwarded and (not self.proxies or is_among(str(client[0]), self.proxies))


class _Outgoing:
    """An answer on its way out; pages are held until they are whole, everything else passes through."""

    def __init__(self, base: str, host: str, send: Send) -> None:
        self._base = base
        self._host = host
        self._send = send
        self._page: Message | None = None
        self._held = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            if "location" in headers:
                headers["location"] = _own(headers["location"], self._base, self._host)
            if self._base:
                message = {
                    **message,
                    "headers": [(name, _below(self._base, name, value)) for name, value in headers.raw],
                }
                headers = MutableHeaders(raw=message["headers"])
                if headers.get("content-type", "").startswith("text/html"):
                    self._page = message
                    return
        elif self._page is not None:
            self._held += message.get("body", b"")
            if message.get("more_body", False):
                return
            message = {**message, "body": LINK.sub(rb"\g<1>" + self._base.encode() + b"/", bytes(self._held))}
            MutableHeaders(raw=self._page["headers"])["content-length"] = str(len(message["body"]))
            await self._send(self._page)
            self._page = None
        await self._send(message)


def _own(location: str, base: str, host: str) -> str:
    """A way within the explorer as a path under its base: the client may know us by another scheme and name than a proxy."""
    parts = urlsplit(location)
    if parts.netloc not in ("", host) or not parts.path.startswith("/"):
        return location
    path = parts._replace(scheme="", netloc="", path="").geturl()
    return f"{base}/{parts.path.lstrip('/')}{path}"


def _below(base: str, name: bytes, value: bytes) -> bytes:
    return COOKIE_PATH.sub(f"{base}/", value.decode("latin-1")).encode("latin-1") if name == b"set-cookie" else value
