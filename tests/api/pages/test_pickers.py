"""Boxes that a person fills show words, not ids, and the words alone find what they stand for."""

import html
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.stores.opening import open_store
from tests.names import ECO, NEW_PLAN, PLACE, fill
from tests.stores import NOW, Draft

OTHER = "甲省/丙区/ecology-environment"


@pytest.fixture
def client() -> Iterator[TestClient]:
    """Two districts whose ecology bureaus bear one name."""
    draft = Draft("丙府〔2022〕3号", "2022-08-01")
    eco = draft.department(OTHER, "区生态环境局", jurisdiction="甲省/丙区", level="county")
    draft.duty("LEADS", eco, draft.measure("1", "治理河流", assigned=True))
    with open_store("sqlite://") as store:
        fill(store).writer().replace(*draft.done(number="丙府〔2022〕3号", jurisdiction="甲省/丙区"), loaded_at=NOW)
        with TestClient(create_app(store, Settings(user="clerk"))) as opened:
            yield opened


def box(page: str, name: str) -> tuple[str, str]:
    """The words of a box and the id beside them."""
    found = re.search(rf'<input id="[^"]*" name="{name}"[^>]*>', page)
    assert found
    words, key = (re.search(rf' {one}="([^"]*)"', found[0]) for one in ("value", "data-id"))
    assert words
    assert key
    return html.unescape(words[1]), html.unescape(key[1])


@pytest.mark.parametrize("path", ["/coordination", "/targets", "/deadlines"])
def test_a_plan_is_chosen_by_its_number(client: TestClient, path: str) -> None:
    words, key = box(client.get(path, params={"plan": NEW_PLAN}).text, "plan")
    assert key == NEW_PLAN
    assert client.get(path, params={"plan": words}).status_code == 200


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", ["/networks"])
def test_a_department_is_written_so_that_the_words_find_it(client: TestClient, path: str, language: str) -> None:
    assert client.get(path, params={"department": "区生态环境局"}).status_code == 300
    words, key = box(client.get(path, params={"department": ECO, "lang": language}).text, "department")
    assert key == ECO
    assert ECO not in words
    assert box(client.get(path, params={"department": words}).text, "department")[1] == ECO
    found = client.get("/api/departments/区生态环境局（甲省乙区）")
    assert found.status_code == 200
    assert ECO in found.text
    assert OTHER not in found.text


def test_the_wrong_place_finds_nothing(client: TestClient) -> None:
    assert client.get("/networks", params={"department": f"区生态环境局 ({PLACE}x)"}).status_code == 404
