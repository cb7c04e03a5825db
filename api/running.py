"""The explorer on a free port of this machine, in a thread beside the caller: for screenshots, measurements and tests."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from api.app import create_app
from api.settings import Settings
from graph.errors import StoreError
from graph.store import Store


@contextmanager
def running(store: Store) -> Iterator[str]:
    """Serve the store; the address without a slash at its end. Raises StoreError where the server does not start."""
    server = uvicorn.Server(uvicorn.Config(create_app(store, Settings()), port=0, log_level="warning"))
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
