"""Errors over HTTP: problem details that say what, where and what to do."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph.access.time_limits import TimeLimit
from graph.errors import StoreUnavailableError
from graph.store import Store


def problem(client: TestClient, path: str, status: int) -> Any:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    return body


def test_unknown_department_suggests(client: TestClient) -> None:
    body = problem(client, "/api/departments/区生态环保局", 404)
    assert "区生态环境局" in body["suggestions"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/measures/none", "/api/goals/none", "/api/plans/none", "/api/plans/none/outline", "/api/plans/none/text",
        "/api/evidence/none", "/api/subgraph?center=none", "/api/paths?from=a&to=b", "/api/nothing",
    ],
)  # fmt: skip
def test_unknown_ids(client: TestClient, path: str) -> None:
    problem(client, path, 404)


@pytest.mark.parametrize(
    "path",
    [
        "/api/departments/区科技局/duties?role=boss", "/api/departments/区科技局/duties?limit=0", "/api/search",
        "/api/departments/区科技局/duties?limit=501", "/api/departments/区科技局/duties?due_before=soon",
        "/api/subgraph?center=x&depth=99", "/api/search?q=x&kind=Nothing",
    ],
)  # fmt: skip
def test_bad_parameters(client: TestClient, path: str) -> None:
    assert problem(client, path, 422)["errors"]


def test_blank_search(client: TestClient) -> None:
    assert "hint" in problem(client, "/api/search?q=%20", 400)


def test_wrong_method(client: TestClient) -> None:
    answer = client.post("/api/search")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


def test_store_away_is_503_with_retry_after(client: TestClient, seeded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*, alone: bool, limit: TimeLimit, question: object) -> None:
        del alone, limit, question
        raise StoreUnavailableError("the server does not answer", where="bolt://127.0.0.1:1", hint="start it")

    monkeypatch.setattr(seeded, "snapshot", away)
    answer = client.get("/api/plans")
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert answer.json()["hint"] == "start it"


def test_pages_tell_problems_as_pages(client: TestClient) -> None:
    answer = client.get("/departments/区生态环保局", headers={"Accept-Language": "zh"})
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "区生态环境局" in answer.text


def test_etag_spares_the_body(client: TestClient) -> None:
    first = client.get("/api/plans")
    again = client.get("/api/plans", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    other = client.get("/api/plans", headers={"If-None-Match": '"something else"'})
    assert (other.status_code, other.content) == (200, first.content)


@pytest.mark.parametrize(
    "path",
    [
        "/api/targets?plan=none", "/api/workload?plan=none", "/api/subgraph?center=永川府办发〔2022〕112号&plan=none",
        "/api/departments/区水利局/duties?plan=none", "/api/departments/区水利局/workload?plan=none",
        "/api/departments/区水利局/partners?plan=none", "/api/departments/区水利局/calls?plan=none",
        "/api/bottlenecks?plan=none", "/api/bottlenecks?department=none", "/api/figures?plan=none",
        "/api/matrix?plan=none", "/api/coordination?plan=none", "/api/export/xlsx?plan=none",
        "/api/export/docx?department=none",
    ],
)  # fmt: skip
def test_a_filter_that_names_nothing_is_404_with_a_hint(client: TestClient, path: str) -> None:
    assert problem(client, path, 404)["hint"]


@pytest.mark.parametrize(
    "path", ["/targets", "/graph", "/bottlenecks", "/matrix", "/coordination", "/figures", "/what-if"]
)
def test_a_page_with_a_filter_that_names_nothing_is_404(client: TestClient, path: str) -> None:
    assert client.get(f"{path}?plan=none").status_code == 404


def test_filters_take_a_number_or_a_title(client: TestClient) -> None:
    plan = client.get("/api/plans").json()["items"][0]
    for path in ("/api/targets", "/api/workload", "/api/departments/区水利局/duties"):
        by_id, by_title = (client.get(path, params={"plan": plan[key], "limit": 5}).json() for key in ("id", "title"))
        assert by_id["total"] > 0
        assert by_title == by_id


def test_a_place_without_the_department_is_told(client: TestClient) -> None:
    body = problem(client, "/api/departments/区水利局?jurisdiction=nowhere", 404)
    assert "lies in 'nowhere'" in body["detail"]
    assert "永川区" in body["hint"]
    unknown = problem(client, "/api/departments/区水里局?jurisdiction=nowhere", 404)
    assert "区水利局" in unknown["suggestions"]
