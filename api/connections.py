"""Connections of one process: how many there may be, and how long one may keep us waiting for a request or with its answer.

uvicorn waits for ever for the head and the body of a request, and for a client that takes nothing of its answer; it accepts
connections until the machine has no more descriptors, and then answers nobody.
"""

import asyncio
import logging
import sys
import time
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from api.settings import Settings

if sys.platform != "win32":
    import resource

_LOG = logging.getLogger(__name__)

AT_ONCE = 128
"""Connections that are taken in one turn of the loop, and that may wait until then."""

KEPT_BACK = 160
"""Descriptors for the store's files, answers on the disk and the log: some three for each thread that reads."""

SLOWEST = 1024
"""Bytes a second that a client must take of a long answer."""

TOO_LATE = (
    b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: 33\r\n\r\nthe request took too long to come"
)
QUIET_S = 60.0
"""Between two lines in the log about connections that can't be taken."""


class ServerConfig(uvicorn.Config):
    """How our server runs; it reaches the processes of several workers as it is."""

    def __init__(self, app: Any, settings: Settings, **more: Any) -> None:  # noqa: ANN401  # as uvicorn has them
        """Uvicorn's own options are `more`."""
        super().__init__(
            app,
            http=Connection,
            ws="none",
            log_level="warning",
            proxy_headers=False,
            timeout_keep_alive=settings.idle_limit,  # type: ignore[arg-type]  # the loop takes parts of a second
            **{"backlog": AT_ONCE, **more},
        )
        self.head, self.silence = settings.header_limit, settings.silence_limit
        self.most = most_connections(settings.connections)


def most_connections(wanted: int) -> int:
    """As many as are wanted, or for how many there are descriptors."""
    if sys.platform == "win32":  # which has no such limit
        return wanted
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return wanted
    return max(min(wanted, soft - KEPT_BACK - AT_ONCE), AT_ONCE // 8)


class Connection(H11Protocol):
    """One connection; it ends where its client keeps us waiting."""

    config: ServerConfig
    since = 0.0
    """When we began to wait for what we wait for now."""

    _waits_for = "head"
    _due: asyncio.TimerHandle | None = None
    _unsent: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Take it, if need be in place of the one that has waited longest for a request."""
        if self.loop.get_exception_handler() is None:
            self.loop.set_exception_handler(_Told())
        super().connection_made(transport)
        self._wait("head")
        if len(self.connections) > self.config.most:
            waiting = [one for one in self.connections if isinstance(one, Connection) and one.is_waiting()]
            if waiting:
                min(waiting, key=lambda one: one.since).transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._wait("")
        self._cancel_unsent()
        super().connection_lost(exc)

    def is_waiting(self) -> bool:
        """Whether no request is being answered."""
        return self._waits_for in ("head", "next") and not self.transport.is_closing()

    def data_received(self, data: bytes) -> None:
        """Read on."""
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        self._look()

    def _look(self) -> None:
        """What we wait for now, from what has come."""
        if self.transport.is_closing():
            return
        if self.conn.their_state is h11.SEND_BODY:
            self._wait("body")
        elif self.conn.their_state is not h11.IDLE:
            self._wait("")
        elif self.conn.trailing_data[0] or self.cycle is None:
            if self._waits_for != "head":  # a head that comes byte by byte has no more time than one that does not come
                self._wait("head")
        else:
            self._wait("next")  # for as long as uvicorn keeps an idle connection

    def _wait(self, what: str) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None
        self._waits_for = what
        self.since = time.monotonic()
        if what in ("head", "body"):
            limit = self.config.head if what == "head" else self.config.silence
            self._due = self.loop.call_later(limit, self._too_late)

    def _too_late(self) -> None:
        if self._waits_for == "body" and self.flow.read_paused:  # it is we who do not read
            self._wait("body")
            return
        asked = self._waits_for == "body" or bool(self.conn.trailing_data[0])
        begun = getattr(self.cycle, "response_started", False) and not getattr(self.cycle, "response_complete", True)
        if asked and not begun:
            self.transport.write(TOO_LATE)
        self.transport.close()

    def pause_writing(self) -> None:
        """The client takes the answer more slowly than we make it."""
        super().pause_writing()
        self._unsent = self.loop.call_later(self.config.silence, self._still_unsent, self._left_to_send())

    def resume_writing(self) -> None:
        """It has taken enough of it."""
        self._cancel_unsent()
        super().resume_writing()

    def _still_unsent(self, before: int) -> None:
        left = self._left_to_send()
        if before - left < SLOWEST * self.config.silence:
            self.transport.abort()
        else:
            self._unsent = self.loop.call_later(self.config.silence, self._still_unsent, left)

    def _left_to_send(self) -> int:
        return self.transport.get_write_buffer_size()

    def _cancel_unsent(self) -> None:
        if self._unsent is not None:
            self._unsent.cancel()
            self._unsent = None


class _Told:
    """An exception handler of a loop that says once a minute, in one line, that there are no descriptors left."""

    def __init__(self) -> None:
        self._last = -QUIET_S

    def __call__(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if not isinstance(context.get("exception"), OSError) or "accept" not in str(context.get("message", "")):
            loop.default_exception_handler(context)
        elif time.monotonic() - self._last >= QUIET_S:
            self._last = time.monotonic()
            _LOG.warning(
                "connections can't be taken (%s): allow more open files, or fewer connections", context["exception"]
            )
