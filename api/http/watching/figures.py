"""Figures for Prometheus at /metrics: requests, how long they took, heavy jobs, and the store.

Several processes on one port (api/workers.py) add theirs up in a folder, by the library's own way (PROMETHEUS_MULTIPROC_DIR),
so that it does not matter which of them is asked.
"""

import os
import tempfile
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import Request
from fastapi.responses import Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from api.http.delivery.router import Router
from graph.errors import RespgraphError
from graph.store import Store

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that tells the library where processes meet; it is read when the library is loaded."""

BUCKETS_S = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
NOWHERE = "none"
"""The route of what no route answers, so that nobody can invent names."""

router = Router(include_in_schema=False)


class Figures:
    """The figures of one application; with a folder, of all processes that share it."""

    def __init__(self) -> None:
        """All at nothing."""
        self._own = own = CollectorRegistry()
        self._requests = Counter(
            "respgraph_requests", "Requests by method, route and status", ["method", "route", "status"], registry=own
        )
        self._seconds = Histogram(
            "respgraph_request_seconds", "How long they took, by route", ["route"], registry=own, buckets=BUCKETS_S
        )
        self.answering = Gauge(
            "respgraph_requests_in_flight",
            "Requests that are not answered yet",
            registry=own,
            multiprocess_mode="livesum",
        )
        self.heavy = Gauge(
            "respgraph_heavy_jobs",
            "Exports, what-ifs and files that are worked on",
            registry=own,
            multiprocess_mode="livesum",
        )
        if FOLDER not in os.environ:
            ProcessCollector(registry=own)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request; `route` as it is written, empty for none."""
        self._requests.labels(method, route or NOWHERE, str(status)).inc()
        self._seconds.labels(route or NOWHERE).observe(seconds)

    def text(self, store: Store) -> bytes:
        """All of it, and what the store says now, in Prometheus' text format."""
        now = CollectorRegistry()
        now.register(_OfStore(store))
        return self._counted() + generate_latest(now)

    def _counted(self) -> bytes:
        folder = os.environ.get(FOLDER)
        if folder is None:
            return generate_latest(self._own)
        _forget_the_dead(Path(folder))
        together = CollectorRegistry()
        MultiProcessCollector(together, path=folder)  # type: ignore[no-untyped-call]  # the library's
        return generate_latest(together)


class _OfStore(Collector):
    """Figures of the store, asked for when somebody looks; one that does not answer is down, and tells no more."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def collect(self) -> Iterable[Metric]:
        said = GaugeMetricFamily("respgraph_info", "1, with the version as a label", labels=["version"])
        said.add_metric([version("respgraph")], 1)
        yield said
        try:
            ledger = self._store.view().ledger()
        except RespgraphError:
            yield GaugeMetricFamily("respgraph_store_up", "Whether the store answers", 0)
            return
        yield GaugeMetricFamily("respgraph_store_up", "Whether the store answers", 1)
        yield GaugeMetricFamily("respgraph_store_generation", "Grows with every write", _sum(ledger.mark))
        yield GaugeMetricFamily("respgraph_store_plans", "Plans that were read", len(ledger.entries))
        yield GaugeMetricFamily("respgraph_store_departments", "Departments that they name", len(ledger.departments))


def _sum(mark: Hashable) -> int:
    """What names a state of the store as one number: a count of writes, or one a writer that takes turns with others."""
    if isinstance(mark, tuple):
        return sum(map(_sum, mark))
    return mark if isinstance(mark, int) else 0


def _forget_the_dead(folder: Path) -> None:
    """What processes that are gone were still at does not count; what they have done does."""
    for each in folder.glob("gauge_live*_*.db"):
        process = int(each.stem.rpartition("_")[2])
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            mark_process_dead(process, path=str(folder))  # type: ignore[no-untyped-call]  # the library's
        except OSError:
            continue


@contextmanager
def shared_figures() -> Iterator[None]:
    """A folder in which the processes that are started within the block add up their figures."""
    with tempfile.TemporaryDirectory(prefix="respgraph-figures-") as folder:
        os.environ[FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[FOLDER]


@router.get("/metrics")
def show_figures(request: Request) -> Response:
    """What Prometheus reads; for any account, since it holds no word of a plan."""
    figures: Figures = request.app.state.figures
    return Response(figures.text(request.app.state.store), media_type=CONTENT_TYPE_LATEST)
