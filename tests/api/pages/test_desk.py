"""The first page as a desk: what is due, what came in lately, what nobody owns, and the department one calls one's own."""

import re
from datetime import date
from urllib.parse import unquote

from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.store import Store
from tests.asking import ask

BUREAU = "重庆市/永川区/ecology-environment"


def test_what_is_due_leads_to_as_much(seeded: Store) -> None:
    client = TestClient(create_app(seeded, Settings(today=date(2025, 11, 20))))
    counts = ask(client, "/api/deadlines")["counts"]
    html = client.get("/").text
    told = dict(re.findall(r'<a href="/deadlines\?when=(\w+)">\D*(\d+)</a>', html))
    assert told == {when: str(counts[when]) for when in ("month", "quarter", "passed")}
    assert counts["quarter"] > 0


def test_what_came_in_lately_leads_to_its_editions(client: TestClient) -> None:
    plan = client.get("/api/plans").json()["items"][0]
    links = re.findall(r'<li><a href="/plans/([^"]+)/history">([^<]+)</a> <small><time', client.get("/").text)
    assert [(unquote(key), title) for key, title in links] == [(plan["id"], plan["title"])]


def test_the_browser_remembers_ones_own_department_until_told_to_forget(client: TestClient) -> None:
    assert "我的部门" not in client.get("/").text
    sent = client.post("/mine", data={"department": BUREAU})
    assert sent.status_code == 303
    there = client.get(sent.headers["location"])
    assert "不再作为我的部门" in there.text
    home = client.get("/").text
    own = home[home.index("我的部门") : home.index('class="desk"')]
    load = next(each for each in client.get("/api/workload").json()["items"] if each["department"]["id"] == BUREAU)
    assert f">{load['lead']}</a>" in own
    assert f">{load['responsible']}</a>" in own
    client.post("/mine", data={"department": BUREAU, "forget": "true"})
    assert "我的部门" not in client.get("/").text


def test_a_department_that_is_gone_is_not_told_of(client: TestClient) -> None:
    client.post("/mine", data={"department": "没有/这个/局"})
    home = client.get("/")
    assert home.status_code == 200
    assert "我的部门" not in home.text
