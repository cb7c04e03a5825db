"""Decisions over HTTP on every store: they hold at once, survive a reload, move with a copy, and undo leaves no trace."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.exchange import copy
from graph.store import Store
from graph.stores.opening import open_store
from tests.names import AIR, ECO, ELSEWHERE, NEW_PLAN, OLD_PLAN, OPEN, PLACE, SOIL, fill, new_plan
from tests.stores import LATER, NOW

QUESTIONS = (
    "/api/departments", f"/api/departments/{ECO}/duties", "/api/workload", "/api/names/review", "/api/search?q=区",
    f"/api/plans/{NEW_PLAN}/outline", f"/api/plans/{OLD_PLAN}/outline", f"/api/measures/{SOIL}", "/api/targets",
    "/api/departments/区自然资源局/duties", f"/api/departments/{ECO}/partners", f"/api/subgraph?center={SOIL}",
)  # fmt: skip


def client_of(store: Store) -> TestClient:
    return TestClient(create_app(store, Settings(user="reviewer")), follow_redirects=False)


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    with client_of(fill(store)) as opened:
        yield opened


@pytest.fixture
def quick() -> Iterator[TestClient]:
    """The same over one store in memory, for what does not hang on the store."""
    with open_store("sqlite://") as store, client_of(fill(store)) as opened:
        yield opened


def decide(client: TestClient, kind: str, subject: str, target: str = "", **more: str) -> Any:
    answer = client.post("/api/decisions", json={"kind": kind, "subject": subject, "object": target, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def refused(client: TestClient, kind: str, subject: str, target: str = "", **more: str) -> str:
    answer = client.post("/api/decisions", json={"kind": kind, "subject": subject, "object": target, **more})
    assert 400 <= answer.status_code < 500, answer.text
    return str(answer.json()["detail"])


def answers(client: TestClient) -> list[bytes]:
    return [client.get(path).content for path in QUESTIONS]


def test_decisions_of_every_kind_on_every_store(client: TestClient, store: Store) -> None:
    """One long walk, since a Neo4j is emptied for each test: decide, ask, copy, reload, undo."""
    untouched = answers(client)
    assert len(set(untouched)) == len(QUESTIONS)
    merged = decide(client, "same", "区生态保护办", "区生态环境局", why="renamed in spring")
    assert (merged["by"], merged["why"], merged["subject"]["name"]) == ("reviewer", "renamed in spring", "区生态保护办")
    duties = client.get(f"/api/departments/{ECO}/duties", params={"role": "lead"}).json()
    assert [duty["measure"]["id"] for duty in duties["items"]] == [AIR, SOIL]
    assert duties["items"][1]["unit"] == "区生态保护办"
    moved = client.get(f"/api/departments/{OPEN}/duties?role=lead")
    assert (moved.status_code, moved.headers["location"].endswith("/duties?role=lead")) == (308, True)
    by_name = client.get("/api/departments/区生态保护办")
    assert (by_name.status_code, by_name.headers["cache-control"], by_name.json()["id"]) == (308, "no-cache", ECO)
    assert client.get("/api/departments/区生态保护办", follow_redirects=True).json()["id"] == ECO
    edge = next(d["evidence"]["edge"] for d in duties["items"] if d["measure"]["id"] == AIR)
    rejected = decide(client, "reject-edge", edge, why="a slip of the pen")
    assert client.get(f"/api/departments/{ECO}/duties?role=lead").json()["total"] == 1
    added = decide(client, "add-edge", "区自然资源局", AIR, role="guide", why="minutes of June", words="改善空气")
    guides = client.get("/api/departments/区自然资源局/duties?role=guide").json()["items"]
    assert [(d["form"], d["evidence"]["basis"], d["evidence"]["statement"]["quote"]) for d in guides] == [
        ("decision", "decision", "改善空气")
    ]
    apart = decide(client, "different", ELSEWHERE, ECO)
    assert "different" in refused(client, "same", "区环保局", "区生态环境局")
    decided = answers(client)
    with open_store("sqlite://") as other:
        copy(store, other)
        with client_of(other) as second:
            assert answers(second) == decided
    graph, document = new_plan()
    assert store.writer().replace(replace(graph, ruleset="newer"), document, loaded_at=LATER) == "changed"
    assert client.get(f"/api/departments/{ECO}/duties?role=lead").json()["total"] == 1
    assert store.writer().replace(graph, document, loaded_at=NOW) == "changed"
    assert answers(client) == decided
    for made in (merged, apart, added, rejected):
        undone = client.post(f"/api/decisions/{made['id']}/undo")
        assert (undone.status_code, undone.json()["undone"].split(",")[0]) == (200, "reviewer")
    assert answers(client) == untouched
    assert client.get("/api/decisions").json()["total"] == 0
    assert client.get("/api/decisions?undone=true").json()["total"] == 4


def test_a_new_department_has_its_mentions(quick: TestClient) -> None:
    decide(quick, "new", OPEN, name="区生态保护中心", department_kind="public-institution")
    found = quick.get("/api/departments/区生态保护中心").json()
    assert (found["kind"], found["aliases"], found["jurisdiction"]) == (
        "public-institution", ["区生态保护办"], PLACE
    )  # fmt: skip
    assert found["name_en"] == "Qu sheng tai bao hu zhong xin"
    assert quick.get("/api/departments/区生态保护办/duties").json()["total"] == 1
    assert OPEN not in [doubt["department"]["id"] for doubt in quick.get("/api/names/review").json()["items"]]


def test_a_collective_is_marked_in_answers(quick: TestClient) -> None:
    decide(quick, "collective", OPEN)
    found = quick.get(f"/api/measures/{SOIL}").json()
    assert "区生态保护办" in found["about"]["collectives"]
    assert "already" in refused(quick, "collective", "区生态保护办")


def test_only_one_mention(quick: TestClient) -> None:
    edge = quick.get(f"/api/departments/{OPEN}/duties").json()["items"][0]["evidence"]["edge"]
    made = decide(quick, "same", OPEN, ECO, mention=edge)
    assert made["words"]["quote"] == "区生态保护办"
    assert quick.get(f"/api/departments/{ECO}/duties?role=lead").json()["total"] == 2
    assert len(quick.get(f"/api/departments/{OPEN}/duties").json()["also_mentioned"]) == 1
    assert quick.get("/api/departments/区生态保护办").json()["id"] == OPEN
    assert "does not name" in refused(quick, "same", "区自然资源局", ECO, mention=edge)


def test_a_candidate_that_no_plan_names_comes_from_the_dictionary(quick: TestClient) -> None:
    wanted = f"{PLACE}/forestry-grassland"
    suggestions = quick.get("/api/names/review").json()["items"][0]["suggestions"]
    assert [(s["department"]["id"], s["known"]) for s in suggestions] == [(ECO, True), (wanted, False)]
    assert "林业" in suggestions[1]["department"]["name"]
    decide(quick, "same", OPEN, wanted)
    found = quick.get(f"/api/departments/{wanted}").json()
    assert (found["kind"], "区生态保护办" in found["aliases"]) == ("government", True)


def test_a_duty_may_be_added_for_a_department_that_no_plan_names(quick: TestClient) -> None:
    made = decide(quick, "add-edge", "区林业局", SOIL, role="support")
    assert made["subject"]["id"] == f"{PLACE}/forestry-grassland"
    assert quick.get("/api/departments/区林业局/duties").json()["total"] == 1
    assert "no department" in refused(quick, "add-edge", "没有这样的名字", SOIL, role="support")


def test_an_added_duty_moves_with_its_department(quick: TestClient) -> None:
    """The plan that got the duty names the department nowhere else."""
    decide(quick, "add-edge", "区国土局", SOIL, role="guide")
    merged = decide(quick, "same", "区国土局", "区自然资源局")
    found = quick.get("/api/departments/区自然资源局/duties?role=guide").json()["items"]
    assert [(duty["measure"]["id"], duty["predecessor"]) for duty in found] == [(SOIL, None)]
    quick.post(f"/api/decisions/{merged['id']}/undo")
    assert quick.get("/api/departments/区国土局/duties?role=guide").json()["total"] == 1


def test_the_known_department_stays_whichever_is_named_first(quick: TestClient) -> None:
    assert decide(quick, "same", ECO, OPEN)["object"]["id"] == ECO


@pytest.mark.parametrize(
    ("kind", "subject", "target", "says"),
    [
        ("same", ECO, ECO, "one department already"),
        ("same", ECO, "", "two departments"),
        ("different", ECO, "Ecology and Environment Bureau", "both names mean"),
        ("same", "区没有局", ECO, "no department"),
        ("same", ECO, "没有这样的名字", "no department"),
        ("same", ECO, "没有这样的公司", "no department"),
        ("new", OPEN, "", "needs a name"),
        ("reject-edge", "LEADS|a|b|c", "", "no edge"),
        ("add-edge", ECO, AIR, "no role"),
    ],
)
def test_what_makes_no_sense_is_refused(quick: TestClient, kind: str, subject: str, target: str, says: str) -> None:
    assert says in refused(quick, kind, subject, target)
    assert quick.get("/api/decisions?undone=true").json()["total"] == 0


def test_words_of_an_added_duty_must_stand_there_once(quick: TestClient) -> None:
    assert "0 times" in refused(quick, "add-edge", ECO, SOIL, role="lead", words="没有写")
    assert "no measure" in refused(quick, "add-edge", ECO, "nowhere", role="lead")
    assert "is a department of that name" in refused(quick, "new", OPEN, name="区生态环境局")


def test_a_merger_through_a_chain_is_refused_too(quick: TestClient) -> None:
    decide(quick, "different", "区国土局", OPEN)
    decide(quick, "same", "区国土局", "区自然资源局")
    assert "contradicts" in refused(quick, "same", OPEN, "区自然资源局")


def test_a_difference_of_merged_departments_is_refused(quick: TestClient) -> None:
    made = decide(quick, "same", OPEN, ECO)
    assert "both names mean" in refused(quick, "different", "区生态保护办", ECO)
    quick.post(f"/api/decisions/{made['id']}/undo")
    decide(quick, "different", OPEN, ECO)
    assert quick.post(f"/api/decisions/{made['id']}/undo").status_code == 409
    assert quick.post("/api/decisions/none/undo").status_code == 404


def test_another_site_cannot_decide(quick: TestClient) -> None:
    asked = {"kind": "same", "subject": OPEN, "object": ECO}
    for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        assert quick.post("/api/decisions", json=asked, headers=headers).status_code == 403
        assert quick.post("/names", data=asked, headers=headers).status_code == 403
    own = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
    assert quick.post("/api/decisions", json=asked, headers=own).status_code == 201


def test_history_over_http(quick: TestClient) -> None:
    found = quick.get("/api/departments/区自然资源局/history").json()
    assert [(item["department"]["name"], item["date"]) for item in found["predecessors"]] == [("区国土局", "2018")]
    assert found["written"] == [{"name": "区自然资源局", "plans": 1, "first": "2022-07-01", "last": "2022-07-01"}]
    old = quick.get("/api/departments/区国土局/history", params={"year": 2016}).json()
    assert [item["department"]["name"] for item in old["successors"]] == ["区自然资源局"]
    assert "国土资源局" in old["called"]
    eco = quick.get(f"/api/departments/{ECO}/history", params={"year": 2016}).json()
    assert {"name": "环境保护局", "until": 2018} in [{k: f[k] for k in ("name", "until")} for f in eco["former"]]
    assert quick.get(f"/api/departments/{ECO}/history", params={"year": 1900}).status_code == 422
    assert quick.get("/api/departments/没有/history").status_code == 404
