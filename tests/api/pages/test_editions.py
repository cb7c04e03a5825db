"""The history of a plan and the comparison of its editions, on pages and as JSON, in both languages; removing and restoring."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.store import Store
from graph.stores.opening import open_store
from loaders.files.source import read_bytes
from loaders.load import load_source
from tests.folders import TESTS

WATER = (TESTS / "data" / "water-plan.txt").read_text(encoding="utf-8")
NUMBER = "清川府办发〔2024〕18号"
EDITED = (
    WATER.replace("责任单位：市住房城乡建设局、市财政局", "责任单位：市城市管理局、市财政局")
    .replace("漏损率控制在8%以内", "漏损率控制在7%以内")
    .replace("管住工业用水", "管住工业企业用水")
)  # fmt: skip


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://") as opened:
        for text in (WATER, EDITED):
            assert load_source(opened, read_bytes(text.encode(), "plan.txt"), by="tester").error is None
        yield opened


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    with TestClient(create_app(store, Settings(user="tester"))) as opened:
        yield opened


def test_the_history_names_file_time_and_person(client: TestClient) -> None:
    found = client.get(f"/api/plans/{NUMBER}/history").json()
    assert [(e["number"], e["state"], e["by"], e["file_name"]) for e in found["editions"]] == [
        (1, "older", "tester", "plan.txt"), (2, "current", "tester", "plan.txt"),
    ]  # fmt: skip
    page = client.get(f"/plans/{NUMBER}/history", params={"lang": "zh"}).text
    assert "恢复这一版" in page
    assert "与上一版比较" in page


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "换了部门的责任：1项"), ("en", "another department has now: 1")]
)
def test_the_comparison_shows_both_quotes(client: TestClient, language: str, words: str) -> None:
    ask = {"before": f"{NUMBER}@1", "after": NUMBER}
    found = client.get("/api/compare", params=ask).json()
    (moved,) = found["moved"]
    assert moved["before"]["department"]["name"] == "市住房城乡建设局"
    assert moved["after"]["department"]["name"] == "市城市管理局"
    (target,) = found["targets"]
    assert (target["before"]["value"], target["target"]["value"], target["direction"]) == ("8", "7", "lowered")
    page = client.get("/compare", params=ask | {"lang": language}).text
    assert words in page
    assert "<del>" in page


def test_an_id_of_an_earlier_edition_leads_to_the_measure(client: TestClient) -> None:
    for path in ("/api/measures/", "/measures/"):
        answer = client.get(f"{path}{NUMBER}/measure/管住工业用水", follow_redirects=False)
        assert answer.status_code == 308
        found = client.get(answer.headers["location"])
        assert found.status_code == 200
        assert "管住工业企业用水" in found.text


def test_removing_and_restoring(client: TestClient, store: Store) -> None:
    assert client.delete(f"/api/plans/{NUMBER}").json() == {"plan": NUMBER, "removed": True}
    assert store.view().load_records() == []
    assert client.get(f"/api/plans/{NUMBER}").status_code == 404
    page = client.get(f"/plans/{NUMBER}/history", params={"lang": "zh"})
    assert "已从图谱中移除" in page.text
    answer = client.post(f"/plans/{NUMBER}/restore", data={"edition": 1}, follow_redirects=False)
    assert answer.status_code == 303
    assert store.view().reading(NUMBER) is not None
    found = client.get(f"/api/plans/{NUMBER}/history").json()["editions"]
    assert [(e["state"], e["note"]) for e in found] == [("older", ""), ("older", ""), ("current", "restored from 1")]


def test_what_is_not_there_is_told(client: TestClient) -> None:
    assert client.get("/api/plans/nothing/history").status_code == 404
    assert client.get("/api/compare", params={"before": f"{NUMBER}@9", "after": NUMBER}).status_code == 404
    assert client.get("/api/compare", params={"before": NUMBER}).status_code == 422
    foreign = client.delete(f"/api/plans/{NUMBER}", headers={"origin": "https://elsewhere.example"})
    assert foreign.status_code == 403
