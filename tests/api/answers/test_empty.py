"""What an explorer over an empty store says."""

from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.store import Store


def test_home_page_says_how_to_load(store: Store) -> None:
    with TestClient(create_app(store, Settings())) as client:
        page = client.get("/")
        assert page.status_code == 200
        assert "respgraph load" in page.text


def test_questions_have_empty_answers(store: Store) -> None:
    with TestClient(create_app(store, Settings())) as client:
        for path in ("/api/plans", "/api/departments", "/api/workload", "/api/targets", "/api/search?q=a"):
            answer = client.get(path)
            assert (answer.status_code, answer.json()["items"], answer.json()["total"]) == (200, [], 0)
