"""What was answered is given again in the same state, to whoever asks the same, and to nobody else."""

from datetime import date
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, Response
from fastapi.testclient import TestClient
from starlette.types import Message

from api.app import create_app
from api.http.delivery.kept_answers import LARGEST, KeptAnswers, key_of
from api.http.dependencies import StoreDep, ViewDep
from api.http.jobs.time_limits import TimeLimits
from api.http.one_state import OneState
from api.http.problems import domain_problem
from api.settings import Settings
from graph.store import Store
from tests.stores import NOW, first_plan, second_plan

if TYPE_CHECKING:
    from collections.abc import Hashable

OK: list[Message] = [
    {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]},
    {"type": "http.response.body", "body": b"words"},
]


class Counting:
    """A small application whose routes answer something else each time that they are asked."""

    def __init__(self, store: Store) -> None:
        self.asked = 0
        self.day = date(2026, 1, 2)
        app = FastAPI()
        app.state.store = store
        app.add_middleware(OneState, store=store, beside=lambda _: self.day)
        app.add_middleware(TimeLimits, seconds=30, refused=domain_problem)
        app.add_api_route("/of-the-view", self.of_the_view)
        app.add_api_route("/of-the-store", self.of_the_store)
        self.client = TestClient(app)

    def of_the_view(self, request: Request, view: ViewDep) -> Response:
        self.asked += 1
        answer = PlainTextResponse(f"{self.asked} {len(view.load_records())}")
        if request.query_params.get("cookie"):
            answer.set_cookie("one", "more")
        answer.status_code = int(request.query_params.get("status", "200"))
        return answer

    def of_the_store(self, store: StoreDep, view: ViewDep) -> Response:
        self.asked += 1
        return PlainTextResponse(f"{self.asked} {store.url} {len(view.load_records())}")

    def said(self, path: str = "/of-the-view", **headers: str) -> str:
        return self.client.get(path, headers=headers).text


@pytest.fixture
def counting(store: Store) -> Counting:
    store.writer().replace(*first_plan(), loaded_at=NOW)
    return Counting(store)


def test_the_same_question_is_answered_once_a_state(counting: Counting, store: Store) -> None:
    assert [counting.said() for _ in range(3)] == ["1 1"] * 3
    store.writer().replace(*second_plan(), loaded_at=NOW)
    assert [counting.said() for _ in range(3)] == ["2 2"] * 3
    store.writer().remove(second_plan()[0].plan)
    assert counting.said() == "3 1"


def test_another_question_gets_an_answer_of_its_own(counting: Counting) -> None:
    first = counting.said()
    others = [
        counting.said("/of-the-view?more=1"),
        counting.said(**{"Accept-Language": "en"}),
        counting.said(Cookie="respgraph-language=en"),
        counting.said(**{"X-Forwarded-Prefix": "/behind"}),
    ]
    assert len({first, *others}) == 5
    assert counting.said(**{"User-Agent": "another"}) == first


def test_another_day_is_another_answer(counting: Counting) -> None:
    first = counting.said()
    counting.day = date(2026, 1, 3)
    assert counting.said() != first


@pytest.mark.parametrize("path", ["of-the-view?cookie=1", "of-the-view?status=404", "of-the-store"])
def test_what_is_not_for_all_is_made_each_time(path: str, counting: Counting) -> None:
    assert counting.said(f"/{path}") != counting.said(f"/{path}")


def test_headers_of_an_answer_are_put_on_once(store: Store) -> None:
    store.writer().replace(*first_plan(), loaded_at=NOW)
    client = TestClient(create_app(store, Settings()))
    answers = [client.get("/api/plans") for _ in range(3)]
    told = [[name for name, _ in answer.headers.multi_items() if name != "x-request-id"] for answer in answers]
    assert told[0] == told[1] == told[2]
    assert len({answer.headers["x-request-id"] for answer in answers}) == 3
    assert client.get("/api/plans", headers={"If-None-Match": answers[0].headers["etag"]}).status_code == 304


def test_one_person_is_not_told_what_another_is(store: Store) -> None:
    store.writer().replace(*first_plan(), loaded_at=NOW)
    app = create_app(store, Settings(proxy_user="X-User", proxies="192.0.2.1", newcomers="reader"))
    client = TestClient(app, client=("192.0.2.1", 50000))
    pages = [client.get("/departments", headers={"X-User": name}).text for name in ("li.hua", "wang.fang", "li.hua")]
    assert ["li.hua" in page for page in pages] == [True, False, True]
    assert ["wang.fang" in page for page in pages] == [False, True, False]


def _scope(**more: object) -> dict[str, object]:
    return {"method": "GET", "scheme": "http", "path": "/", "query_string": b"", "headers": [], **more}


def test_who_asks_is_part_of_the_question() -> None:
    asked: list[Hashable] = [key_of(_scope(), *who) for who in ((), ("li.hua",), ("li.hua", "reader"))]
    assert len(set(asked)) == 3
    assert key_of(_scope(method="POST")) is None
    assert key_of(_scope(headers=[(b"authorization", b"Bearer x")])) is None


def test_what_is_kept_has_a_bound_and_the_oldest_goes() -> None:
    kept = KeptAnswers(most=12)
    for key in "abc":
        kept.put(key, 1, OK)
        assert kept.get("a", 1) is not None or key == "c"
    assert [kept.holds(key) for key in "abc"] == [True, False, True]
    kept.put("d", 1, [OK[0], {**OK[1], "body": b"x" * (LARGEST + 1)}])
    kept.put("d", 1, [OK[0], {**OK[1], "more_body": True}])
    assert not kept.holds("d")
    assert kept.get("a", 2) is None
