"""What cites what: by the interface, on the page, on a plan's page, in its picture and as a list."""

import csv
import io
import re
from html import unescape
from typing import Any
from urllib.parse import quote

from fastapi.testclient import TestClient

SEED = "永川府办发〔2022〕112号@重庆市/永川区"


def ask(client: TestClient, path: str, **query: object) -> dict[str, Any]:
    answer = client.get(path, params=query)  # type: ignore[arg-type]  # words, numbers and booleans
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_citations_say_what_for_and_by_which_words(client: TestClient) -> None:
    found = ask(client, "/api/citations")
    assert found["total"] == len(found["items"]) > 0
    for one in found["items"]:
        assert one["plan"]["id"] == SEED
        assert one["how"] in ("basis", "implements", "mention", "repeals", "revises")
        assert one["act"]["title"].replace(" ", "")[:4] in one["evidence"]["statement"]["quote"].replace("\n", "")
    for how in {one["how"] for one in found["items"]}:
        narrowed = ask(client, "/api/citations", how=how)
        assert narrowed["total"] == sum(one["how"] == how for one in found["items"])
    act = found["items"][0]["act"]
    assert ask(client, "/api/citations", act=act["number"] or act["id"])["items"][0]["act"] == act


def test_an_act_that_nobody_cites_is_told_as_that(client: TestClient) -> None:
    answer = client.get("/api/citations", params={"act": "国发〔1999〕999号"})
    assert answer.status_code == 404
    assert answer.json()["detail"] == "no plan here cites '国发〔1999〕999号', and it is not loaded"
    assert "/api/cited" in answer.json()["hint"]


def test_acts_are_counted_by_plans(client: TestClient) -> None:
    acts = ask(client, "/api/cited", loaded=False)
    assert acts["total"] == ask(client, "/api/cited")["total"] > 0
    assert ask(client, "/api/cited", loaded=True)["total"] == 0
    assert all(act["plans"] == 1 and not act["loaded"] for act in acts["items"])
    assert sum(sum(act["counts"].values()) for act in acts["items"]) == ask(client, "/api/citations")["total"]


def test_the_page_shows_acts_and_what_cites_one(client: TestClient) -> None:
    page = client.get("/citations", params={"lang": "zh"}).text
    act = ask(client, "/api/cited")["items"][0]["act"]
    assert act["title"] in unescape(page)
    one = client.get("/citations", params={"act": act["id"], "lang": "zh"}).text
    assert "谁引用了" in one
    assert "/api/citations?" in one
    assert client.get("/citations", params={"plan": SEED, "how": "basis", "lang": "en"}).status_code == 200
    assert client.get("/citations", params={"plan": "无此"}).status_code == 404


def test_a_plan_s_page_tells_what_it_cites(client: TestClient) -> None:
    page = client.get(f"/plans/{quote(SEED)}", params={"lang": "zh"}).text
    total = ask(client, "/api/citations", plan=SEED)["total"]
    assert f"引用文件 {total} 处" in page


def test_a_plan_s_picture_holds_what_it_cites(client: TestClient) -> None:
    act = ask(client, "/api/citations")["items"][0]["act"]["id"]
    around = ask(client, "/api/subgraph", center=SEED, depth=1, limit=500)
    assert act in {node["id"] for node in around["nodes"]}


def test_lists_of_citations_are_taken_away(client: TestClient) -> None:
    for name, path in (("citations", "/api/citations"), ("cited", "/api/cited")):
        rows = list(csv.reader(io.StringIO(client.get("/api/export/csv", params={"list": name}).text)))
        assert len(rows) == ask(client, path)["total"] + 1
        assert re.search("[一-鿿]", rows[0][0])
