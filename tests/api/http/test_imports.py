"""A task table that comes back over HTTP: looked at, taken over one by one or all, with boxes on the upload page."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.store import Store
from loaders.load import load
from tests.edited_tables import Sheet
from tests.folders import TESTS

PLAN = TESTS / "data" / "round-trip-plan.txt"


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    assert [result.error for result in load(store, [PLAN])] == [None]
    with TestClient(create_app(store, Settings()), follow_redirects=False) as opened:
        yield opened


def edited(client: TestClient) -> bytes:
    sheet = Sheet(client.get("/api/export/xlsx", params={"list": "tasks"}).content)
    codes = {sheet.text(code, "task"): code for code in sheet.codes()}
    sheet.write(codes["（二）建设收储网点"], "task_leads", "县水利局")
    sheet.write(codes["（一）加强火情巡查"], "task_due", "2025年9月")
    sheet.write(codes["（二）强化资金支持"], "task_due", "尽快")
    sheet.delete(codes["（一）扩大秸秆还田"])
    return sheet.saved()


def post(client: TestClient, data: bytes, path: str = "/api/imports", **fields: Any) -> Any:
    return client.post(path, files={"file": ("tasks.xlsx", data)}, data=fields)


def test_looked_at_then_one_by_one_then_all(client: TestClient) -> None:
    data = edited(client)
    seen = post(client, data).json()
    assert [(p["number"], p["kind"], p["chosen"]) for p in seen["proposals"]] == [
        (1, "department", True), (2, "deadline", True), (3, "drop-row", False),
    ]  # fmt: skip
    assert ([e["code"] for e in seen["left"]], seen["accepted"]) == (["date"], [])
    assert client.get("/api/decisions").json()["total"] == 0
    first = seen["proposals"][1]["id"]
    done = post(client, data, accept=[first]).json()
    assert [each["id"] for each in done["accepted"]] == [first]
    done = post(client, data, accept="all").json()
    assert (len(done["accepted"]), done["already"]) == (1, 1)
    decisions = client.get("/api/decisions").json()["items"]
    assert [each["kind"] for each in decisions] == ["correct-node", "correct-duty"]
    assert post(client, data, accept=[first]).status_code == 400


def test_a_plan_is_no_table_and_a_table_is_no_plan(client: TestClient) -> None:
    refused = post(client, edited(client), "/api/plans")
    assert refused.status_code == 422
    assert "respgraph import" in refused.json()["hint"]
    assert post(client, PLAN.read_bytes()).status_code == 422
    assert client.post("/api/imports", data={"accept": "all"}, files={"other": b""}).status_code == 400
    foreign = {"Sec-Fetch-Site": "cross-site", "Origin": "http://elsewhere.test"}
    answer = client.post("/api/imports", files={"file": ("t.xlsx", edited(client))}, headers=foreign)
    assert answer.status_code == 403


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_upload_page_shows_the_changes_with_boxes(client: TestClient, language: str) -> None:
    data = edited(client)
    client.get("/", params={"lang": language})
    html = post(client, data, "/upload").text
    boxes = re.findall(r'<input type="checkbox" name="accept" value="(\w+)"[^>]*?( checked)?>', html)
    assert [bool(checked) for _, checked in boxes] == [False, True, False], "who has a duty is for people to tick"
    assert {"zh": "不是日期", "en": "not a date"}[language] in html
    token = re.search(r'name="token" value="([^"]+)"', html)
    assert token
    done = client.post("/upload/table", data={"token": token[1], "accept": [boxes[0][0], boxes[2][0]]})
    assert done.status_code == 200
    assert done.text.count({"zh": "<strong>已采纳</strong>", "en": "<strong>taken over</strong>"}[language]) == 2
    assert client.get("/api/decisions").json()["total"] > 2
    assert client.post("/upload/table", data={"token": token[1], "accept": boxes[0][0]}).status_code == 400
