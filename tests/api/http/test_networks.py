"""/api/networks and its page: what is offered, files narrowed as asked, refusals in words."""

import io
import json
import sys
import zipfile

import networkx as nx
import pandas as pd
import pytest
from fastapi.testclient import TestClient

from graph.networks.projections import PROJECTIONS
from viz.networks.formats import FORMATS

PLAN = "永川府办发〔2022〕112号"


def test_what_there_is_to_take(client: TestClient) -> None:
    offered = client.get("/api/networks").json()
    assert [item["name"] for item in offered["items"]] == list(PROJECTIONS)
    assert [made["name"] for made in offered["formats"] if made["available"]] == list(FORMATS)
    assert all({"zh", "en"} == set(item["rule"]) for item in offered["items"])
    columns = {column["name"]: column["type"] for column in offered["items"][1]["link_columns"]}
    assert columns["measures"] == "integer"
    assert columns["statements"] == "strings"


def test_who_must_talk_to_whom_is_what_the_page_of_coordination_counts(client: TestClient) -> None:
    answer = client.get("/api/networks/talk/graphml")
    graph = nx.read_graphml(io.BytesIO(answer.content))
    assert answer.headers["content-type"] == "application/graphml+xml"
    assert answer.headers["content-disposition"].endswith("network-talk.graphml")
    pairs = client.get("/api/coordination", params={"limit": 500}).json()
    assert graph.number_of_edges() == pairs["total"]
    for pair in pairs["items"]:
        told = graph.edges[pair["one"]["id"], pair["other"]["id"]]
        assert told["weight"] == len(pair["measures"])
        assert sorted(told["measure_ids"].split("\n")) == sorted(work["id"] for work in pair["measures"])


def test_a_network_of_a_department_in_a_role(client: TestClient) -> None:
    asked = {"department": "区生态环境局", "role": "lead", "plan": PLAN}
    answer = client.get("/api/networks/measures/gexf", params=asked)
    graph = nx.read_gexf(io.BytesIO(answer.content))
    duties = client.get("/api/departments/区生态环境局/duties", params={"role": "lead", "limit": 500}).json()
    led = {duty["measure"]["id"] for duty in duties["items"]}
    assert {target for _, target in graph.edges} == led
    assert {data["kind"] for *_, data in graph.edges(data=True)} == {"LEADS"}


def test_tables_alone_and_together(client: TestClient) -> None:
    both = client.get("/api/networks/full/parquet")
    with zipfile.ZipFile(io.BytesIO(both.content)) as archive:
        assert archive.namelist() == ["about.json", "nodes.parquet", "links.parquet"]
        assert json.loads(archive.read("about.json"))["sources"][0]["number"] == PLAN
        links = pd.read_parquet(io.BytesIO(archive.read("links.parquet")))
    alone = client.get("/api/networks/full/parquet", params={"table": "links"})
    assert pd.read_parquet(io.BytesIO(alone.content)).equals(links)
    assert alone.headers["content-disposition"].endswith("network-full-links.parquet")


@pytest.mark.parametrize(
    ("address", "asked", "status", "words"),
    [
        ("talk/gexf", {"table": "nodes"}, 400, "no tables"),
        ("talk/svg", {}, 422, "format"),
        ("plans/gexf", {}, 422, "projection"),
        ("talk/gexf", {"plan": "没有的计划"}, 404, "plan"),
        ("talk/gexf", {"department": "没有的部门"}, 404, "department"),
        ("talk/gexf", {"role": "boss"}, 422, "role"),
    ],
)
def test_what_makes_no_sense_is_refused(
    client: TestClient, address: str, asked: dict[str, str], status: int, words: str
) -> None:
    answer = client.get(f"/api/networks/{address}", params=asked)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert words in answer.text


def test_without_duckdb_the_page_says_what_to_install(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.exports.networks.files.has_duckdb", lambda: False)
    monkeypatch.setitem(sys.modules, "duckdb", None)
    page = client.get("/networks", headers={"Accept-Language": "en"}).text
    assert "respgraph[parquet]" in page
    assert "/talk/parquet" not in page
    refused = client.get("/api/networks/talk/parquet")
    assert refused.status_code == 400
    assert "respgraph[parquet]" in refused.text


@pytest.mark.parametrize(("language", "words"), [("zh", "谁须与谁商量"), ("en", "Who must talk to whom")])
def test_the_page_leads_to_every_network_in_every_format(client: TestClient, language: str, words: str) -> None:
    page = client.get("/networks", params={"department": "区生态环境局", "role": "lead", "lang": language}).text
    assert words in page
    for projection in PROJECTIONS:
        for name in FORMATS:
            assert f"/api/networks/{projection}/{name}?department=" in page
    assert "role=lead" in page


@pytest.mark.parametrize("page", ["/", f"/plans/{PLAN}", "/departments/区生态环境局"])
def test_pages_lead_there(client: TestClient, page: str) -> None:
    assert 'href="/networks' in client.get(page, follow_redirects=True).text
