"""How much a request may bring: a body that goes on and on ends with 413, whatever its route makes of it."""

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from loaders.files.limits import MEGABYTE

WORDS = MEGABYTE
"""Bytes of a request that brings no file: a decision, a what-if, a form."""

AROUND = 64 * 1024
"""Bytes that a form may take besides the file."""


class Bodies:
    """ASGI middleware that counts what arrives; `file` is how large a file may be that a form brings."""

    def __init__(self, app: ASGIApp, file: int) -> None:
        """Wrap `app`."""
        self.app = app
        self.file = file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; who reads past the limit gets an HTTPException."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        form = Headers(scope=scope).get("content-type", "").lower().startswith("multipart/form-data")
        most = self.file + AROUND if form else WORDS
        arrived = 0

        async def counted() -> Message:
            nonlocal arrived
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > most:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the request is larger than {most} bytes")
            return message

        await self.app(scope, counted, send)
