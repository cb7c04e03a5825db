"""The explorer on a free port of this machine, in a thread beside the caller: for screenshots, measurements and tests."""

import contextlib
import ctypes
import gc
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypedDict

import uvicorn

from api.app import create_app
from api.connections import ServerConfig
from api.settings import Settings
from graph.errors import BadRequestError, StoreError
from graph.store import Store
from viz.site.site import compile_templates


@contextmanager
def running(store: Store, settings: Settings | None = None) -> Iterator[str]:
    """Serve the store; the address without a slash at its end. Raises StoreError where the server does not start."""
    settle()
    settings = settings or Settings()
    server = uvicorn.Server(ServerConfig(create_app(store, settings), settings, port=0))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise StoreError("the server did not start")
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


class Tls(TypedDict, total=False):
    """As uvicorn takes it."""

    ssl_certfile: str
    ssl_keyfile: str


def tls_of(settings: Settings) -> Tls:
    """What uvicorn is told to end TLS by; nothing where no certificate is named. BadRequestError for one that can't be used."""
    if not settings.certificate and not settings.key:
        return {}
    if not (settings.certificate and settings.key):
        raise BadRequestError("a certificate and its key belong together", hint="give --certificate and --key")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(settings.certificate, settings.key, password=_none)
    except OSError as error:  # SSLError is one
        hint = "give PEM files: the certificate with its chain, and its key without a password"
        raise BadRequestError(
            "the certificate or its key can't be read", where=settings.certificate, hint=hint
        ) from error
    return {"ssl_certfile": settings.certificate, "ssl_keyfile": settings.key}


def _none() -> str:
    """In place of a question on the terminal."""
    return ""


_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
"""Names of options of glibc's mallopt."""

LARGE = 256 * 1024
"""Bytes from which on a piece of memory goes back to the system when it is freed."""


def _return_memory() -> None:
    """Have glibc give arrays of the last state back to the system, whichever thread made them.

    It raises the size from which on it does so with every large piece that is freed, up to 32 MB, and keeps a heap for each
    thread: of 20,000 plans a third of a worker's memory was arrays that nobody had any more.
    """
    with contextlib.suppress(OSError, AttributeError):  # another system's library
        libc = ctypes.CDLL("libc.so.6")
        libc.mallopt(_MMAP_THRESHOLD, LARGE)
        libc.mallopt(_ARENA_MAX, 2)


def settle() -> None:
    """Make ready what every answer needs, and take it out of the garbage collector's sight.

    A full collection walks all objects of modules, schema and vocabulary, some 100 ms in the middle of an answer.
    """
    _return_memory()
    compile_templates()
    gc.collect()
    gc.freeze()
