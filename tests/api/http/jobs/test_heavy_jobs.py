"""At most a few heavy jobs at once; others wait for a moment, or are told when to come back."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.http.jobs.heavy_jobs import HeavyJobs
from api.http.routes import exports
from api.settings import Settings
from graph.stores.opening import open_store


class Slow:
    """Stands in for making an export; `begun` counts, `go` lets all of them end."""

    def __init__(self) -> None:
        self.begun = threading.Semaphore(0)
        self.go = threading.Event()

    def __call__(self, *_: object, **__: object) -> bytes:
        self.begun.release()
        assert self.go.wait(20)
        return b"[]"


@pytest.fixture
def app() -> Iterator[FastAPI]:
    with open_store("sqlite://") as store:
        yield create_app(store, Settings())


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    made = Slow()
    monkeypatch.setattr(exports, "saved", made)
    return made


def test_pages_answer_while_heavy_jobs_run_and_more_of_them_are_told_to_come_back(app: FastAPI, slow: Slow) -> None:
    app.state.heavy = HeavyJobs(at_once=2, in_line=1, patience=0.2)
    export = "/api/export/csv?list=plans"
    with TestClient(app) as client, ThreadPoolExecutor(4) as pool:
        running = [pool.submit(client.get, export) for _ in range(2)]
        assert all(slow.begun.acquire(timeout=20) for _ in running)
        assert client.get("/api/health").status_code == 200
        refused = client.get(export)
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
        assert refused.json()["type"] == "urn:respgraph:problem:busy"
        page = client.get("/what-if", headers={"Accept-Language": "zh"})
        assert (page.status_code, page.headers["retry-after"]) == (503, "5")
        assert "正在处理的大任务太多" in page.text
        files = {"file": ("plan.rtf", b"{\\rtf1 plan}", "application/rtf")}
        for address in ("/api/plans", "/api/uploads"):  # LibreOffice would convert it
            refused = client.post(address, files=files)
            assert (refused.status_code, refused.headers["retry-after"]) == (503, "5"), address
        slow.go.set()
        assert [one.result().status_code for one in running] == [200, 200]
        assert client.get(export).status_code == 200


def test_who_waits_in_line_gets_the_next_place(app: FastAPI, slow: Slow) -> None:
    app.state.heavy = HeavyJobs(at_once=1, in_line=1, patience=20)
    export = "/api/export/csv?list=plans"
    with TestClient(app) as client, ThreadPoolExecutor(4) as pool:
        first = pool.submit(client.get, export)
        assert slow.begun.acquire(timeout=20)
        second = pool.submit(client.get, export)
        while not app.state.heavy._places.statistics().tasks_waiting:
            threading.Event().wait(0.01)
        assert client.get(export).status_code == 503  # the line is full
        slow.go.set()
        assert {first.result().status_code, second.result().status_code} == {200}
