"""A question that takes too long is ended and says so, in words; one that writes is not cut off."""

import time
from collections.abc import Iterator, Sequence

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.http.jobs import time_limits
from api.settings import Settings
from graph.ledger.ledger import Ledger, LoadRecord
from graph.stores.opening import open_store
from graph.stores.sqlite.view import SqliteView
from tests.stores import NOW, first_plan

LIMIT_S = 0.2
SLEEP_S = 1.0


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Iterator[FastAPI]:
    monkeypatch.setattr(time_limits, "GRACE_S", 0.1)
    with open_store("sqlite://") as store:
        store.writer().replace(*first_plan(), loaded_at=NOW)
        yield create_app(store, Settings(question_limit=LIMIT_S, job_limit=60))


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return TestClient(app)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every question about nodes takes long, and reads nothing meanwhile."""
    finished: list[str] = []

    def slow(self: object, ids: list[str]) -> list[object]:
        del self, ids
        time.sleep(SLEEP_S)
        finished.append("read")
        return []

    monkeypatch.setattr(SqliteView, "nodes", slow)
    return finished


@pytest.mark.usefixtures("done")
def test_a_program_is_told_when_to_come_back(client: TestClient) -> None:
    answer = client.get("/api/health")
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    told = answer.json()
    assert told["type"] == "urn:respgraph:problem:too-long"
    assert told["detail"] == f"the answer takes longer than {LIMIT_S} seconds"
    assert told["hint"]


@pytest.mark.parametrize(("language", "told"), [("zh", "查询超过 0.2 秒，已经停止"), ("en", "longer than 0.2 seconds")])
def test_a_person_is_told_in_words(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, language: str, told: str
) -> None:
    ledger = SqliteView.ledger

    def slow(self: SqliteView) -> object:
        time.sleep(SLEEP_S)
        return ledger(self)

    monkeypatch.setattr(SqliteView, "ledger", slow)
    answer = client.get(f"/?lang={language}")
    assert answer.status_code == 503
    assert told in answer.text
    assert answer.headers["retry-after"]


def test_the_answer_that_comes_too_late_is_thrown_away(client: TestClient, done: list[str]) -> None:
    answer = client.get("/api/health")  # the client of the tests waits until all is done
    assert done == ["read"]
    assert answer.status_code == 503
    assert answer.content.endswith(b"}")


def test_a_read_after_the_end_is_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = SqliteView.ledger

    def late(self: SqliteView, plans: Sequence[str] = ()) -> Ledger:
        time.sleep(LIMIT_S * 1.1)
        return ledger(self, plans)

    monkeypatch.setattr(SqliteView, "ledger", late)
    answer = client.get("/api/plans")
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:respgraph:problem:too-long")


def test_heavy_jobs_have_a_longer_limit(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    load_records = SqliteView.load_records

    def slow(self: SqliteView, plans: Sequence[str] = ()) -> list[LoadRecord]:
        time.sleep(1.5)
        return load_records(self, plans)

    monkeypatch.setattr(SqliteView, "load_records", slow)
    settings = Settings(question_limit=1, job_limit=60)
    assert TestClient(create_app(app.state.store, settings)).get("/api/export/jsonl").status_code == 200
