"""Fields that a form leaves empty: a browser sends `due_before=` for them, and that means that nothing was given."""

from starlette.types import ASGIApp, Receive, Scope, Send


class Blanks:
    """ASGI middleware that takes parameters without a value out of the queries of GET and HEAD."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with what was given."""
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and scope["query_string"]:
            scope = {**scope, "query_string": given(scope["query_string"])}
        await self.app(scope, receive, send)


def given(query: bytes) -> bytes:
    """The query (as it is sent, quoted) without `name=`; the rest stays byte for byte."""
    return b"&".join(part for part in query.split(b"&") if part.partition(b"=")[2] or (part and b"=" not in part))
