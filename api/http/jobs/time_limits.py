"""A question that takes too long is ended: its reads by the store, and whoever asked is told so, whatever still holds it up.

A read that hangs in a network, or a computation that reads nothing, can't be ended from outside; its answer, when it comes
at last, is thrown away. Requests that write are never cut off, since nobody could say then whether it was done.
"""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.access.security import secured
from graph.access.time_limits import TimeLimit
from graph.errors import RespgraphError, TooLongError

Refused = Callable[[Request, RespgraphError], Response]

KEY = "respgraph.limit"
"""Where the scope of a request holds its TimeLimit."""

GRACE_S = 1.0
"""How long a question that was ended may take to say so itself."""

AGAIN_S = 0.2
"""Between two tries to end the reads of a question."""


def limit_of(scope: Scope) -> TimeLimit:
    """The limit of a request."""
    limit: TimeLimit = scope[KEY]
    return limit


class TimeLimits:
    """ASGI middleware that gives each request `seconds`, which a heavy job extends."""

    def __init__(self, app: ASGIApp, seconds: float, refused: Refused) -> None:
        """Wrap `app`; `refused` makes an answer of an error."""
        self.app = app
        self.seconds = seconds
        self.refused = refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and watch the clock."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = TimeLimit(self.seconds)
        scope = {**scope, KEY: limit}

        async def late() -> None:
            answer = self.refused(Request(scope), TooLongError(limit.seconds))
            await secured(answer, scope, receive, send)

        watch = _Watch(limit, send, late if scope["method"] in ("GET", "HEAD") else None)
        try:
            await self.app(scope, receive, watch.told)
        finally:
            await watch.end()


class _Watch:
    """One request under its limit."""

    def __init__(self, limit: TimeLimit, send: Send, late: Callable[[], Awaitable[None]] | None) -> None:
        self._limit, self._send, self._answer = limit, send, late
        self._loop = asyncio.get_running_loop()
        self._begun = False
        self._late: asyncio.Future[None] | None = None
        self._due = self._loop.call_later(self._limit.left(), self._look)

    async def told(self, message: Message) -> None:
        """Pass on what is answered, unless the request was answered without it."""
        if self._late is None:
            self._begun = True
            await self._send(message)

    async def end(self) -> None:
        """Look no more; an answer that we gave is sent whole."""
        self._due.cancel()
        if self._late is not None:
            await self._late

    def _look(self) -> None:
        left = self._limit.left()
        if self._begun or self._late is not None:
            return
        if left <= 0:
            self._limit.enforce()
        if left <= -GRACE_S and self._answer is not None:
            self._late = asyncio.ensure_future(self._answer())
            return
        self._due = self._loop.call_later(left if left > 0 else AGAIN_S, self._look)
