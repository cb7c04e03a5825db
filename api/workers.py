"""The explorer in several processes that share one port and one store: each opens the store by itself, one watches over them."""

import gc
import os
import signal
import socket
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing import parent_process

from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from api.app import create_app
from api.connections import ServerConfig
from api.http.jobs.findings_file import findings_file
from api.http.watching.figures import shared_figures
from api.http.watching.logs import write_logs
from api.running import settle, tls_of
from api.settings import Settings
from graph.errors import StoreError
from graph.stores.opening import open_store

IN_TURN = 2
"""Connections that a process takes in one turn of its loop: one that took all that wait would leave nothing to the others."""

BACKLOG = 2048
"""Connections that may wait until a process takes them; asyncio allows no more than are taken in one turn."""

ANSWERS_WITHIN_S = 60
"""A process that shows no life for so long is replaced; a long computation may keep it silent for a while."""

FAILED = 3
"""Exit status of a process that could not start, as uvicorn gives it."""


def serve_together(listener: socket.socket, settings: Settings, workers: int) -> None:
    """Answer on a bound socket with so many processes, until a signal ends all of them; one that dies is replaced.

    Raises StoreError where they can't start. The store that the settings name must be there.
    """
    config = ServerConfig(
        Worker(settings, gc.get_threshold()),
        settings,
        factory=True,
        workers=workers,
        log_config=None,
        backlog=IN_TURN,
        timeout_worker_healthcheck=ANSWERS_WITHIN_S,
        **tls_of(settings),
    )
    together = _Together(config, [listener])
    with shared_figures():
        together.run()
    if any(process.exitcode == FAILED for process in together.processes):
        raise StoreError("the server did not start", hint="its log says why")


class _Together(Multiprocess):
    """The processes; a terminal that goes away ends them, as it ends one."""

    def keep_subprocess_alive(self) -> None:
        """Besides: as many connections may wait as before, though each process takes but a few in its turn."""
        super().keep_subprocess_alive()
        for listener in self.sockets:
            listener.listen(BACKLOG)

    def handle_hup(self) -> None:
        """As SIGTERM."""
        self.handle_term()


@dataclass(frozen=True, slots=True)
class Worker:
    """Makes the application of one process, in that process, which looks for circles as rarely as the command line does."""

    settings: Settings
    collecting: tuple[int, int, int]

    def __call__(self) -> FastAPI:
        """The application over a store of its own, which is closed when the server stops."""
        _end_with_parent()
        gc.set_threshold(*self.collecting)
        settings = self.settings
        write_logs(level=settings.log_level, as_json=settings.log_json)
        password = settings.store_password.get_secret_value()
        store = open_store(settings.store, create=False, user=settings.store_user, password=password)
        settle()
        app = create_app(store, settings, findings_file(store.url))
        inner = app.router.lifespan_context

        @asynccontextmanager
        async def with_store(app: FastAPI) -> AsyncIterator[None]:
            with store:
                async with inner(app):
                    yield

        app.router.lifespan_context = with_store
        return app


def _end_with_parent() -> None:
    """Stop as by a signal when the process that watches over this one is gone, however it went."""
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()
