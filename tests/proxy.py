"""A reverse proxy of a few lines, as real as one needs: it strips the path it serves us under, or keeps it."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import urlsplit


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    behind: ClassVar[str]
    prefix: ClassVar[str]
    strips: ClassVar[bool]
    says: ClassVar[dict[str, str]]

    def do_GET(self) -> None:
        if self.path != self.prefix and not self.path.startswith(self.prefix + "/"):
            self.send_error(502, "not under the prefix")
            return
        asked = self.path.removeprefix(self.prefix) or "/" if self.strips else self.path
        length = int(self.headers.get("content-length", "0"))
        told = {name: value for name, value in self.headers.items() if name.lower() != "x-forwarded-prefix"}
        connection = http.client.HTTPConnection(urlsplit(self.behind).netloc, timeout=60)
        try:
            connection.request(self.command, asked, self.rfile.read(length), {**told, **self.says})
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("transfer-encoding", "connection", "content-length"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815  as http.server calls it

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@contextmanager
def proxied(behind: str, prefix: str, *, strips: bool, says: dict[str, str] | None = None) -> Iterator[str]:
    """Serve `behind` under `prefix`; the address with the prefix. `says` are headers that the proxy adds."""
    handler = type("Handler", (_Handler,), {"behind": behind, "prefix": prefix, "strips": strips, "says": says or {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{prefix}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
