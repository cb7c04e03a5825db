"""Who asks first is answered first: a few questions are worked on at once, the others wait in line.

All at once share one interpreter, and each takes as long as all together: of fifty readers those who asked for more than the
others waited for three times as long. Heavy jobs have places of their own (heavy_jobs.py), and what writes takes no turn.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from multiprocessing import parent_process

import anyio
from starlette.types import Message, Scope

AT_ONCE, AT_ONCE_AWAY = 2, 12
"""Questions of one process at one time; more of them where they wait for a server."""

HOLDS_S = 1.0
"""How long a question keeps its turn; one that takes longer is worked on beside those that follow."""

KEY = "respgraph.turn"
"""Where the scope of a request holds its turn."""

LONG_LINE, EVERY = 8, 4
"""Where so many wait, every so many-th answer ends its connection, if there are other processes: the next one may have it.

Connections that are kept stay where they came first, and that was by chance: of fifty one process had five, the other the rest.
"""

AT_ANY_TIME = ("/api/health", "/metrics")
"""How addresses begin that are answered out of turn: they cost next to nothing, and somebody watches by them."""


class Turns:
    """The line of one process."""

    def __init__(self, at_once: int) -> None:
        """Nobody asks yet."""
        self._places = anyio.CapacityLimiter(at_once)
        self._is_one_of_many = parent_process() is not None
        self._answered = 0

    @asynccontextmanager
    async def taken(self, scope: Scope) -> AsyncIterator[Scope]:
        """A turn as long as the block lasts, where the request of the scope needs one; the scope with it."""
        if scope["method"] not in ("GET", "HEAD") or scope["path"].startswith(AT_ANY_TIME):
            yield scope
            return
        turn = _Turn(self._places)
        await self._places.acquire_on_behalf_of(turn)
        over = asyncio.get_running_loop().call_later(HOLDS_S, turn.give_back)
        try:
            yield {**scope, KEY: turn}
        finally:
            over.cancel()
            turn.give_back()

    def told(self, message: Message) -> Message:
        """A message of an answer; the first of some ends the connection where the line is long."""
        if message["type"] != "http.response.start" or not self._is_one_of_many:
            return message
        self._answered += 1
        if self._answered % EVERY or self._places.statistics().tasks_waiting < LONG_LINE:
            return message
        return {**message, "headers": [*message["headers"], (b"connection", b"close")]}


class _Turn:
    """A place in a limiter that is given back once, by whoever does it first."""

    def __init__(self, places: anyio.CapacityLimiter) -> None:
        self._places: anyio.CapacityLimiter | None = places

    def give_back(self) -> None:
        """Let the next one in."""
        places, self._places = self._places, None
        if places is not None:
            places.release_on_behalf_of(self)


def give_back(scope: Scope) -> None:
    """End the turn of a request that takes long and has a place of another kind."""
    turn: _Turn | None = scope.get(KEY)
    if turn is not None:
        turn.give_back()
