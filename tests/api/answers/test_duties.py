"""Duties across departments and plans: over HTTP, as a page and as a spreadsheet."""

import csv
import io

import pytest
from fastapi.testclient import TestClient

from tests.asking import ask

PLAN = "永川府办发〔2022〕112号@重庆市/永川区"


def test_all_departments_that_the_words_name(client: TestClient) -> None:
    found = ask(client, "/api/duties", q="产业促进中心")
    assert {item["department"]["name"] for item in found["items"]} == {"港桥产业促进中心", "三教产业促进中心"}
    counted = sum(
        client.get(f"/api/departments/{name}/duties").json()["total"]
        for name in ("港桥产业促进中心", "三教产业促进中心")
    )
    assert found["total"] == len(found["items"]) == counted
    assert sum(count["count"] for count in found["roles"]) == counted
    assert [(count["key"], count["count"]) for count in found["plans"]] == [(PLAN, counted)]
    assert sum(count["count"] for count in found["years"]) == counted


def test_a_whole_plan(client: TestClient) -> None:
    """The 51 leads and 92 responsibilities of the founding plan."""
    found = ask(client, "/api/duties", plan=PLAN)
    assert {count["key"]: count["count"] for count in found["roles"]} == {"lead": 51, "responsible": 92}
    assert ask(client, "/api/duties", plan=PLAN, role="lead")["total"] == 51


def test_deadlines_of_targets_count(client: TestClient) -> None:
    found = ask(client, "/api/duties", plan=PLAN, due_from="2025", due_before="2026")
    assert {item["due"] for item in found["items"]} == {"2025"}
    years = {count["key"]: count["count"] for count in ask(client, "/api/duties", plan=PLAN)["years"]}
    assert found["total"] == years["2025"]
    assert ask(client, "/api/duties", plan=PLAN, due_before="2025")["total"] == 0


def test_measures_that_many_share(client: TestClient) -> None:
    found = ask(client, "/api/duties", plan=PLAN, parties=10)
    assert found["total"] > 0
    measures = {item["measure"]["id"]: item["parties"] for item in found["items"]}
    for measure, parties in measures.items():
        listed = client.get(f"/api/measures/{measure}").json()["parties"]
        assert len({party["department"]["id"] for party in listed}) == parties >= 10


@pytest.mark.parametrize("sort", ["plan", "department", "due", "parties"])
def test_every_order_pages_without_gap(client: TestClient, sort: str) -> None:
    whole = ask(client, "/api/duties", plan=PLAN, sort=sort, limit=500)["items"]
    parts = [
        item
        for at in range(0, 150, 50)
        for item in ask(client, "/api/duties", plan=PLAN, sort=sort, limit=50, offset=at)["items"]
    ]
    assert parts == whole
    assert len({item["evidence"]["edge"] for item in whole}) == 143
    if sort == "parties":
        assert [item["parties"] for item in whole] == sorted((item["parties"] for item in whole), reverse=True)
    if sort == "due":
        assert [item["due"] or "9999" for item in whole] == sorted(item["due"] or "9999" for item in whole)


def test_without_words_or_a_plan_it_says_what_to_give(client: TestClient) -> None:
    assert client.get("/api/duties").status_code == 400
    assert "部门名称" in client.get("/duties", params={"table": "csv"}, headers={"Accept": "text/html"}).text
    assert client.get("/duties").status_code == 200
    assert client.get("/api/duties", params={"plan": "没有这个计划"}).status_code == 404


def test_the_page_and_what_is_taken_from_it(client: TestClient) -> None:
    query = {"q": "生态环境", "role": "lead"}
    page = client.get("/duties", params=query).text
    assert page.count('<tr><th scope="row">') == 7
    assert "区生态环境局" in page
    rows = list(
        csv.reader(io.StringIO(client.get("/duties", params={**query, "table": "csv"}).content.decode("utf-8-sig")))
    )
    assert len(rows) == 1 + 7
    assert client.get("/duties", params={**query, "table": "xlsx"}).content[:2] == b"PK"
    assert "没有" in client.get("/duties", params={"q": "没有这个部门"}).text
