"""Each request under an id: one line of log and its figures when it is answered, and who asked longest.

What is logged names the route and the parameters, never what stands in them: ids and questions are words of plans and of people.
"""

import logging
import re
import time
from dataclasses import dataclass, field
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.access.proxies import Networks, is_among
from api.http.watching.figures import Figures
from api.http.watching.logs import logger
from graph.access.people import ITSELF, Actor

SEEN = "respgraph.seen"
"""Where the scope of a request holds its Seen."""

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{1,64}")

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
"""Those that have a name in figures; anybody may invent others."""

QUIET = ("/assets/{name}", "/metrics", "/api/health", "/api/health/live", "/api/health/ready")
"""Routes that are asked all the time and say nothing of anybody: in the log at DEBUG only."""

MOST_NAMES, LONGEST_NAME = 20, 40
"""Of parameters in the log: whoever asks may invent names too."""


@dataclass(slots=True)
class Seen:
    """What is known of a request so far: the door fills in who asks and for which route, `/plans/{key:path}`; empty for none."""

    id: str
    route: str = ""
    actor: Actor = ITSELF
    begun: float = field(default_factory=time.perf_counter)
    status: int = 500


def note(scope: Scope, *, route: str = "", actor: Actor | None = None) -> None:
    """Remember of a request what is found out about it."""
    seen: Seen | None = scope.get(SEEN)
    if seen is not None:
        seen.route = route or seen.route
        seen.actor = actor or seen.actor


def id_of(scope: Scope) -> str:
    """The id of a request; empty where nobody watches."""
    seen: Seen | None = scope.get(SEEN)
    return seen.id if seen else ""


class Watch:
    """ASGI middleware, the outermost: the id goes into every line of log that the request causes, and out with the answer."""

    def __init__(self, app: ASGIApp, *, figures: Figures, proxies: Networks, slow: float) -> None:
        """Only `proxies` may give an id of their own; a request of `slow` seconds or more is told as slow, 0 for none."""
        self.app = app
        self._figures, self._proxies, self._slow = figures, proxies, slow
        self._log = logger("respgraph.requests")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and tell of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope[SEEN] = seen = Seen(self._id(scope))  # in place: who answers for a mistake of ours stands outside of us
        structlog.contextvars.bind_contextvars(
            request=seen.id
        )  # a request has a context of its own, which ends with it

        async def out(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen.status = message["status"]
                MutableHeaders(raw=message["headers"])[HEADER] = seen.id
            await send(message)

        with self._figures.answering.track_inprogress():
            try:
                await self.app(scope, receive, out)
            finally:
                self._tell(scope, seen, time.perf_counter() - seen.begun)

    def _id(self, scope: Scope) -> str:
        said = Headers(scope=scope).get(HEADER, "")
        client = scope.get("client") or ("", 0)
        believed = WELL_FORMED.fullmatch(said) and is_among(str(client[0]), self._proxies)
        return said if believed else uuid4().hex

    def _tell(self, scope: Scope, seen: Seen, seconds: float) -> None:
        method = scope["method"] if scope["method"] in METHODS else "other"
        self._figures.answered(method, seen.route, seen.status, seconds)
        told = {
            "method": method, "route": seen.route, "status": seen.status, "ms": round(seconds * 1000, 1),
            "user": seen.actor.name, "role": seen.actor.role, "address": seen.actor.address,
        }  # fmt: skip
        self._log.log(logging.DEBUG if seen.route in QUIET else logging.INFO, "request", **told)
        if self._slow and seconds >= self._slow:
            names = [name[:LONGEST_NAME] for name in dict.fromkeys(Request(scope).query_params)][:MOST_NAMES]
            self._log.warning("slow question", **told, parameters=names)
