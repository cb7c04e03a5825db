"""/compare/targets, /compare/leads, /compare/plans as people and programs use them, over ten districts."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.stores.opening import open_store
from tests.asking import ask
from tests.districts import DISTRICTS, load_districts, number_of


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with open_store("sqlite://") as store:
        load_districts(store)
        with TestClient(create_app(store, Settings()), follow_redirects=False) as opened:
            yield opened


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_metric_is_found_and_every_number_leads_to_its_words(client: TestClient, language: str) -> None:
    listed = client.get("/compare/targets", params={"q": "PM2.5", "lang": language})
    assert listed.status_code == 200
    assert "/compare/targets?metric=pm25-concentration" in listed.text
    page = client.get("/compare/targets", params={"metric": "PM2.5", "lang": language}).text
    assert page.count('class="chart-point"') == 10
    assert page.count('id="point-') == 10
    assert 'href="#point-10"' in page
    answer = ask(client, "/api/compare/targets", metric="PM2.5")
    assert (answer["total"], answer["axis"]["unit"], answer["reasons"]) == (
        10, "微克/立方米", {"other-scope": 1, "level-or-change": 1},
    )  # fmt: skip
    for point in answer["items"]:
        assert client.get(f"/api/evidence/{point['evidence']['edge']}").status_code == 200
    assert ask(client, "/api/metrics", shared="true")["shared"] == 1


def test_targets_have_their_number_as_columns(client: TestClient) -> None:
    answer = ask(client, "/api/targets", plan=number_of(DISTRICTS[3]))
    measured = answer["items"][0]["measured"]
    assert (measured["key"], measured["low"], measured["unit"], measured["year"]) == (
        "pm25-concentration", 33.0, "微克/立方米", "2025",
    )  # fmt: skip
    rows = client.get("/api/export/csv", params={"list": "targets", "lang": "zh"}).content.decode("utf-8-sig")
    assert "指标键" in rows.splitlines()[0]
    assert "pm25-concentration" in rows


def test_who_leads_what_where(client: TestClient) -> None:
    assert client.get("/compare/leads").status_code == 200
    page = client.get("/compare/leads", params={"q": "扬尘", "lang": "zh"}).text
    assert page.count("控制扬尘") >= 10
    answer = ask(client, "/api/compare/leads", q="扬尘", function="住建")
    assert [line["function"] for line in answer["functions"]] == ["housing-urban-rural"]
    assert client.get("/api/compare/leads").status_code == 400


def test_two_plans_beside_each_other(client: TestClient) -> None:
    one, other = number_of(DISTRICTS[0]), number_of(DISTRICTS[1])
    assert client.get("/compare/plans").status_code == 200
    page = client.get("/compare/plans", params={"one": one, "other": other, "lang": "zh"}).text
    assert 'id="pair-1"' in page
    answer = ask(client, "/api/compare/plans", one=one, other=other)
    assert (len(answer["pairs"]), answer["one"]["measures"], answer["targets"][0]["comparable"]) == (1, 1, True)
    assert answer["pairs"][0]["one"]["text"] != answer["pairs"][0]["other"]["text"]


@pytest.mark.parametrize(
    "address",
    ["/compare/targets?metric=%E6%B2%A1%E6%9C%89", "/compare/plans?one=a&other=b", "/api/compare/targets?metric=zzz"],
)
def test_what_is_not_there_is_said_so(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404
