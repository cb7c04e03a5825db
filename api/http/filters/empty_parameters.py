"""Parameters without a value: a browser sends `due_before=` for an empty field, and that means that nothing was given."""

from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Receive, Scope, Send

ASKED = "respgraph.asked"
"""Where the scope of a request holds the names of all its parameters."""


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
