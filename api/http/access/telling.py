"""What is taken away is told: an answer that a browser saves as a file stands in the audit before its first byte goes out.

It is known by its own header, whichever route made it; what is refused or answered with 304 takes nothing away.
"""

from http import HTTPStatus

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from api.http.access.asking import GUARDED, actor_of
from api.http.access.security import secured
from api.http.problems import domain_problem
from graph.access.entries import Entry
from graph.errors import RespgraphError
from graph.store import Store

MOST_LETTERS = 1000
"""Of an address, as the audit has it."""


class Telling:
    """`send` of a request, with an entry before an answer that is a file; nobody takes it untold where people are asked who they are."""

    def __init__(self, store: Store, scope: Scope, receive: Receive, send: Send) -> None:
        self._store, self._scope, self._receive, self._send = store, scope, receive, send
        self._refused = False

    async def __call__(self, message: Message) -> None:
        """Pass it on, or a refusal in its place."""
        if message["type"] == "http.response.start" and is_file(message):
            error = await run_in_threadpool(self._tell)
            if error is not None and self._scope[GUARDED]:
                self._refused = True
                await secured(domain_problem(Request(self._scope), error), self._scope, self._receive, self._send)
        if not self._refused:
            await self._send(message)

    def _tell(self) -> RespgraphError | None:
        entry = Entry("export", asked_for(self._scope)[:MOST_LETTERS])
        try:
            self._store.change_register(lambda register: register.write(actor_of(self._scope), entry))
        except RespgraphError as error:
            return error
        return None


def is_file(start: Message) -> bool:
    """Whether an answer is one that a browser saves."""
    return bool(
        start["status"] == HTTPStatus.OK
        and Headers(raw=start["headers"]).get("content-disposition", "").startswith("attachment")
    )


def asked_for(scope: Scope) -> str:
    """Path and query of a request."""
    query = scope["query_string"].decode("latin-1")
    return str(scope["path"]) + (f"?{query}" if query else "")
