"""The explorer on a free port of this machine, in a thread beside the caller: for screenshots, measurements and tests."""

import gc
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from api.app import create_app
from api.connections import ServerConfig
from api.settings import Settings
from graph.errors import StoreError
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


def settle() -> None:
    """Make ready what every answer needs, and take it out of the garbage collector's sight.

    A full collection walks all objects of modules, schema and vocabulary, some 100 ms in the middle of an answer.
    """
    compile_templates()
    gc.collect()
    gc.freeze()
