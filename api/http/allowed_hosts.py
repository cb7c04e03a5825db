"""By which names the explorer may be asked; that writes come from its own pages, api/http/access/origins sees to."""

import socket
from collections.abc import Iterable
from http import HTTPStatus
from ipaddress import ip_address

from fastapi import Request
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.problems import problem

LOCAL = "localhost"


class Hosts:
    """ASGI middleware that answers 421 where the Host header names neither this machine nor one of `allowed`."""

    def __init__(self, app: ASGIApp, allowed: Iterable[str] = ()) -> None:
        """Wrap `app`; `allowed` are further names, `*.example.org` for all below one, `*` for any."""
        self.app = app
        self.allowed = tuple(allowed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on or refuse it; one without the header comes from no browser."""
        given = Headers(scope=scope).getlist("host") if scope["type"] == "http" else []
        strange = next((host for host in given if not is_ours(host, self.allowed)), None)
        if strange is None:
            await self.app(scope, receive, send)
            return
        answer = problem(
            Request(scope),
            HTTPStatus.MISDIRECTED_REQUEST,
            "host",
            "The explorer is not called so",
            f"the explorer does not answer to the name {strange[:100]!r}",
            hint="use its address in digits, or allow the name: `serve --allowed-host NAME` or RESPGRAPH_ALLOWED_HOSTS",
        )
        await answer(scope, receive, send)


def allowed_names(words: str) -> tuple[str, ...]:
    """The names of a setting, parted by commas or blanks."""
    return tuple(words.replace(",", " ").lower().split())


def is_ours(host: str, allowed: Iterable[str] = ()) -> bool:
    """Whether a Host header (with a port or without) means this machine or a name that is allowed."""
    name = _without_port(host.strip().lower()).removesuffix(".")
    machine = socket.gethostname().lower()
    own = {LOCAL, machine, machine.partition(".")[0], f"{machine.partition('.')[0]}.local"}
    if _is_address(name) or name in own or name.endswith(f".{LOCAL}"):
        return True
    return any(_fits(name, pattern) for pattern in allowed)


def _without_port(host: str) -> str:
    name, mark, port = host.rpartition(":")
    return name if mark and port.isdigit() and (":" not in name or name.endswith("]")) else host


def _is_address(name: str) -> bool:
    bare = name[1:-1] if name.startswith("[") and name.endswith("]") else name
    try:
        ip_address(bare)
    except ValueError:
        return False
    return True


def _fits(name: str, pattern: str) -> bool:
    if pattern.startswith("*."):
        return name.endswith(pattern[1:])
    return pattern in ("*", _without_port(name), name)
