"""Work that takes seconds is done a little at a time, so that it never holds up those who only look: the others are told when to come back.

A job holds its place until its answer is made. Who finds all places taken waits for a moment, in a line that is short.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

import anyio
from fastapi import Request

from api.http.jobs.time_limits import limit_of
from api.http.jobs.turns import give_back
from graph.errors import BusyError

AT_ONCE = 2
"""Heavy jobs of one process at one time: exports, what-ifs, files that are read."""

IN_LINE = 8
"""Those who wait for a place; more are sent away at once."""

PATIENCE_S = 5.0
"""How long they wait."""

COME_BACK_S = 5
"""When to ask again, as `Retry-After` says it."""


class Count(Protocol):
    """Goes up and down."""

    def inc(self) -> None:
        """One more."""
        ...

    def dec(self) -> None:
        """One less."""
        ...


class HeavyJobs:
    """The places of one process."""

    def __init__(
        self, at_once: int = AT_ONCE, in_line: int = IN_LINE, patience: float = PATIENCE_S, counted: Count | None = None
    ) -> None:
        """`patience` in seconds; `counted` is told of each that runs."""
        self._places = anyio.CapacityLimiter(at_once)
        self._in_line, self._patience = in_line, patience
        self._counted = counted

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """A place as long as the block lasts. Raises BusyError where none becomes free in time."""
        who = object()
        if self._places.statistics().tasks_waiting >= self._in_line:
            raise _busy()
        try:
            with anyio.fail_after(self._patience):
                await self._places.acquire_on_behalf_of(who)
        except TimeoutError:
            raise _busy() from None
        if self._counted:
            self._counted.inc()
        try:
            yield
        finally:
            if self._counted:
                self._counted.dec()
            self._places.release_on_behalf_of(who)


async def heavy(request: Request) -> AsyncIterator[None]:
    """Dependency of a route that takes seconds: it runs when there is a place for it."""
    jobs: HeavyJobs = request.app.state.heavy
    give_back(request.scope)
    limit_of(request.scope).extend(request.app.state.settings.job_limit)
    async with jobs.place():
        yield


def _busy() -> BusyError:
    return BusyError(
        "too much is worked on at once", hint="try again in a few seconds; pages answer meanwhile", after=COME_BACK_S
    )
