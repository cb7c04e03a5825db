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
    return restored(json.loads(found[1]))


def restored(data: dict[str, Any]) -> dict[str, Any]:
    """As it was before a served page shortened it, but for the words."""
    names = ("sort", "from", "to", "said", "tail", "key")
    edges = [
        {name: value for name, value in zip(names, row, strict=False) if value is not None} for row in data["edges"]
    ]
    return {
        **data,
        "nodes": [
            {**node, "id": data["stems"][node["stem"]] + node["id"] + end if "stem" in node else node["id"]}
            for node in data["nodes"]
            for end in (node["name"][-node["end"] :] if "end" in node else "",)
        ],
        "edges": [{**edge, "kind": data["sorts"][edge["sort"]][0]} for edge in edges],
    }


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


def test_the_words_of_lines_are_asked_for_when_wanted(client: TestClient) -> None:
    data = drawn(client, center="区水利局")
    edge = data["edges"][0]
    key = "|".join([edge["kind"], *(ids(data)[edge[end]] for end in ("from", "to")), edge["tail"]])
    words = client.get("/graph/words", params={"edge": [key, "no such edge"], "node": ids(data)[-1]}).json()
    assert set(words) == {key, ids(data)[-1]}
    start, end = words[key]["marks"][0]
    assert words[key]["quote"][start:end] == "区水利局"
    assert "永川府办发〔2022〕112号" in words[key]["source"]
    assert client.get("/graph/words", params={"edge": ["x"] * 21}).status_code == 422


def talking(client: TestClient, **query: str) -> dict[frozenset[str], set[str]]:
    """Pairs of departments that are drawn alone, with the measures behind; every one has its words."""
    data = drawn(client, view="departments", **query)
    behind = {(edge["from"], edge["to"]) for edge in data["edges"]}
    assert all((end, each) in behind for one, other, works in data["pairs"] for end in (one, other) for each in works)
    named = ids(data)
    return {frozenset((named[a], named[b])): {named[each] for each in works} for a, b, works in data["pairs"]}


def test_departments_alone_are_those_of_the_coordination(client: TestClient) -> None:
    told = client.get("/api/coordination", params={"plan": PLAN, "limit": 500}).json()
    expected = {
        frozenset((pair["one"]["id"], pair["other"]["id"])): {each["id"] for each in pair["measures"]}
        for pair in told["items"]
    }
    assert talking(client, center=PLAN) == talking(client, year="2022") == expected
    assert talking(client, center=PLAN, year="2021") == {}
    bureau = "重庆市/永川区/water-resources"
    around = talking(client, center="区水利局")
    assert around.items() <= expected.items()
    assert {pair for pair in around if bureau in pair} == {pair for pair in expected if bureau in pair}
    found = talking(client, center="大气", depth="0")
    assert found
    assert all(works == expected[pair] & {AIR} for pair, works in found.items())
