"""Requests as routes know them: HEAD and OPTIONS for every address, and no fields that a form left empty.

HEAD answers as GET does without the body (RFC 9110 §9.3.2), OPTIONS says what is allowed. A browser sends `due_before=`
for an empty field, and that means that nothing was given.
"""

from http import HTTPStatus
from urllib.parse import parse_qsl

from starlette.datastructures import MutableHeaders
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ASKED = "respgraph.asked"
"""Where the scope of a request holds the names of all its parameters."""

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class Methods:
    """ASGI middleware that routes need not know of; 405 lists all methods of an address, not those of its first route."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer OPTIONS, or pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS" and (methods := allowed(scope)):
            headers = [(b"allow", methods.encode())]
            await send({"type": "http.response.start", "status": HTTPStatus.NO_CONTENT.value, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
        head = scope["method"] == "HEAD"

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == HTTPStatus.METHOD_NOT_ALLOWED:
                MutableHeaders(raw=message["headers"])["Allow"] = allowed(scope)
            if head and message["type"] == "http.response.body":
                if message.get("more_body", False):
                    return
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"} if head else scope, receive, told)


def allowed(scope: Scope) -> str:
    """The methods of an address for `Allow`; empty for one that does not exist."""
    routes = scope["app"].router.routes
    found = [
        method
        for method in METHODS
        if any(route.matches({**scope, "method": method})[0] is Match.FULL for route in routes)
    ]
    if "GET" in found:
        found.insert(1, "HEAD")
    return ", ".join([*found, "OPTIONS"]) if found else ""


class Blanks:
    """ASGI middleware that takes parameters without a value out of the queries of GET and HEAD.

    Their names stay in the scope under ASKED: a name that no address knows is refused with or without a value.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with what was given."""
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and scope["query_string"]:
            names = tuple(
                name for name, _ in parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
            )
            scope = {**scope, ASKED: names, "query_string": given(scope["query_string"])}
        await self.app(scope, receive, send)


def given(query: bytes) -> bytes:
    """The query (as it is sent, quoted) without `name=`; the rest stays byte for byte."""
    return b"&".join(part for part in query.split(b"&") if part.partition(b"=")[2] or (part and b"=" not in part))
