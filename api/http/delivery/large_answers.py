"""Large answers: packed (gzip) for who takes that, and whole stores from a file, so that none of them lies in memory.

An answer that is as long as the store is written to a file without a name while its question reads one state; only then it is
sent, part by part. So it is whole or a problem, however slow the client, and no writer waits for a client.
"""

import hashlib
import tempfile
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import IO

from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.saved_files import MEDIA_TYPES, Format

SMALLEST = 16 * 1024
"""Bytes below which packing saves no time on any network of an office."""

LEVEL = 3
"""Of zlib: a page of 100 kB in 1 ms to a tenth, JSON likewise; 9 takes four times as long for a fifth less."""

PACKED = (*DEFAULT_EXCLUDED_CONTENT_TYPES, MEDIA_TYPES[Format.XLSX], MEDIA_TYPES[Format.DOCX])

PART = 256 * 1024
"""Bytes of a file that are in memory at a time."""

FILE = "respgraph.file"
"""Where the message of a body holds the file that it is."""


def packed(app: ASGIApp) -> GZipMiddleware:
    """`app` behind gzip; a streamed answer is packed part by part, a long one in a thread."""
    return GZipMiddleware(app, minimum_size=SMALLEST, compresslevel=LEVEL, exclude_content_types=PACKED)


class Spooled(Response):
    """Lines as an answer that is never whole in memory; its tag is known before it is sent."""

    def __init__(self, lines: Iterable[str], *, media_type: str, headers: Mapping[str, str]) -> None:
        """Write the lines to a file; call it where a view may be read, in a thread."""
        file = tempfile.TemporaryFile()  # noqa: SIM115  it is closed when it was sent, or thrown away
        digest = hashlib.sha256()
        try:
            for line in lines:
                data = f"{line}\n".encode()
                digest.update(data)
                file.write(data)
        except BaseException:
            file.close()
            raise
        length = file.tell()
        file.seek(0)
        self._file: IO[bytes] = file
        tagged = {**headers, "ETag": f'W/"{digest.hexdigest()[:32]}"', "Content-Length": str(length)}
        super().__init__(status_code=HTTPStatus.OK, headers=tagged, media_type=media_type)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Give the file on; who holds answers back (api/http/one_state.py) sends it or throws it away."""
        del scope, receive
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": b"", FILE: self._file})


async def sent(message: Message, send: Send) -> None:
    """Send a message; a file part by part."""
    file: IO[bytes] | None = message.get(FILE)
    if file is None:
        await send(message)
        return
    try:
        while part := await run_in_threadpool(file.read, PART):
            await send({"type": "http.response.body", "body": part, "more_body": True})
    finally:
        file.close()
    await send({"type": "http.response.body", "body": b""})


def thrown_away(answer: Iterable[Message]) -> None:
    """Let go of the files of an answer that is not sent."""
    for message in answer:
        if FILE in message:
            message[FILE].close()
