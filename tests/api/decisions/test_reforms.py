"""Reforms that a person states: answers follow by the dates of the plans, on every store, and undo leaves no trace."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.decisions.decisions_file import entries_of
from api.decisions.reforms_file import reforms, state
from api.settings import Settings
from graph.errors import SourceError
from graph.exchange import copy
from graph.store import Store
from graph.stores.opening import open_store
from tests.names import ECO, LAND, NATURE, NEW_PLAN, OLD_PLAN, PLACE, fill

FOREST = f"{PLACE}/区林草局"
QUESTIONS = (
    "/api/departments",
    "/api/workload",
    f"/api/departments/{NATURE}/duties",
    f"/api/departments/{ECO}/history",
)


def client_of(store: Store) -> TestClient:
    return TestClient(create_app(store, Settings(user="reviewer")), follow_redirects=False)


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    with client_of(fill(store)) as opened:
        yield opened


@pytest.fixture
def quick() -> Iterator[TestClient]:
    with open_store("sqlite://") as store, client_of(fill(store)) as opened:
        yield opened


def reform(client: TestClient, before: str, since: str, **more: str) -> Any:
    answer = client.post("/api/decisions", json={"kind": "reform", "subject": before, "since": since, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def refused(client: TestClient, before: str, since: str, **more: str) -> str:
    answer = client.post("/api/decisions", json={"kind": "reform", "subject": before, "since": since, **more})
    assert 400 <= answer.status_code < 500, answer.text
    return str(answer.json()["detail"])


def plans_of(client: TestClient, department: str, **more: str) -> list[tuple[str, str]]:
    """The plan of each duty, and whose it was where it is a predecessor's."""
    found = client.get(f"/api/departments/{department}/duties", params=more).json()["items"]
    return [(duty["plan"]["id"], duty["predecessor"]["name"] if duty["predecessor"] else "") for duty in found]


def test_answers_follow_the_date_on_every_store(client: TestClient, store: Store) -> None:
    """One walk: a merger into a new department, asked before and after, copied, retired, undone."""
    untouched = [client.get(path).content for path in QUESTIONS]
    first = reform(client, "区生态环境局", "2020", name="区环资局", why="2020 reform")
    after = first["object"]["id"]
    second = reform(client, "区自然资源局", "2020-01", object="区环资局")
    assert plans_of(client, after, own="true") == [(NEW_PLAN, ""), (NEW_PLAN, "")]
    assert plans_of(client, after) == [(OLD_PLAN, "区国土局"), (NEW_PLAN, ""), (NEW_PLAN, "")]
    assert plans_of(client, ECO) == []  # its only plan is of 2022
    history = client.get(f"/api/departments/{after}/history").json()
    assert {(item["department"]["id"], item["date"]) for item in history["predecessors"]} >= {
        (ECO, "2020"),
        (NATURE, "2020-01"),
    }
    assert client.get(f"/api/departments/{ECO}/history").json()["successors"][0]["event"] == "2020 reform"
    with open_store("sqlite://") as other:
        copy(store, other)
        with client_of(other) as there:
            assert plans_of(there, after) == plans_of(client, after)
    for made in (second, first):
        assert client.post(f"/api/decisions/{made['id']}/undo").status_code == 200
    assert [client.get(path).content for path in QUESTIONS] == untouched


def test_a_reform_after_the_plans_changes_nothing_but_the_history(quick: TestClient) -> None:
    made = reform(quick, "区生态环境局", "2023-03", name="区环资局")
    assert plans_of(quick, ECO) == [(NEW_PLAN, "")]
    assert plans_of(quick, made["object"]["id"]) == [(NEW_PLAN, "区生态环境局")]


def test_a_part_goes_over_by_its_words_and_only_before_the_date(quick: TestClient) -> None:
    made = reform(quick, "区国土局", "2019", name="区林草局", part="耕地")
    assert plans_of(quick, made["object"]["id"]) == [(OLD_PLAN, "区国土局")]
    assert plans_of(quick, LAND, own="true") == [(OLD_PLAN, "")]
    other = reform(quick, "区国土局", "2019", name="区水务局", part="河道")
    assert plans_of(quick, other["object"]["id"]) == []
    early = reform(quick, "区国土局", "2015", name="区农业局", part="耕地")
    assert plans_of(quick, early["object"]["id"]) == []  # the plan of 2016 says that it still led


