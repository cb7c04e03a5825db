"""A plan of which much could not be read says so wherever it is shown."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.stores.opening import open_store
from loaders.load import load

FIELDS = "".join(f"{n}.疏浚支沟，清除杂物，巡查河岸。\n" for n in "ABCDEFGH")


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    file = tmp_path / "a.txt"
    file.write_text(f"某市治水方案\n{FIELDS}", encoding="utf-8")
    whole = tmp_path / "b.txt"
    whole.write_text("某市护林方案\n一、护林\n植树。（责任单位：市林业局、市财政局）\n", encoding="utf-8")
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}", create=True)
    load(store, [file, whole])
    return TestClient(create_app(store, Settings()))


@pytest.mark.parametrize(("language", "words"), [("zh", "只读出一部分"), ("en", "Read in part")])
def test_its_pages_and_the_list_say_so(client: TestClient, language: str, words: str) -> None:
    plans = {plan["title"]: plan["id"] for plan in client.get("/api/plans").json()["items"]}
    for title, partial in (("某市治水方案", True), ("某市护林方案", False)):
        for page in ("", "/text", "/report"):
            shown = client.get(f"/plans/{plans[title]}{page}?lang={language}").text
            assert (words in shown) is partial, (title, page)
    assert client.get(f"/plans?lang={language}").text.count(words) == 1


def test_its_twin_says_what_was_missed(client: TestClient) -> None:
    figures = {plan["title"]: plan["figures"] for plan in client.get("/api/plans").json()["items"]}
    assert figures["某市护林方案"]["in_part"] == 0
    assert figures["某市治水方案"]["in_part"] > 0
    assert figures["某市治水方案"]["missed_numbered-line"] >= 8
