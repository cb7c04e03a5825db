"""Connections over which nothing comes through any more, as behind a firewall that forgot them: the system ends them soon.

The driver has no setting for it. It waits for an answer as long as the server told it to when they met, two minutes unless the
server is configured otherwise, and for one that never comes the system's own patience is two hours.
"""

import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

SILENT_MS = 10_000
"""How long what was sent may stay without an acknowledgement."""

IDLE_S, EVERY_S, TIMES = 5, 2, 3
"""When to ask whether the other end is still there: after so many seconds of silence, then so often, so many times."""

OPTIONS = {
    "TCP_USER_TIMEOUT": SILENT_MS,
    "TCP_KEEPIDLE": IDLE_S,
    "TCP_KEEPINTVL": EVERY_S,
    "TCP_KEEPCNT": TIMES,
}
"""By the names under which Linux has them; other systems have some."""


def end_silence(driver: Any) -> None:  # noqa: ANN401 - only the store knows the driver
    """Set the options on every connection that the driver will open; one that is made otherwise than we know is left as it is."""
    pool = getattr(driver, "_pool", None)
    opener: Callable[..., Any] | None = getattr(pool, "opener", None)
    if opener is None:
        return

    def opened(*given: Any, **more: Any) -> Any:  # noqa: ANN401 - handed through
        connection = opener(*given, **more)
        with suppress(AttributeError, OSError):
            watch(connection.socket._socket)  # noqa: SLF001 - the only way to it
        return connection

    pool.opener = opened  # type: ignore[union-attr]  # it has one


def watch(one: socket.socket) -> None:
    """Set the options, as far as the system has them."""
    for name, value in OPTIONS.items():
        if hasattr(socket, name):
            one.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
