"""Routers are asked for addresses only that begin as theirs do, and nothing is missed by that."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.http.delivery.router import Router


@pytest.fixture(scope="module")
def client() -> TestClient:
    app = FastAPI()
    first, second, top = Router(), Router(prefix="/plans"), Router()

    @first.get("/duties/{key:path}")
    def duties(key: str) -> str:
        return f"duties {key}"

    @second.get("")
    def plans() -> str:
        return "plans"

    @second.get("/{key}/text")
    def text(key: str) -> str:
        return f"text {key}"

    @top.get("/")
    def home() -> str:
        return "home"

    for router in (first, second, top):
        app.include_router(router, prefix="/api")
        app.include_router(router)
    return TestClient(app)


@pytest.mark.parametrize("prefix", ["", "/api"])
@pytest.mark.parametrize(
    ("path", "said"),
    [("/duties/a/b", "duties a/b"), ("/plans", "plans"), ("/plans/api/text", "text api"), ("/", "home")],
)
def test_every_address_is_found(client: TestClient, prefix: str, path: str, said: str) -> None:
    assert client.get(prefix + path).json() == said


@pytest.mark.parametrize("path", ["/nothing", "/api/nothing", "/dutiesx/a", "/plans/a"])
def test_nothing_else_is(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_another_method_is_refused_and_a_slash_too_many_forgiven(client: TestClient) -> None:
    assert client.post("/api/plans").status_code == 405
    assert client.get("/plans/").json() == "plans"
