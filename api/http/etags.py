"""ETags for GET answers: equal bytes have equal tags, and a client that has them gets 304 without a body (RFC 9110 §8.8.3).

They are weak, since one answer may travel packed or not. An answer in several parts is passed on as it comes, with the tag that it has.
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
        passes = False

        async def hold(message: Message) -> None:
            nonlocal start, passes
            if message["type"] == "http.response.start":
                start = message
            elif passes:
                await send(message)
            elif message.get("more_body", False) and not _is_known(start, known):
                passes = True
                await send(start)
                await send(message)
            elif not start.get("answered"):
                body.extend(message.get("body", b""))
                if not message.get("more_body", False) or _is_known(start, known):
                    await _finish(start, bytes(body), known, send)
                    start["answered"] = True

        await self.app(scope, receive, hold)


def _is_known(start: Message, known: str) -> bool:
    """Whether the answer has a tag of its own, and the client has that."""
    return _is_among(Headers(raw=start["headers"]).get("etag", ""), known)


def _is_among(tag: str, known: str) -> bool:
    tags = [item.strip().removeprefix("W/") for item in known.split(",")]
    return bool(tag) and tag.removeprefix("W/") in tags


async def _finish(start: Message, body: bytes, known: str, send: Send) -> None:
    if start["status"] == HTTPStatus.OK:
        headers = MutableHeaders(raw=start["headers"])
        tag = headers.setdefault("ETag", f'W/"{hashlib.sha256(body).hexdigest()[:32]}"')
        headers.setdefault("Cache-Control", "no-cache")
        if _is_among(tag, known):
            start["status"] = HTTPStatus.NOT_MODIFIED
            del headers["Content-Length"]
            body = b""
    await send(start)
    await send({"type": "http.response.body", "body": body})
