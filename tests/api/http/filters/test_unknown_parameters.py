"""No address takes a parameter that it does not know, with or without a value; the refusal names those that it does."""

import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from graph.facets.facets import FACETS

PLAN = "永川府办发〔2022〕112号"


def _paths(client: TestClient) -> list[str]:
    """All addresses that answer GET, each with something in place of its parts."""
    app = client.app
    assert isinstance(app, FastAPI)
    described = [path for path, told in app.openapi()["paths"].items() if "get" in told]
    pages = ["/", "/plans", "/duties", "/measures", "/citations", "/targets", "/deadlines", "/search", "/graph", "/matrix", "/bottlenecks", "/figures",
             "/departments", "/names", "/about", "/what-if", "/decisions", "/progress", "/upload"]  # fmt: skip
    return [re.sub(r"\{[^}]*\}", "csv", path) for path in described] + pages


def test_every_address_refuses_what_it_does_not_know(client: TestClient) -> None:
    for path in _paths(client):
        for query in ("limt=2", "limt="):
            answer = client.get(f"{path}?{query}")
            assert answer.status_code == 422, path
            assert "limt" in answer.text, path


def test_the_refusal_names_what_applies_and_what_comes_near(client: TestClient) -> None:
    told = client.get("/api/plans?plan_kid=scheme").json()
    assert told["type"] == "urn:respgraph:problem:filter"
    assert told["nearest"][0] == "plan_kind"
    assert {*FACETS, "limit", "offset", "sort"} <= {*told["applicable"]}
    assert "plan_kind" in told["hint"]


def test_a_facet_of_others_does_not_apply(client: TestClient) -> None:
    told = client.get("/api/evidence/none?topic=air").json()
    assert told["detail"] == "the filter 'topic' does not apply here"


def test_the_page_says_it_in_the_readers_language(client: TestClient) -> None:
    page = client.get("/targets?limt=2", headers={"Accept-Language": "zh"})
    assert "没有名为“limt”的筛选项" in page.text


def test_pages_keep_their_language(client: TestClient) -> None:
    assert client.get("/targets?lang=en").status_code == 200


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ("place=重庆县", "重庆市"), ("function=住剪", "住建"), ("topic=garbage", None), ("due=2024-13", None), ("year=22", None),
        ("level=cty", None), ("validity=valid", None),
    ],
)  # fmt: skip
def test_a_value_that_there_is_not_is_refused(client: TestClient, query: str, near: str | None) -> None:
    answer = client.get(f"/api/duties?{query}")
    assert answer.status_code == 422
    if near:
        assert near in answer.json()["nearest"]


def test_words_of_one_function_are_one_question(client: TestClient) -> None:
    answers = [
        client.get(f"/api/duties?function={word}&limit=500").json()
        for word in ("生态环境", "环保局", "ecology-environment")
    ]
    assert answers[0]["total"] > 0
    assert answers[0] == answers[1] == answers[2]


def test_counts_are_what_choosing_gives(client: TestClient) -> None:
    for path in ("/api/duties?role=lead", "/api/targets?role=lead", "/api/measures?role=lead", "/api/plans?role=lead"):
        for facet in client.get(path).json()["facets"]:
            for one in facet["values"][:4]:
                query = {"role": "lead", facet["name"]: one["value"]}
                assert client.get(path.partition("?")[0], params=query).json()["total"] == one["count"], (
                    path,
                    facet["name"],
                    one,
                )
