"""Lists that can be sorted: on the page without a script, in the answer, in the file."""

import csv
import html
import io
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.app import create_app
from api.cli import whole
from api.settings import Settings
from graph.questions.parameters import LOAD_SORTS, PLAN_SORTS
from graph.store import Store
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans
from tests.folders import TESTS

WATER = TESTS / "data" / "water-plan.txt"


def listed(client: TestClient, **query: str) -> list[dict[str, object]]:
    answer = client.get("/api/workload", params={"limit": "500", **query})
    assert answer.status_code == 200, answer.text
    return [{**item, "name": item["department"]["name"]} for item in answer.json()["items"]]


@pytest.mark.parametrize("sort", LOAD_SORTS)
def test_departments_by_every_column(client: TestClient, sort: str) -> None:
    usual = listed(client)
    key = sort.removeprefix("-")
    assert listed(client, sort=sort) == sorted(usual, key=lambda item: str(item[key]) if key == "name" else item[key], reverse=sort[0] == "-")  # type: ignore[arg-type, return-value]  # fmt: skip  # a column is of one type; equals stay


def test_the_page_and_the_file_are_in_the_order_of_the_answer(client: TestClient) -> None:
    names = [item["name"] for item in listed(client, sort="-total")]
    page = client.get("/departments?sort=-total").text
    assert re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', page) == names[:50]
    file = client.get("/api/export/csv?list=departments&sort=-total").content.decode("utf-8-sig")
    assert [row["名称"] for row in csv.DictReader(io.StringIO(file, newline=""))] == names
    (link,) = {html.unescape(link) for link in re.findall(r'href="(/api/export/csv[^"]+)"', page)}
    assert client.get(link).content.decode("utf-8-sig") == file


def test_heads_say_the_order_and_turn_it(client: TestClient) -> None:
    page = client.get("/departments").text
    assert re.findall(r'aria-sort="(\w+)"><a href="([^"]+)"', page) == [("descending", "/departments?sort=lead")]
    page = client.get("/departments?sort=name").text
    assert re.findall(r'aria-sort="(\w+)"><a href="([^"]+)"', page) == [("ascending", "/departments?sort=-name")]
    page = client.get("/plans").text
    assert re.findall(r'aria-sort="(\w+)"><a href="([^"]+)"', page) == [("descending", "/plans?sort=date")]
    assert "aria-sort" not in client.get("/").text


@pytest.mark.parametrize("path", ["/api/workload", "/api/plans", "/departments", "/plans"])
def test_a_column_that_is_none(client: TestClient, path: str) -> None:
    assert client.get(path, params={"sort": "colour"}).status_code == 422


def test_a_column_of_another_list(client: TestClient) -> None:
    assert client.get("/api/export/csv?list=departments&sort=date").status_code == 400
    assert client.get("/api/export/csv?list=plans&sort=lead").status_code == 400


def test_plans_by_every_column_with_what_has_nothing_last() -> None:
    with open_store("sqlite://", create=True) as store:
        load(store, [*seed_plans(), WATER])
        load(store, [WATER], stated={"number": "清川府发〔2024〕9号", "date": "2024"}, by="tester")
        with TestClient(create_app(store, Settings())) as client:
            for sort in PLAN_SORTS:
                answer = client.get("/api/plans", params={"sort": sort, "cited": "true", "limit": "500"}).json()
                plans = answer["items"]
                name = sort.removeprefix("-")
                figure = {"duties": "role_edges", "targets": "targets", "not_read": "problems"}.get(name)
                column = [plan["figures"].get(figure, "") if figure else plan[name] for plan in plans]
                filled = [value for value in column if value != ""]
                assert column == sorted(filled, reverse=sort[0] == "-") + [""] * (len(column) - len(filled))
                assert len(plans) == answer["total"] > 2
            usual = client.get("/api/plans", params={"cited": "true", "limit": "500"}).json()
            assert usual == client.get("/api/plans?sort=date&cited=true&limit=500").json()
            assert usual["items"][-1]["date"] == ""
            assert usual["items"][0]["date"] != ""


def test_the_verb_sorts(seeded: Store, tmp_path: Path) -> None:
    if not seeded.url.startswith("sqlite:///"):
        pytest.skip("a store that another process can open")
    file = tmp_path / "departments.csv"
    asking = ["export", "csv", "--list", "departments", "--sort", "name", "-o", str(file), "--store", seeded.url]
    assert CliRunner().invoke(whole(), asking, catch_exceptions=False).exit_code == 0
    with file.open(encoding="utf-8-sig", newline="") as lines:
        names = [row["名称"] for row in csv.DictReader(lines)]
    assert names == sorted(names)
    assert CliRunner().invoke(whole(), [*asking[:5], "colour", *asking[6:]]).exit_code != 0