def test_what_makes_no_sense_is_refused(quick: TestClient) -> None:
    assert "both names mean" in refused(quick, "区国土局", "2019", object="区国土局")
    assert "not a date" in refused(quick, "区国土局", "last year", object="区生态环境局")
    assert "not a date" in refused(quick, "区国土局", "2019-13", object="区生态环境局")
    assert "needs the department after" in refused(quick, "区国土局", "2019")
    reform(quick, "区国土局", "2019", object="区生态环境局")
    assert "before" in refused(quick, "区国土局", "2019", object="区生态环境局")
    assert "other way round" in refused(quick, "区生态环境局", "2019", object="区国土局")


def test_a_retired_department_leaves_nothing_behind(client: TestClient) -> None:
    """The old bureau lived on in the edge from its successor: now its id and its name lead to the survivor."""
    answer = client.post("/api/decisions", json={"kind": "same", "subject": "区国土局", "object": "区自然资源局"})
    assert answer.status_code == 201, answer.text
    for key in (LAND, "区国土局"):
        moved = client.get(f"/api/departments/{key}")
        assert (moved.status_code, moved.headers["cache-control"]) == (308, "no-cache")
        assert client.get(f"/departments/{key}").status_code == 308
        assert client.get(f"/api/departments/{key}", follow_redirects=True).json()["id"] == NATURE
    assert LAND not in [item["id"] for item in client.get("/api/departments?limit=500").json()["items"]]
    assert plans_of(client, NATURE) == [(OLD_PLAN, ""), (NEW_PLAN, "")]
    assert client.get(f"/api/departments/{NATURE}/history").json()["predecessors"] == []


def test_a_file_states_reforms() -> None:
    words = "- from: 2020\n  before: [区生态环境局, 区自然资源局]\n  new: 区环资局\n  why: 机构改革\n"
    with open_store("sqlite://") as store:
        fill(store)
        asked = reforms(entries_of(words), "f")
        made, refusals = state(store, asked, "r")
        assert ([decision.subject for decision in made], refusals) == ([ECO, NATURE], [])
        assert state(store, asked, "r") == ([], [])
        (lone,) = reforms(entries_of("- {from: 2020, before: 无此局, after: 区生态环境局}"), "f")
        assert state(store, [lone], "r")[1] != []
    with pytest.raises(SourceError, match="unknown field"):
        reforms(entries_of("- {from: 2020, before: 区国土局, becomes: 区生态环境局}"), "f")


def test_the_page_states_a_merger(quick: TestClient) -> None:
    assert "reform-since" in quick.get("/names").text
    said = {"subject": "区生态环境局", "also": "区自然资源局", "since": "2020", "name": "区环资局"}
    assert quick.post("/names/reforms", data=said).status_code == 303
    assert quick.get("/api/decisions").json()["total"] == 2
    shown = quick.get("/names?lang=zh").text
    assert "自2020起，“区生态环境局”即“区环资局”" in shown


def test_the_page_states_that_duties_went_to_two(quick: TestClient) -> None:
    said = {"subject": "区生态环境局", "since": "2020", "name": "区环保局", "heir": "区自然资源局"}
    assert quick.post("/names/reforms", data=said).status_code == 303
    shown = quick.get("/names?lang=zh").text
    for heir in ("区环保局", "区自然资源局"):
        assert f"自2020起，“区生态环境局”即“{heir}”" in shown
    refused = quick.post("/names/reforms", data={**said, "also": "区水利局"})
    assert refused.status_code == 400


def test_a_collective_expands_by_the_gazetteer_only_when_asked(quick: TestClient) -> None:
    """The plan's district is made up, so the gazetteer has nothing to add; asking for it changes nothing else."""
    plain = quick.get(f"/api/departments/{ECO}/duties").json()
    assert quick.get(f"/api/departments/{ECO}/duties?gazetteer=true").json() == plain
