"""HEAD and OPTIONS for every address: HEAD answers as GET does without the body (RFC 9110 §9.3.2), OPTIONS says what is allowed."""

from http import HTTPStatus

from starlette.datastructures import MutableHeaders
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
