"""What is told of requests: an id that comes back, a line without words of plans, slow ones, mistakes without values."""

import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.http.routes import service
from api.http.watching.logs import write_logs
from graph.errors import StoreUnavailableError
from graph.store import Store
from graph.stores.opening import open_store
from tests.people import explorer, sign_in, with_accounts

WORDS = "区生态环境局的词"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level = root.handlers, root.level
    stream = io.StringIO()
    write_logs(as_json=True, stream=stream)
    yield stream
    root.handlers = before
    root.setLevel(level)


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://") as opened:
        yield opened


def told(log: io.StringIO, event: str = "request") -> list[dict[str, Any]]:
    return [line for line in map(json.loads, log.getvalue().splitlines()) if line["event"] == event]


def test_a_line_says_who_asked_which_route_and_how_long_it_took_under_the_id_of_the_answer(
    store: Store, log: io.StringIO
) -> None:
    with explorer(with_accounts(store)) as client:
        assert sign_in(client, "reader") == 303
        answer = client.get("/plans?q=x")
    line = told(log)[-1]
    assert line["request"] == answer.headers["x-request-id"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "/plans", answer.status_code)
    assert (line["user"], line["role"], line["level"]) == ("reader", "reader", "info")
    assert 0 < line["ms"] < 60_000
    assert re.search(r"[+-]\d\d:\d\d$", line["timestamp"])


def test_no_word_of_a_question_or_an_id_is_logged(store: Store, log: io.StringIO) -> None:
    with explorer(store, slow=0.000001) as client:
        client.get("/search", params={"q": WORDS})
        client.get(f"/api/plans/{WORDS}")
        client.get(f"/{WORDS}")
        client.post("/corrections", data={"key": WORDS})
    assert WORDS not in log.getvalue()
    assert WORDS.encode("unicode_escape").decode() not in log.getvalue()
    assert [line["route"] for line in told(log)] == ["/search", "/api/plans/{key:path}", "", "/corrections"]


def test_a_slow_question_is_told_by_route_and_names_of_parameters(store: Store, log: io.StringIO) -> None:
    with explorer(store, slow=0.000001) as client:
        client.get("/search", params={"q": WORDS, "offset": "0"})
    (slow,) = told(log, "slow question")
    assert (slow["route"], slow["parameters"], slow["level"]) == ("/search", ["q", "offset"], "warning")


@pytest.mark.parametrize("slow", [0, 60])
def test_others_are_not(store: Store, log: io.StringIO, slow: float) -> None:
    with explorer(store, slow=slow) as client:
        client.get("/search", params={"q": "x"})
    assert told(log)
    assert not told(log, "slow question")


def test_an_id_is_believed_of_a_named_proxy_only(store: Store) -> None:
    with explorer(store) as client:
        assert client.get("/login", headers={"X-Request-ID": "mine"}).headers["x-request-id"] != "mine"
    with explorer(store, proxies="127.0.0.1") as client:
        near = TestClient(client.app, base_url="http://localhost", client=("127.0.0.1", 1))
        assert near.get("/login", headers={"X-Request-ID": "mine"}).headers["x-request-id"] == "mine"
        odd = near.get("/login", headers={"X-Request-ID": "a b\tc"}).headers["x-request-id"]
        assert re.fullmatch("[0-9a-f]{32}", odd)


@pytest.mark.parametrize("as_json", [True, False])
def test_a_mistake_is_found_in_the_log_by_the_id_that_its_reader_sees_without_values_of_variables(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: io.StringIO, *, as_json: bool
) -> None:
    def stumble(_: object) -> None:
        words = WORDS.removesuffix("词")
        raise KeyError(len(words))

    write_logs(as_json=as_json, stream=log)
    monkeypatch.setattr(service, "explained", stumble)
    with explorer(store) as client:
        browser = TestClient(client.app, base_url="http://localhost", raise_server_exceptions=False)
        answer = browser.get("/api/about")
    assert answer.status_code == 500
    assert answer.json()["where"] == answer.headers["x-request-id"]
    assert answer.headers["x-request-id"] in log.getvalue()
    try:
        stumble(None)
    except KeyError:
        logging.getLogger("api").exception("with a traceback")
    assert "stumble" in log.getvalue()
    assert "生态环境局" not in log.getvalue().replace(WORDS, "")


def test_live_answers_without_the_store_and_ready_does_not(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with explorer(with_accounts(store)) as client:
        assert client.get("/api/health/ready").json()["status"] == "ok"

        def away(*_: object, **__: object) -> None:
            raise StoreUnavailableError("the server does not answer")

        for name in ("snapshot", "view", "read_register"):
            monkeypatch.setattr(store, name, away)
        assert client.get("/api/health/live").status_code == 200
        ready = client.get("/api/health/ready")
        assert (ready.status_code, ready.headers["retry-after"]) == (503, "5")
        assert client.get("/assets/style.css").status_code in (200, 404)
        assert "respgraph_store_up 0.0" in client.app.state.figures.text(store).decode()  # type: ignore[attr-defined]
