"""A server that stops, dies, comes back, or takes no writes: a real one of its own, which the tests may kill."""

import os
import threading
import time
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.errors import StoreError, StoreUnavailableError
from graph.store import Store
from graph.stores.opening import open_store
from tests.maven import missing
from tests.neo4j_server.start import PASSWORD, USER, Server
from tests.stores import FIRST, LATER, NOW, everything, first_plan, second_plan

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of our own, even where NEO4J_URI names another: that one is not ours to kill."""
    if missing():
        refuse = pytest.fail if os.environ.get("REQUIRE_NEO4J") == "1" else pytest.skip
        refuse(f"no {missing()} to start a server with")
    started = Server(tmp_path_factory.mktemp("neo4j"))
    started.start()
    yield started
    started.stop()


@pytest.fixture
def away(server: Server) -> Iterator[Store]:
    """A store with one plan."""
    with open_store(server.uri, user=USER, password=PASSWORD) as store:
        graph, document = first_plan()
        store.writer().replace(graph, document, loaded_at=NOW)
        yield store


def test_the_explorer_says_503_while_the_server_is_away_and_heals(server: Server, away: Store) -> None:
    client = TestClient(create_app(away, Settings()))
    before = client.get("/api/plans")
    assert before.status_code == 200
    server.stop()
    for path in ("/api/plans", "/api/health", "/api/search?q=x"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        assert int(answer.headers["retry-after"]) > 0
        assert PASSWORD not in answer.text
    with pytest.raises(StoreUnavailableError):
        away.writer().remove(FIRST)
    with pytest.raises(StoreUnavailableError):
        open_store(server.uri, user=USER, password=PASSWORD)
    server.start()
    after = client.get("/api/plans")
    assert after.status_code == 200
    assert after.json() == before.json()


def test_a_server_killed_in_the_middle_of_loading_comes_back_whole(server: Server, away: Store) -> None:
    plans = [first_plan(), second_plan()]
    states = []
    for graph, document in plans:
        away.writer().replace(graph, document, loaded_at=NOW)
    states.append(everything(away.view()))
    away.writer().remove(FIRST)
    states.append(everything(away.view()))
    stop = threading.Event()

    def load() -> None:
        while not stop.is_set():
            try:
                away.writer().replace(*plans[0], loaded_at=LATER)
                away.writer().remove(FIRST)
            except StoreUnavailableError:
                return

    loader = threading.Thread(target=load)
    loader.start()
    time.sleep(1)
    server.stop(kill=True)
    loader.join()
    stop.set()
    server.start()
    assert everything(away.view()) in states
    for graph, document in plans:
        away.writer().replace(graph, document, loaded_at=NOW)
    assert everything(away.view()) == states[0]


def test_a_member_that_takes_no_writes_is_read_and_says_so(server: Server, away: Store) -> None:
    expected = everything(away.view())
    server.stop()
    server.start(read_only=True)
    with open_store(server.uri, user=USER, password=PASSWORD) as member:
        assert everything(member.view()) == expected
        with pytest.raises(StoreError) as caught:
            member.writer().remove(FIRST)
    assert not isinstance(caught.value, StoreUnavailableError)
    assert "only reads" in caught.value.what
    assert "neo4j://" in caught.value.hint
    server.stop()
    server.start()
