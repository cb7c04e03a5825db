"""Beside each value stands how long the list is that it leads to, whatever else is chosen: over HTTP, on every store."""

import json
import random
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.facets.facets import Facets
from graph.questions.departments.narrowed_duties import facet_counts
from graph.store import Store
from tests.graph.facets.plans import write

LISTS = {
    "duties": {"q": "局"},
    "measures": {},
    "targets": {},
    "plans": {},
    "citations": {},
    "cited": {},
    "compare/leads": {"q": "治理"},
    "search": {"q": "治理"},
    "deadlines": {},
    "bottlenecks": {},
}
"""Lists with what each is asked at least."""

QUESTIONS = 3

Query = dict[str, Any]


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    write(store)
    with TestClient(create_app(store, Settings())) as opened:
        yield opened


def test_a_count_is_the_length_of_the_list_that_the_value_leads_to(client: TestClient) -> None:
    rng = random.Random(7)  # noqa: S311  # no secret
    for name, least in LISTS.items():
        values = _values(_ask(client, name, least))
        assert values, name
        for _ in range(QUESTIONS):
            chosen = {facet: [rng.choice(values[facet])] for facet in rng.sample(sorted(values), rng.randint(0, 2))}
            counted = _ask(client, name, {**least, **chosen})["facets"]
            for facet in rng.sample(counted, min(len(counted), 4)):
                value = rng.choice(facet["values"])
                leads_to = _ask(client, name, {**least, **chosen, facet["name"]: [value["value"]]})
                assert _length(name, leads_to) == value["count"], (name, chosen, facet["name"], value)


def test_the_bar_of_duties_counts_no_duty_of_a_whole_plan(client: TestClient, store: Store) -> None:
    counts = facet_counts(store.view().ledger(), Facets(today=date.today()))  # noqa: DTZ011  # as the pages
    assert "supervise" not in {one.value for one in counts["role"]}  # the one who supervises does so in all of a plan
    for name in ("role", "validity", "form"):
        for one in counts[name]:
            assert _ask(client, "duties", {name: one.value})["total"] == one.count, (name, one)


def _ask(client: TestClient, name: str, query: Mapping[str, Any]) -> Any:
    answer = client.get(f"/api/{name}", params={**query, "limit": 1})
    assert answer.status_code == 200, (name, query, answer.text)
    return answer.json()


def _length(name: str, answer: Mapping[str, Any]) -> int:
    return int(answer["measures"] + answer["goals"] if name == "compare/leads" else answer["total"])


def _values(answer: Mapping[str, Any]) -> dict[str, list[str]]:
    return {facet["name"]: [one["value"] for one in facet["values"]] for facet in answer["facets"]}


def test_a_picture_is_narrowed_by_what_it_counts(client: TestClient) -> None:
    page = client.get("/graph", params={"center": "治理", "depth": 1, "lang": "en"}).text
    offered = {
        name: re.findall(r'<option value="([^"]+)">[^<]*\(([0-9]+)\)', options)
        for name, options in re.findall(r'<select name="([a-z_]+)"[^>]*>(.*?)</select>', page, re.DOTALL)
    }
    assert {"year", "due", "function", "role"} <= offered.keys()
    for name, values in offered.items():
        for value, count in values:
            narrowed = client.get("/graph", params={"center": "治理", "depth": 1, name: value}).text
            lines = len(json.loads(_DATA.findall(narrowed)[0])["edges"])
            assert lines <= int(count), (name, value)
            assert lines > 0 or value == "supervise", (name, value)  # a duty of the plan, to which no other line leads
    assert client.get("/graph", params={"center": "治理", "to": "局", "year": "2022"}).status_code == 422


_DATA = re.compile(r'id="picture-data">(.*?)</script>', re.DOTALL)


def test_a_file_refuses_what_its_list_does_not_look_at(client: TestClient) -> None:
    for query, name in {"list=plans&tier=A": "tier", "list=targets&q=治理": "q", "list=plans&act=1": "act"}.items():
        answer = client.get(f"/api/export/csv?{query}")
        assert answer.status_code == 422, query
        assert answer.json()["detail"] == f"the filter {name!r} does not apply here"
        assert name not in answer.json()["applicable"]
        assert "year" in answer.json()["applicable"]
    for query in (
        "list=findings&tier=A",
        "list=search&q=治理&year=2022",
        "list=due&when=passed&level=city",
        "list=plans",
    ):
        assert client.get(f"/api/export/csv?{query}").status_code == 200, query


def test_an_act_that_nobody_knows_has_neighbours(client: TestClient) -> None:
    act = client.get("/api/cited").json()["items"][0]["act"]
    answer = client.get("/api/citations", params={"act": (act["title"] or act["number"])[:-1]})
    assert answer.status_code == 404
    assert act["id"] in answer.json()["suggestions"], answer.json()
