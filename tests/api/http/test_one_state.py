"""A request is put again where the store changed under it, at last alone, and no more often than that."""

from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.http.one_state import ATTEMPTS, MOST_BYTES
from api.settings import Settings
from graph.access.time_limits import UNLIMITED, TimeLimit
from graph.errors import ChangedMeanwhileError
from graph.store import Store, View
from graph.stores.opening import open_store
from tests.stores import NOW, first_plan


class Changing:
    """A store that changes under every question but those that read alone, one at a time."""

    def __init__(self, store: Store, changes: int = 99) -> None:
        self.store, self.changes = store, changes
        self.asked: list[bool] = []
        self.questions: list[Hashable] = []
        self.alone = Lock()

    @contextmanager
    def snapshot(
        self, *, alone: bool = False, limit: TimeLimit = UNLIMITED, question: Hashable = None
    ) -> Iterator[View]:
        del limit
        self.questions.append(question)
        self.asked.append(alone)
        if alone:
            assert self.alone.acquire(blocking=False), "two read alone at a time, and take each other's threads"
        try:
            yield self.store.view()
        finally:
            if alone:
                self.alone.release()
        if not alone and self.changes > 0:
            self.changes -= 1
            raise ChangedMeanwhileError


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], tuple[TestClient, Changing]]]:
    with open_store("sqlite://") as store:
        store.writer().replace(*first_plan(), loaded_at=NOW)

        def made(changes: int) -> tuple[TestClient, Changing]:
            changing = Changing(store, changes)
            monkeypatch.setattr(store, "snapshot", changing.snapshot)
            return TestClient(create_app(store, Settings())), changing

        yield made


def test_an_answer_of_two_states_is_never_given(put: Callable[[int], tuple[TestClient, Changing]]) -> None:
    for changes in range(ATTEMPTS + 1):
        client, store = put(changes)
        assert client.get("/api/plans").status_code == 200
        again = min(changes, ATTEMPTS - 1)
        assert store.asked == [attempt == ATTEMPTS for attempt in range(1, again + 2)]
        assert set(store.questions) == {("/api/plans", b"")}, "each time under one name"


def test_those_who_read_alone_take_turns(put: Callable[[int], tuple[TestClient, Changing]]) -> None:
    client, store = put(999)
    with client, ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: client.get("/api/plans").status_code, range(16)))
    assert answers == [200] * 16
    assert store.asked.count(True) == 16


def test_what_a_client_sent_is_heard_again(put: Callable[[int], tuple[TestClient, Changing]]) -> None:
    client, store = put(2)
    said = {"plan": first_plan()[0].plan, "changes": []}
    first = client.post("/api/what-if", json=said)
    assert len(store.asked) == 3
    quiet, _ = put(0)
    assert first.content == quiet.post("/api/what-if", json=said).content
    assert len(str(said)) < MOST_BYTES
