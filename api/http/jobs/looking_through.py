"""Beside the answers: look through the plans that nobody asked about yet, so that whoever asks where plans jam need not wait."""

import logging
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import FastAPI

from api.answers.bottlenecks import matter_facts
from graph.questions.bottlenecks.findings import look_through
from graph.questions.bottlenecks.remembered_findings import BATCH, Memory
from graph.store import Store

_LOG = logging.getLogger(__name__)

THREADS, THREADS_AWAY = 6, 24
"""Threads that answer: more of them only take the interpreter from each other and from the loop; those that wait for a server don't."""

PAUSE_S = 5.0
"""Between two looks at whether anything was written."""


@asynccontextmanager
async def looking_through(app: FastAPI) -> AsyncIterator[None]:
    """As long as the application runs; it needs `store` and `memory` in its state."""
    local = app.state.store.url.startswith("sqlite:")
    to_thread.current_default_thread_limiter().total_tokens = THREADS if local else THREADS_AWAY
    stop = threading.Event()
    worker = threading.Thread(target=pursue, args=(app.state.store, app.state.memory, stop), daemon=True)
    worker.start()
    try:
        yield
    finally:
        stop.set()
        worker.join()


def pursue(store: Store, memory: Memory, stop: threading.Event) -> None:
    """Look through what is missing, a few plans at a time, and leave at least half of the time to those who ask."""
    while not stop.is_set():
        begun = time.monotonic()
        try:
            with store.snapshot() as view:
                rest = look_through(view, matters=matter_facts, memory=memory, most=BATCH)
        except Exception as error:  # noqa: BLE001 - a damaged store fails anyhow; whoever asks is told what is wrong
            _LOG.debug("plans could not be looked through: %r", error)
            rest = 0
        stop.wait(time.monotonic() - begun if rest else PAUSE_S)
