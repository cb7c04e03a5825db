"""What a decision takes out of the answers leaves its name and its reason there; and decisions are checked where they are made."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.decisions.decision_parts import undo
from api.decisions.requests import decide
from api.settings import Settings
from api.wire.names import DecisionIn
from graph.errors import BadRequestError, UnknownIdError
from graph.model import Decision
from graph.schema import schema
from graph.store import Store, View
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans

PLAN = "永川府办发〔2022〕112号@重庆市/永川区"
PAGES = ["/", "/plans", f"/plans/{PLAN}", f"/plans/{PLAN}/text", f"/plans/{PLAN}/report", "/departments", "/targets"]
PAGES += ["/bottlenecks", "/matrix", "/coordination", "/figures", "/what-if", "/names", f"/graph?center={PLAN}"]
PAGES += [
    "/api/targets",
    "/api/targets?unowned=true",
    "/api/workload",
    f"/api/plans/{PLAN}/outline",
    "/api/names/review",
]
PAGES += [
    "/api/bottlenecks",
    "/api/figures",
    "/api/matrix",
    "/api/export/xlsx",
    "/api/export/docx",
    "/api/export/jsonl",
]


@pytest.fixture(scope="module")
def seeded() -> Iterator[Store]:
    """A store that the tests of this module write to, and leave as it was."""
    with open_store("sqlite://") as store:
        load(store, seed_plans())
        yield store


@pytest.fixture
def client(seeded: Store) -> TestClient:
    return TestClient(create_app(seeded, Settings()))


def _only_duty(view: View) -> tuple[str, str]:
    """A department with one edge, and that edge."""
    for node in view.list_nodes("Department").items:
        edges = view.edges([node.id])
        if len(edges) == 1 and edges[0].kind in schema().roles.values():
            return node.id, edges[0].id
    raise AssertionError("every department has several edges")


def _reject(store: Store, edge: str, why: str = "a slip of the pen") -> Decision:
    return decide(store, DecisionIn(kind="reject-edge", subject=edge, why=why), "the editor")


def test_a_department_without_its_only_duty_says_why(seeded: Store, client: TestClient) -> None:
    department, edge = _only_duty(seeded.view())
    rejected = _reject(seeded, edge)
    answer = client.get(f"/api/departments/{quote(department)}/duties")
    assert answer.status_code == 200
    assert answer.json()["total"] == 0
    (gone,) = answer.json()["about"]["rejected"]
    assert (gone["decision"], gone["by"], gone["why"]) == (rejected.id, "the editor", "a slip of the pen")
    assert gone["evidence"]["statement"]["quote"]
    assert client.get(f"/api/departments/{quote(department)}/workload").json()["total"] == 0
    assert client.get(f"/api/departments/{quote(department)}/partners").json()["total"] == 0
    for language in ("zh", "en"):
        page = client.get(f"/departments/{quote(department)}", headers={"Accept-Language": language})
        assert "a slip of the pen" in page.text
    undo(seeded, rejected.id, "the editor")
    assert client.get(f"/api/departments/{quote(department)}/duties").json()["about"]["rejected"] == []


def test_a_plan_counts_what_stands_and_says_what_was_read(seeded: Store, client: TestClient) -> None:
    def told() -> tuple[int, int, str]:
        (listed,) = client.get("/api/plans").json()["items"]
        one = client.get(f"/api/plans/{PLAN}").json()
        assert one["figures"] == listed["figures"]
        page = client.get(f"/plans/{PLAN}?lang=en").text
        report = client.get(f"/api/plans/{PLAN}/report").json()["figures"]["role_edges"]
        return one["figures"]["role_edges"], report, page

    read, report, page = told()
    assert read == report > 100
    assert "as read:" not in page
    _, edge = _only_duty(seeded.view())
    decision = _reject(seeded, edge)
    try:
        standing, report, page = told()
        assert (standing, report) == (read - 1, read)
        assert f"as read: {read} duties" in page
        assert f">{standing}</a>" in page
    finally:
        undo(seeded, decision.id, "tests")
    assert told()[:2] == (read, read)


def test_a_target_that_is_none_says_why(seeded: Store, client: TestClient) -> None:
    view = seeded.view()
    target = view.list_nodes("SubTarget").items[0]
    (edge,) = view.edges([target.id], kinds=["HAS_TARGET"])
    total = client.get("/api/targets").json()["total"]
    rejected = _reject(seeded, edge.id)
    listed = client.get("/api/targets").json()
    assert listed["total"] == total - 1
    assert [gone["decision"] for gone in listed["about"]["rejected"]] == [rejected.id]
    one = client.get(f"/api/targets/{quote(target.id)}")
    assert one.status_code == 404
    assert "the editor rejected" in one.json()["detail"]
    assert one.json()["where"] == rejected.id
    undo(seeded, rejected.id, "the editor")
    assert client.get(f"/api/targets/{quote(target.id)}").status_code == 200
    assert seeded.damage() == ""


def test_an_owner_that_is_none_says_why(seeded: Store, client: TestClient) -> None:
    view = seeded.view()
    held = [edge for node in view.list_nodes("SubTarget").items for edge in view.edges([node.id], kinds=["HAS_TARGET"])]
    duties = view.edges([edge.source for edge in held], kinds=["LEADS", "RESPONSIBLE_FOR"], direction="in")
    duty = next(edge for edge in duties if edge.properties["formal"] and not edge.target.endswith(PLAN))
    rejected = _reject(seeded, duty.id)
    assert rejected.id in [gone["decision"] for gone in client.get("/api/targets").json()["about"]["rejected"]]
    work = client.get(f"/api/measures/{quote(duty.target)}").json()
    assert [gone["decision"] for gone in work["about"]["rejected"]] == [rejected.id]
    undo(seeded, rejected.id, "the editor")


@pytest.mark.parametrize("kind", list(schema().edges))
def test_whatever_is_rejected_every_page_answers(seeded: Store, client: TestClient, kind: str) -> None:
    view = seeded.view()
    nodes = [node.id for each in schema().nodes for node in view.list_nodes(each).items]
    edges = [edge for edge in view.edges(nodes, kinds=[kind]) if edge.plan]
    if not edges:
        pytest.skip("the seed plan has none")
    if kind in ("READ_FROM", "HAS_GOAL", "HAS_MEASURE"):
        with pytest.raises(BadRequestError, match="where something stands"):
            _reject(seeded, edges[0].id)
        return
    made = [_reject(seeded, edge.id) for edge in {edges[0].id: edges[0], edges[-1].id: edges[-1]}.values()]
    ends = {end for edge in (edges[0], edges[-1]) for end in (edge.source, edge.target)}
    words = {
        "Measure": "measures",
        "Goal": "goals",
        "Department": "departments",
        "Plan": "plans",
        "SubTarget": "targets",
    }
    pages = [
        f"/{words[node.kind]}/{quote(node.id)}" for node in seeded.view().nodes(sorted(ends)) if node.kind in words
    ]
    statuses = {path: client.get(path).status_code for path in (*PAGES, *pages)}
    for decision in made:
        undo(seeded, decision.id, "the editor")
    assert {path: status for path, status in statuses.items() if status != 200} == {}
    assert seeded.damage() == ""


def test_of_two_decisions_at_once_that_contradict_one_is_refused(tmp_path: Path) -> None:
    """Each is checked inside the transaction that stores it, so none slips in between."""
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as store:
        load(store, seed_plans())
        asked = [
            DecisionIn(kind="same", subject="区水利局", object="区林业局"),
            DecisionIn(kind="different", subject="区水利局", object="区林业局"),
        ]
        for _ in range(5):
            start = threading.Barrier(2)

            def make(wanted: DecisionIn, start: threading.Barrier = start) -> Decision | BadRequestError:
                start.wait()
                try:
                    return decide(store, wanted, "tester")
                except BadRequestError as error:
                    return error

            with ThreadPoolExecutor(2) as pool:
                results = list(pool.map(make, asked))
            stored = [result for result in results if isinstance(result, Decision)]
            assert len(stored) == 1
            assert store.view().decisions() == stored
            undo(store, stored[0].id, "tester")


def test_a_decision_is_undone_once_though_two_ask(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as store:
        load(store, seed_plans())
        made = decide(store, DecisionIn(kind="different", subject="区水利局", object="区林业局"), "tester")
        start = threading.Barrier(2)

        def take(by: str) -> Decision | BadRequestError:
            start.wait()
            try:
                return undo(store, made.id, by)
            except BadRequestError as error:
                return error

        with ThreadPoolExecutor(2) as pool:
            results = list(pool.map(take, ["a", "b"]))
        assert sum(isinstance(result, Decision) for result in results) == 1


def test_a_decision_sees_the_store_as_it_writes_it(store: Store) -> None:
    """On every store: the view inside reads, and what it raises leaves nothing behind."""
    load(store, seed_plans())
    with pytest.raises(UnknownIdError):
        decide(store, DecisionIn(kind="same", subject="no such name", object="区林业局"), "tester")
    assert store.view().decisions(undone=True) == []
    assert store.writer().decide_on(lambda view: None if view.decisions() == [] else _never()) is None
    made = decide(store, DecisionIn(kind="same", subject="区水利局", object="区林业局"), "tester")
    with pytest.raises(BadRequestError):
        decide(store, DecisionIn(kind="same", subject="区水利局", object="区林业局"), "tester")
    assert undo(store, made.id, "tester").undone
    _, edge = _only_duty(store.view())
    rejected = _reject(store, edge)
    assert store.view().edge(edge) is None
    assert store.view().nodes([edge.split("|")[1]])
    undo(store, rejected.id, "tester")


def _never() -> None:
    raise AssertionError
