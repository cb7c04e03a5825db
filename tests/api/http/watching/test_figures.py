"""Figures for Prometheus: by route and status, heavy jobs, the store; of several processes together."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

import anyio
import pytest
from prometheus_client.parser import text_string_to_metric_families

from api.http.jobs.heavy_jobs import HeavyJobs
from api.http.watching.figures import Figures
from graph.store import Store
from graph.stores.opening import open_store
from graph.stores.sqlite.store import SqliteStore
from tests.people import explorer, sign_in, with_accounts
from tests.several import FIRST, fill, second_plan
from tests.stores import NOW


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://") as opened:
        yield fill(opened)


def read(text: str) -> dict[tuple[str, tuple[str, ...]], float]:
    """Each figure by its name and labels."""
    families = text_string_to_metric_families(text)
    return {(one.name, tuple(one.labels.values())): one.value for family in families for one in family.samples}


def test_requests_are_counted_by_route_and_not_by_what_somebody_invents(store: Store) -> None:
    with explorer(store) as client:
        for path in ("/plans", "/api/plans/one", "/api/plans/two", "/nothing/here"):
            client.get(path)
        client.request("BREW", "/plans")
        found = read(client.get("/metrics").text)
    assert found["respgraph_requests_total", ("GET", "/plans", "200")] == 1
    assert found["respgraph_requests_total", ("GET", "/api/plans/{key:path}", "404")] == 2
    assert found["respgraph_requests_total", ("GET", "none", "404")] == 1
    assert found["respgraph_requests_total", ("other", "none", "405")] == 1
    assert found["respgraph_request_seconds_count", ("/api/plans/{key:path}",)] == 2
    assert found["respgraph_requests_in_flight", ()] == 1
    assert found["respgraph_store_up", ()] == 1
    assert found["respgraph_store_plans", ()] == 4
    assert found["respgraph_store_departments", ()] > 0


def test_the_generation_grows_with_a_write(store: Store) -> None:
    figures = Figures()
    before = read(figures.text(store).decode())["respgraph_store_generation", ()]
    store.writer().remove(FIRST)
    store.writer().replace(*second_plan(), loaded_at=NOW)
    assert read(figures.text(store).decode())["respgraph_store_generation", ()] > before


def test_heavy_jobs_are_counted_while_they_run(store: Store) -> None:
    figures = Figures()
    jobs = HeavyJobs(counted=figures.heavy)

    def counted() -> float:
        return read(figures.text(store).decode())["respgraph_heavy_jobs", ()]

    async def run() -> tuple[float, float]:
        async with jobs.place():
            during = counted()
        return during, counted()

    with ThreadPoolExecutor(1) as apart:  # a browser's loop may run in this thread
        assert apart.submit(anyio.run, run).result() == (1, 0)


def test_an_account_reads_them_and_nobody_does_not(store: Store) -> None:
    with explorer(with_accounts(store)) as client:
        assert client.get("/metrics").status_code == 303
        assert sign_in(client, "reader") == 303
        assert client.get("/metrics").headers["content-type"].startswith("text/plain; version=")


def test_several_processes_add_up(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "store.db").close()
    command = [sys.executable, "-m", "api", "serve", "--store", f"sqlite:///{tmp_path / 'store.db'}", "--port", "0"]
    told = {**os.environ, "RESPGRAPH_LOG_JSON": "true", "TMPDIR": str(tmp_path)}
    with subprocess.Popen(  # noqa: S603 - ours
        [*command, "--workers", "2"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=told
    ) as server:
        assert server.stdout
        assert server.stderr
        found = re.search(r"http://\S+/", server.stdout.readline())
        assert found
        for _ in range(20):  # a connection each, so that both processes take some
            with urlopen(found[0] + "api/about", timeout=60) as answer:  # noqa: S310 - ours
                answer.read()
        with urlopen(found[0] + "metrics", timeout=60) as answer:  # noqa: S310 - ours
            figures = read(answer.read().decode())
        server.terminate()
        log = server.stderr.read()
    assert figures["respgraph_requests_total", ("GET", "/api/about", "200")] == 20
    assert figures["respgraph_requests_in_flight", ()] == 1
    assert log.count('"route": "/api/about"') == 20
    assert sorted(each.name for each in tmp_path.iterdir()) in (["store.db"], ["store.db", "store.db.findings"])
