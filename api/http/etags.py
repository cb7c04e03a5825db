"""ETags for GET answers: equal bytes have equal tags, and a client that has them gets 304 without a body (RFC 9110 §8.8.3).

They are weak, since one answer may travel packed or not. An answer in several parts is passed on as it comes, without a tag.
"""

import hashlib
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class ETags:
    """ASGI middleware that tags complete 200 answers to GET under `prefix`."""

    def __init__(self, app: ASGIApp, prefix: str = "/") -> None:
        """Wrap `app`."""
        self.app = app
        self.prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold an answer back until its body is whole, then tag it."""
        if (
            scope["type"] != "http"
            or scope["method"] not in ("GET", "HEAD")
            or not scope["path"].startswith(self.prefix)
        ):
            await self.app(scope, receive, send)
            return
        known = Headers(scope=scope).get("if-none-match", "")
        start: Message = {}
        body = bytearray()

        async def hold(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body", False):
                await _finish(start, bytes(body), known, send)

        await self.app(scope, receive, hold)


async def _finish(start: Message, body: bytes, known: str, send: Send) -> None:
    if start["status"] == HTTPStatus.OK:
        tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers = MutableHeaders(raw=start["headers"])
        headers["ETag"] = tag
        headers.setdefault("Cache-Control", "no-cache")
        if tag.removeprefix("W/") in [item.strip().removeprefix("W/") for item in known.split(",")]:
            start["status"] = HTTPStatus.NOT_MODIFIED
            del headers["Content-Length"]
            body = b""
    await send(start)
    await send({"type": "http.response.body", "body": body})
