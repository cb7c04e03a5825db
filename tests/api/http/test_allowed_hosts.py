"""By which names the explorer answers, and to which methods."""

import socket

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.http.allowed_hosts import allowed_names, is_ours
from api.settings import Settings
from graph.stores.opening import open_store


@pytest.mark.parametrize("host", [
    "localhost", "localhost:8000", "LOCALHOST:80", "explorer.localhost:1", "127.0.0.1:8000", "10.3.2.1", "[::1]:8000",
    "[fe80::1]", "8.8.8.8", socket.gethostname(), f"{socket.gethostname()}:8000", "localhost.",
])  # fmt: skip
def test_this_machine_is_called_so(host: str) -> None:
    assert is_ours(host)


@pytest.mark.parametrize("host", [
    "elsewhere.example", "elsewhere.example:8000", "127.0.0.1.elsewhere.example", "localhost.elsewhere.example", "", "[",
    "127.0.0.1:8000@elsewhere.example", "2130706433", "evillocalhost", "a b", "[::1]elsewhere.example", "::1]:8000",
])  # fmt: skip
def test_no_other_name(host: str) -> None:
    assert not is_ours(host)


def test_names_that_are_allowed() -> None:
    names = allowed_names("Plans.example, *.office.example other")
    assert is_ours("plans.example:8000", names)
    assert is_ours("a.b.office.example", names)
    assert is_ours("other", names)
    assert not is_ours("office.example", names)
    assert not is_ours("plans.example.elsewhere", names)
    assert is_ours("anything.at.all", allowed_names("*"))


@pytest.mark.parametrize("path", ["/", "/api/plans", "/api/nothing", "/assets/site.css", "/api/openapi.json"])
def test_a_foreign_name_reads_nothing(path: str) -> None:
    with open_store("sqlite://") as store:
        client = TestClient(create_app(store, Settings(allowed_hosts="plans.example")))
        refused = client.get(path, headers={"Host": "elsewhere.example"})
        assert refused.status_code == 421
        assert "RESPGRAPH_ALLOWED_HOSTS" in refused.text
        assert ("application/problem+json" in refused.headers["content-type"]) == path.startswith("/api")
        for host in ("plans.example", "localhost:8000", "192.168.1.9:8000", "[::1]"):
            assert client.get(path, headers={"Host": host}).status_code == (404 if path == "/api/nothing" else 200)


@pytest.mark.parametrize("path", ["/", "/api/plans", "/plans", "/api/export/xlsx", "/assets/site.css", "/api/nothing"])
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    whole, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    same = {"content-type", "etag", "content-length", "content-security-policy", "vary", "cache-control"}
    if path == "/api/export/xlsx":  # a workbook says when it was made
        same -= {"etag", "content-length"}
    assert {name: head.headers.get(name) for name in same} == {name: whole.headers.get(name) for name in same}


def test_head_with_a_known_tag_is_304(client: TestClient) -> None:
    tag = client.head("/api/plans").headers["etag"]
    assert client.head("/api/plans", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(("path", "allow"), [
    ("/api/plans", "GET, HEAD, POST, OPTIONS"), ("/upload/confirm", "POST, OPTIONS"), ("/", "GET, HEAD, OPTIONS"),
])  # fmt: skip
def test_options_and_405_say_what_is_allowed(client: TestClient, path: str, allow: str) -> None:
    asked = client.options(path)
    assert (asked.status_code, asked.content, asked.headers["allow"]) == (204, b"", allow)
    assert "access-control-allow-origin" not in asked.headers
    refused = client.delete(path)
    assert (refused.status_code, refused.headers["allow"]) == (405, allow)


def test_options_of_nothing_is_404(client: TestClient) -> None:
    assert client.options("/api/nothing").status_code == 404


@pytest.mark.parametrize("origin", ["http://[", "http://[::1", "null", "//"])
def test_an_origin_that_is_not_well_formed_is_another_site(client: TestClient, origin: str) -> None:
    assert client.post("/api/decisions/x/undo", headers={"Origin": origin}).status_code == 403
