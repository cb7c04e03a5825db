"""Measures, search and citations on the page, over the API, as a list to take away and by their verbs: narrowed alike by facets."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.app import create_app
from api.cli import whole
from api.settings import Settings
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans
from tests.districts import DISTRICTS, load_districts
from tests.stores import NOW, Draft


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    found = f"sqlite:///{tmp_path_factory.mktemp('districts')}/store.sqlite3"
    with open_store(found, create=True) as store:
        load_districts(store)
    return found


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[TestClient]:
    with open_store(address) as store, TestClient(create_app(store, Settings(language="zh"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a store with the districts and the plan of the seeds, which has topics and deadlines."""
    found = f"sqlite:///{tmp_path_factory.mktemp('several')}/store.sqlite3"
    with open_store(found, create=True) as store:
        load_districts(store)
        load(store, seed_plans())
    return found


@pytest.fixture(scope="module")
def reader(several: str) -> Iterator[TestClient]:
    with open_store(several) as store, TestClient(create_app(store, Settings(language="zh"))) as opened:
        yield opened


def verb(address: str, *words: str) -> str:
    done = CliRunner().invoke(whole(), [*words, "--store", address], env={"COLUMNS": "200"}, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_page_api_list_and_verb_narrow_alike(client: TestClient, address: str) -> None:
    query = {"place": DISTRICTS[1], "role": "lead"}
    answer = client.get("/api/measures", params=query).json()
    titles = [line["measure"]["title"] for line in answer["items"]]
    assert 0 < answer["total"] == len(titles) < client.get("/api/measures").json()["total"]
    for language in ("zh", "en"):
        page = client.get("/measures", params={**query, "lang": language}).text
        assert all(title in page for title in titles)
        assert page.count('<tr><th scope="row">') == len(titles)
        assert 'name="function"' in page
    rows = list(csv.reader(io.StringIO(client.get("/api/export/csv", params={**query, "list": "measures"}).text)))
    assert [row[2] for row in rows[1:]] == titles
    told = json.loads(verb(address, "measures", "--place", DISTRICTS[1], "--role", "lead", "--json"))
    assert told == answer


def test_the_verbs_that_compare_take_facets(address: str) -> None:
    one = json.loads(verb(address, "compare", "targets", "PM2.5", "--place", DISTRICTS[1], "--json"))
    assert one["total"] == 1
    assert DISTRICTS[1] in one["items"][0]["place"]
    asked = ("compare", "targets", "--place", DISTRICTS[1], "--store", address)
    assert CliRunner().invoke(whole(), asked).exception is not None
    led = json.loads(verb(address, "compare", "leads", "扬尘", "--role", "lead", "--place", DISTRICTS[1], "--json"))
    assert led["total"] == 1


def test_a_network_takes_facets(address: str, tmp_path: Path) -> None:
    for name, options in (("all", ()), ("some", ("--place", DISTRICTS[1], "--function", "生态环境"))):
        verb(address, "export", "graphml", "-o", str(tmp_path / f"{name}.graphml"), *options)
    sizes = [len((tmp_path / f"{name}.graphml").read_bytes()) for name in ("some", "all")]
    assert sizes[0] < sizes[1]


def test_search_is_narrowed_to_plans_on_page_api_list_and_verb(client: TestClient, address: str) -> None:
    query = {"q": "扬尘", "place": DISTRICTS[1]}
    found = client.get("/api/search", params=query).json()
    assert 0 < found["total"] < client.get("/api/search", params={"q": "扬尘"}).json()["total"]
    page = client.get("/search", params=query).text
    assert f'<option value="{DISTRICTS[1]}"' in page or f'value="{DISTRICTS[1]}"' in page
    assert page.count('<li><span class="kind">') == found["total"]
    assert json.loads(verb(address, "search", "扬尘", "--place", DISTRICTS[1], "--json"))["total"] == found["total"]
    listed = client.get("/api/export/csv", params={**query, "list": "search"}).text
    assert len(list(csv.reader(io.StringIO(listed)))) == found["total"] + 1


@pytest.mark.parametrize(
    ("path", "query", "count"),
    [
        ("/api/search", {"q": "治理"}, lambda said: said["total"]),
        ("/api/bottlenecks", {}, lambda said: said["findings"]),
        ("/api/bottlenecks", {"rule": "many-leads", "folded": "rule"}, lambda said: said["findings"]),
        ("/api/subgraph", {"center": DISTRICTS[1]}, lambda said: len(said["edges"])),
    ],
)
def test_every_facet_narrows_and_its_counts_are_what_one_gets(
    reader: TestClient, path: str, query: dict[str, str], count: Callable[[dict[str, Any]], int]
) -> None:
    client = reader
    if path == "/api/subgraph":
        query = {
            "center": client.get("/api/search", params={"q": "生态环境局", "kind": "Department"}).json()["items"][0][
                "id"
            ]
        }
    offered = client.get(path, params=query).json()["facets"]
    assert {one["name"] for one in offered} >= {"topic", "due", "function", "role", "form"}, offered
    for facet in offered:
        for one in facet["values"][:3]:
            chosen = {**query, facet["name"]: one["value"]}
            assert count(client.get(path, params=chosen).json()) == one["count"] > 0, chosen
            assert client.get(path.removeprefix("/api").replace("subgraph", "graph"), params=chosen).status_code == 200


def test_the_shell_and_files_narrow_by_duties_as_the_api_does(reader: TestClient, several: str) -> None:
    client, address = reader, several
    query = {"topic": "air", "role": "lead"}
    options = [word for name, value in query.items() for word in (f"--{name}", value)]
    found = client.get("/api/search", params={"q": "管", **query}).json()["total"]
    assert json.loads(verb(address, "search", "管", *options, "--json"))["total"] == found > 0
    listed = client.get("/api/export/csv", params={"q": "管", **query, "list": "search"}).text
    assert len(list(csv.reader(io.StringIO(listed)))) == found + 1
    jam = client.get("/api/bottlenecks", params=query).json()["findings"]
    assert json.loads(verb(address, "bottlenecks", *options, "--json"))["findings"] == jam > 0
    listed = client.get("/api/export/csv", params={**query, "list": "findings"}).text
    assert len(list(csv.reader(io.StringIO(listed)))) == jam + 1


def test_citations_take_the_facets_of_plans(client: TestClient, address: str) -> None:
    for path in ("/api/citations", "/api/cited"):
        for facet in client.get(path).json()["facets"]:
            for one in facet["values"][:3]:
                assert client.get(path, params={facet["name"]: one["value"]}).json()["total"] == one["count"]
        assert client.get(path, params={"role": "lead"}).status_code == 422
    assert client.get("/citations", params={"place": DISTRICTS[1]}).status_code == 200
    told = json.loads(verb(address, "citations", "--place", DISTRICTS[1], "--json"))
    assert told["total"] == client.get("/api/cited", params={"place": DISTRICTS[1]}).json()["total"]


def test_a_place_says_what_it_leaves_out_that_has_none() -> None:
    draft = Draft("某府〔2023〕99号", "2023-03-01")
    bureau = draft.department("somewhere/ecology-environment", "生态环境局")
    for number in ("1", "2"):
        work = draft.measure(number, "清扫道路", f"第{number}类道路每日清扫。", assigned=True)
        draft.duty("LEADS", bureau, work)
    with open_store("sqlite://") as store:
        load_districts(store)
        store.writer().replace(
            *draft.done(number="某府〔2023〕99号", jurisdiction="?某地", title="清扫方案"), loaded_at=NOW
        )
        with TestClient(create_app(store, Settings(language="zh"))) as client:
            told = client.get("/measures", params={"place": "甲省", "offset": "0"}).text
            assert "另有 2 项属于未写明地区的计划，没有列入。" in told
            assert '<a href="/measures?place=?">只看这些</a>' in unquote(told)
            assert "没有列入" not in client.get("/measures", params={"place": "?"}).text
            assert "没有列入" not in client.get("/measures").text
            searched = client.get("/search", params={"q": "清扫", "place": "甲省", "lang": "en"}).text
            assert "Left out, of plans of unknown place: 3." in searched


def test_a_chip_takes_away_its_value_whatever_the_address_calls_it(reader: TestClient) -> None:
    asked = {"topic": ["固废", "大气"], "function": "住建", "tier": "D"}
    for path in ("/bottlenecks", "/search", "/measures"):
        words = {"q": "治理"} if path == "/search" else {}
        query = {**{name: asked[name] for name in asked if name != "tier" or path == "/bottlenecks"}, **words}
        page = reader.get(path, params=query).text
        chips = [unescape(link) for link in re.findall(r'<a href="([^"]*)"', page.partition('<p class="chips">')[2])][
            :3
        ]
        left = [parse_qs(urlsplit(link).query) for link in chips]
        assert [each.get("topic") for each in left if "function" in each] in (
            [["solid waste"], ["air"]],
            [["air"], ["solid waste"]],
        )
        assert [each["topic"] for each in left if "function" not in each] == [asked["topic"]]
        assert all(each.get("q") == ([words["q"]] if words else None) for each in left)


def test_a_picture_says_to_what_it_is_narrowed(reader: TestClient) -> None:
    said = reader.get("/graph", params={"center": "治理", "role": "lead"}).text
    summary = said[said.index('<details id="question">') :].partition("</summary>")[0]
    assert "角色 牵头 (" in summary
    assert "角色" not in reader.get("/graph", params={"center": "治理"}).text.partition("</summary>")[0]
