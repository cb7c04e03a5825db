"""Decisions that followed a reworded work are listed, confirmed by name, and resting ones stand beside them."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.decisions.plan_editions import confirm
from api.decisions.requests import decide
from api.settings import Settings
from api.wire.names import DecisionIn
from graph.errors import BadRequestError, UnknownIdError
from graph.store import Store
from graph.stores.opening import open_store
from loaders.files.source import read_bytes
from loaders.load import load_source
from tests.folders import TESTS

WATER = (TESTS / "data" / "water-plan.txt").read_text(encoding="utf-8")
EDITED = WATER.replace("管住工业用水", "管住工业企业用水").replace(
    "（责任单位：市住房城乡建设局、市财政局）", "（责任单位：市城管局）"
)


def put(store: Store, text: str) -> None:
    found = load_source(store, read_bytes(text.encode(), "plan.txt"), by="tester")
    assert found.error is None
    assert not found.doubts


def followed_store(store: Store) -> str:
    """A store in which an added duty followed a reworded measure, and a rejected one lost its words."""
    put(store, WATER)
    view = store.view()
    works = {node.text("title"): node.id for node in view.list_nodes("Measure").items}
    asked = DecisionIn(kind="add-edge", subject="市水利局", role="support", object=works["管住生活用水"])
    decide(store, asked, "tester")
    moved = DecisionIn(kind="add-edge", subject="市发展改革委", role="guide", object=works["管住工业用水"])
    made = decide(store, moved, "tester")
    edge = next(
        e for e in view.edges([works["管住生活用水"]], kinds=["RESPONSIBLE_FOR"]) if "财政" in str(e.properties["unit"])
    )
    decide(store, DecisionIn(kind="reject-edge", subject=edge.id), "tester")
    put(store, EDITED)
    return made.id


def test_a_person_confirms_what_followed(store: Store) -> None:
    made = followed_store(store)
    found = confirm(store, made, "checker")
    assert [(step.why, step.confirmed.split(",")[0]) for step in found.followed] == [("words", "checker")]
    assert next(d for d in store.view().decisions() if d.id == made).followed == found.followed
    with pytest.raises(BadRequestError):
        confirm(store, made, "checker")
    with pytest.raises(UnknownIdError):
        confirm(store, "none", "checker")


@pytest.fixture
def client() -> Iterator[TestClient]:
    with open_store("sqlite://") as opened:
        followed_store(opened)
        with TestClient(create_app(opened, Settings(user="checker"))) as found:
            yield found


@pytest.mark.parametrize(
    ("language", "home", "button"), [("zh", "2 项决定", "没错，确认"), ("en", "2 decisions followed", "Right, confirm")]
)
def test_pages_list_them_until_they_are_confirmed(client: TestClient, language: str, home: str, button: str) -> None:
    said = {"Accept-Language": language}
    assert home in client.get("/", headers=said).text
    page = client.get("/decisions/followed", headers=said).text
    assert button in page
    assert "管住工业用水" in page
    assert "管住工业企业用水" in page
    found = client.get("/api/decisions/followed").json()
    (waiting,) = found["to_confirm"]
    assert len(found["words_gone"]) == 1
    done = client.post("/decisions/followed", data={"decision": waiting["decision"]["id"]}, headers=said)
    assert done.status_code == 200
    assert button not in done.text
    assert client.get("/api/decisions/followed").json()["to_confirm"] == []


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [("zh", "市住房城乡建设局 责任 （", "督导"), ("en", "市住房城乡建设局 responsible for （", "Supervises")],
)
def test_a_resting_correction_says_in_words_what_it_sets(language: str, words: str, value: str) -> None:
    with open_store("sqlite://") as store:
        put(store, WATER)
        duty = next(
            edge.id
            for node in store.view().list_nodes("Measure").items
            for edge in store.view().edges([node.id], kinds=["RESPONSIBLE_FOR"])
            if node.text("title") == "管住生活用水" and "住房" in str(edge.properties["unit"])
        )
        decide(store, DecisionIn(kind="correct-duty", subject=duty, values={"role": "supervise"}), "tester")
        put(store, EDITED)
        with TestClient(create_app(store, Settings(user="checker"))) as client:
            page = client.get("/decisions/followed", headers={"Accept-Language": language}).text
    assert "RESPONSIBLE_FOR" not in page
    assert words in page
    assert value in page


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "已撤下：市财政局 责任 （"), ("en", "Rejected: 市财政局 responsible for （")]
)
def test_a_measure_says_in_words_which_duty_was_rejected(language: str, words: str) -> None:
    with open_store("sqlite://") as store:
        followed_store(store)
        put(store, WATER)
        (work,) = [each.id for each in store.view().list_nodes("Measure").items if each.text("title") == "管住生活用水"]
        with TestClient(create_app(store, Settings(user="checker"))) as client:
            page = client.get(f"/measures/{work}", headers={"Accept-Language": language}).text
    assert words in page
    assert "RESPONSIBLE_FOR" not in page.partition(words)[2]


def test_the_address_that_confirms(client: TestClient) -> None:
    (waiting,) = client.get("/api/decisions/followed").json()["to_confirm"]
    assert waiting["work"]["title"] == "管住工业企业用水"
    done = client.post(f"/api/decisions/{waiting['decision']['id']}/confirm").json()
    assert done["followed"][0]["confirmed"].startswith("checker, ")
    assert client.post(f"/api/decisions/{waiting['decision']['id']}/confirm").status_code == 409
