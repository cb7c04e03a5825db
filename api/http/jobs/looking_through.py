"""Beside the answers: make ready what all of them need of a state of the store, and look through the plans for where they jam.

So the first who asks after a start or a write need not wait for what takes a second of very many plans.
"""

import gc
import logging
import threading
import time
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import FastAPI

from api.answers.bottlenecks import matter_facts
from graph.deadlines.periods import Wanted
from graph.ledger.dates import months
from graph.questions.bottlenecks.findings import look_through
from graph.questions.bottlenecks.remembered_findings import BATCH, Memory
from graph.questions.departments.workload import all_workloads
from graph.questions.plans.plans import plans
from graph.questions.plans.targets import count_unowned
from graph.store import Store, View

_LOG = logging.getLogger(__name__)

THREADS, THREADS_AWAY = 6, 24
"""Threads that answer: more of them only take the interpreter from each other and from the loop; those that wait for a server don't."""

VERY_MANY = 1_000
"""Plans from which on what is kept of them is a large part of all objects."""

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
    known: Hashable = None
    while not stop.is_set():
        begun = time.monotonic()
        try:
            with store.snapshot() as view:
                if (mark := view.mark()) != known:
                    _make_ready(view, first=known is None)
                    known = mark
                rest = look_through(view, matters=matter_facts, memory=memory, most=BATCH)
        except Exception as error:  # noqa: BLE001 - a damaged store fails anyhow; whoever asks is told what is wrong
            _LOG.debug("plans could not be looked through: %r", error)
            rest = 0
        stop.wait(time.monotonic() - begun if rest else PAUSE_S)


def _make_ready(view: View, *, first: bool) -> None:
    """Work out what pages over all plans have in common; `first`: it stays out of the garbage collector's sight from then on.

    A full collection walks all that is kept of very many plans, a third of a second in the middle of an answer.
    """
    all_workloads(view, limit=0)
    plans(view, sort="-date", limit=0)
    count_unowned(view)
    months(view.ledger(), Wanted())
    if first and len(view.ledger().entries) >= VERY_MANY:
        gc.collect()
        gc.freeze()
