"""/names as a person without a script uses it: read, decide, take back."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.stores.opening import open_store
from tests.names import ECO, NATURE, OPEN, fill


@pytest.fixture
def client() -> Iterator[TestClient]:
    with open_store("sqlite://") as store, TestClient(create_app(fill(store), Settings(user="reviewer"))) as opened:
        yield opened


def forms(html: str) -> list[dict[str, str]]:
    """The fields of every form that posts, with their values."""
    found = re.findall(r'<form method="post" action="/names"[^>]*>(.*?)</form>', html, flags=re.DOTALL)
    return [
        {unescape(name): unescape(value) for name, value in re.findall(r'name="([^"]*)" value="([^"]*)"', form)}
        for form in found
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_lists_names_sentences_and_choices(client: TestClient, language: str) -> None:
    html = client.get("/names", params={"lang": language}).text
    assert "区生态保护办</mark>" in html
    assert html.count("<h2 id=") == 2
    assert {"kind": "same", "subject": OPEN, "object": ECO, "offset": "0", "at": "0"} in forms(html)
    assert "reviewer" in html
    for control in re.findall(r"<(?:input|select) id=\"([^\"]+)\"", html):
        assert f'for="{control}"' in html


def test_a_form_decides_at_once_and_another_takes_back(client: TestClient) -> None:
    before = client.get(f"/departments/{ECO}").text
    same = {"kind": "same", "subject": OPEN, "object": ECO, "offset": "0"}
    after = client.post("/names", data=same)
    assert (after.status_code, after.url.path) == (200, "/names")
    assert OPEN not in [form.get("subject") for form in forms(after.text)]
    assert client.get(f"/departments/{ECO}").text != before
    at_its_place, listed = [form for form in forms(after.text) if "undo" in form]
    assert at_its_place["undo"] == listed["undo"]
    undo = listed
    client.post("/names", data=undo)
    assert client.get(f"/departments/{ECO}").text == before
    assert "reviewer, 20" in client.get("/names").text


def test_every_form_of_the_page_works(client: TestClient) -> None:
    for form in forms(client.get("/names").text):
        if form["kind"] == "same" and "object" not in form:
            form["object"] = "区自然资源局"
        done = client.post("/names", data=form)
        assert done.status_code == 200, form
        for undo in forms(done.text):
            if "undo" in undo:
                client.post("/names", data=undo)


def test_what_is_refused_is_a_page_that_says_why(client: TestClient) -> None:
    answer = client.post("/names", data={"kind": "same", "subject": OPEN, "object": "没有这样的名字"})
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (404, "text/html")
    assert "没有这样的名字" in answer.text


def test_predecessors_are_marked_on_the_department_page(client: TestClient) -> None:
    assert "前身“区国土局”的职责" in client.get(f"/departments/{NATURE}", headers={"Accept-Language": "zh"}).text


def test_an_edge_is_rejected_from_its_evidence_page_with_a_reason(client: TestClient) -> None:
    edge = client.get(f"/api/departments/{ECO}/duties").json()["items"][0]["evidence"]["edge"]
    (form,) = forms(client.get(f"/evidence/{edge}").text)
    assert form == {"kind": "reject-edge", "subject": edge}
    assert "笔误" in client.post("/names", data=form | {"why": "笔误"}).text
    assert client.get(f"/evidence/{edge}").status_code == 404


def test_history_stands_on_the_department_page(client: TestClient) -> None:
    html = client.get(f"/departments/{NATURE}", headers={"Accept-Language": "en"}).text
    assert "Succeeded" in html
    assert "国土资源局" in html
