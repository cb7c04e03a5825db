"""Beside each value stands how long the list is that it leads to, whatever else is chosen: over HTTP, on every store."""

import random
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
