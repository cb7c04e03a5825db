"""A server that stops, dies, comes back, or takes no writes: a real one of its own, which the tests may kill."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

import httpx
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.running import running
from api.settings import Settings
from graph.errors import StoreError, StoreUnavailableError
from graph.store import Store
from graph.stores.neo4j.server.silence import OPTIONS
from graph.stores.neo4j.store import Neo4jStore
from graph.stores.opening import open_store
from tests.maven import missing
from tests.neo4j_server.start import PASSWORD, USER, Server
from tests.silent_proxy import SilentProxy
from tests.stores import FIRST, LATER, NOW, everything, first_plan, second_plan

QUESTION_S = Settings.model_fields["question_limit"].default
"""As it is where nobody sets it."""

SILENT_S = 15
"""Longest time until whoever asks is told that Neo4j does not answer."""

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


def test_a_way_that_falls_silent_is_told_in_time_and_heals(server: Server, away: Store) -> None:
    assert away.view().version()
    paths = ("/api/health", "/names", "/api/plans")
    with (
        SilentProxy(server.port) as way,
        open_store(f"bolt://127.0.0.1:{way.port}", user=USER, password=PASSWORD) as store,
        running(store, Settings(question_limit=QUESTION_S)) as address,
        httpx.Client(base_url=address, timeout=60, trust_env=False) as client,
    ):
        for path in paths:  # the first time takes long on a machine that is busy
            while client.get(path).status_code != HTTPStatus.OK:
                pass
        way.silent = True
        with ThreadPoolExecutor(len(paths)) as readers:
            begun = time.monotonic()
            answers = list(readers.map(client.get, paths))
            took = time.monotonic() - begun
        assert [answer.status_code for answer in answers] == [503, 503, 503]
        assert all(int(answer.headers["retry-after"]) > 0 for answer in answers)
        assert took < SILENT_S
        way.silent = False
        way.forget()
        assert [client.get(path).status_code for path in paths] == [200, 200, 200]


def test_the_system_ends_connections_that_fell_silent(away: Store) -> None:
    assert isinstance(away, Neo4jStore)
    with away._session("READ") as session:
        transaction = session.begin_transaction()
        assert session._connection
        one = session._connection.socket._socket
        found = {name: one.getsockopt(socket.IPPROTO_TCP, getattr(socket, name)) for name in OPTIONS}
        transaction.close()
    assert found == OPTIONS


def test_a_server_killed_in_the_middle_of_loading_is_told_of_and_comes_back_whole(server: Server, away: Store) -> None:
    plans = [first_plan(), second_plan()]
    states = []
    for graph, document in plans:
        away.writer().replace(graph, document, loaded_at=NOW)
    states.append(everything(away.view()))
    away.writer().remove(FIRST)
    states.append(everything(away.view()))
    client = TestClient(create_app(away, Settings()))
    assert client.get("/api/plans").status_code == 200
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
    assert everything(away.view()) in states
    assert client.get("/api/plans").status_code == 200
    for graph, document in plans:
        away.writer().replace(graph, document, loaded_at=NOW)
    assert everything(away.view()) == states[0]
    assert [plan["id"] for plan in client.get("/api/plans").json()["items"]] != []


def test_a_member_that_takes_no_writes_is_read_and_says_so(
    server: Server, away: Store
) -> None:  # the last: it stays so
    expected = everything(away.view())
    server.take_no_writes()
    with open_store(server.uri, user=USER, password=PASSWORD) as member:
        assert everything(member.view()) == expected
        with pytest.raises(StoreError) as caught:
            member.writer().remove(FIRST)
    assert not isinstance(caught.value, StoreUnavailableError)
    assert "only reads" in caught.value.what
    assert "neo4j://" in caught.value.hint
