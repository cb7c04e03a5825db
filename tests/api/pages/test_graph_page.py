"""The graph page's questions: a node, words, a way, neighbours besides, a date; and what is saved as one file."""

import json
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

PLAN = "永川府办发〔2022〕112号@重庆市/永川区"
AIR = f"{PLAN}/measure/深入打好蓝天保卫战"


def drawn(client: TestClient, **query: Any) -> dict[str, Any]:
    """What the script of the page is given."""
    answer = client.get("/graph", params=query)
    assert answer.status_code == 200
    found = re.search(r'id="picture-data">(.*?)</script>', answer.text, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def kinds(data: dict[str, Any]) -> dict[str, int]:
    found = [node["kind"] for node in data["nodes"]]
    return {kind: found.count(kind) for kind in dict.fromkeys(found)}


def ids(data: dict[str, Any]) -> list[str]:
    return [node["id"] for node in data["nodes"]]


def test_without_a_question_the_latest_plan(client: TestClient) -> None:
    assert drawn(client) == drawn(client, center=PLAN)


def test_words_and_the_words_of_their_topic(client: TestClient) -> None:
    found = drawn(client, center="大气", depth=0)
    assert AIR in ids(found)
    assert set(kinds(found)) == {"Goal", "Measure", "SubTarget"}
    assert "蓝天" in client.get("/graph", params={"center": "大气"}).text
    assert client.get("/graph", params={"center": "没有这样的词"}).status_code == 404


def test_a_node_is_expanded_and_collapsed(client: TestClient) -> None:
    few = drawn(client, center="大气", depth=0)
    more = drawn(client, center="大气", depth=0, expand=[AIR])
    assert set(ids(few)) < set(ids(more))
    assert kinds(more)["Department"] == 12
    assert drawn(client, center="大气", depth=0, expand=["not there"]) == few


def test_a_way_between_two(client: TestClient) -> None:
    found = drawn(client, **{"from": "区水利局", "to": "区教委"})
    steps = client.get(
        "/api/paths", params={"from": "重庆市/永川区/water-resources", "to": "重庆市/永川区/education"}
    ).json()
    assert sorted(ids(found)) == sorted(node["id"] for node in steps["nodes"])
    assert len(found["edges"]) == len(steps["edges"]) == 4


def test_only_what_is_due(client: TestClient) -> None:
    every, soon = drawn(client, center=PLAN), drawn(client, center=PLAN, due_before="2026")
    assert kinds(soon)["Measure"] < kinds(every)["Measure"]
    assert kinds(soon)["Department"] == kinds(every)["Department"]
    assert "Measure" not in kinds(drawn(client, center=PLAN, due_before="2020"))


def test_every_line_leads_to_its_sentence(client: TestClient) -> None:
    data = drawn(client, center="区水利局")
    for edge in data["edges"]:
        ends = [ids(data)[edge[end]] for end in ("from", "to")]
        key = edge.get("key") or "|".join([edge["kind"], *ends, edge["tail"]])
        assert client.get(f"/evidence/{key}").status_code == 200


def test_one_file_to_keep(client: TestClient) -> None:
    answer = client.get("/graph", params={"center": "区水利局", "download": "true"})
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "<script src" not in answer.text
    assert "/assets/" not in answer.text


@pytest.mark.parametrize("query", [{"depth": 5}, {"due_before": "soon"}, {"roles": "boss"}, {"expand": ["x"] * 21}])
def test_what_makes_no_sense_is_told(client: TestClient, query: dict[str, Any]) -> None:
    assert client.get("/graph", params=query).status_code == 422
