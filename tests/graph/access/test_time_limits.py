"""The limit of a question reaches the read that is under way, in whichever store, and no read of anybody else."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.access.time_limits import UNLIMITED, TimeLimit
from graph.errors import TooLongError, UnknownIdError
from graph.store import Store
from graph.stores.neo4j.view import Neo4jView
from graph.stores.sqlite.view import SqliteView
from tests.kinds import STORE_KINDS, empty_store
from tests.stores import NOW, first_plan

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


LONG = "UNWIND range(1, 100000000000) AS i RETURN count(i)"


@pytest.fixture(params=STORE_KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with empty_store(request, tmp_path) as opened:
        opened.writer().replace(*first_plan(), loaded_at=NOW)
        yield opened


def never_ends(view: object) -> None:
    if isinstance(view, Neo4jView):
        view._ask([(LONG, {})])
    assert isinstance(view, SqliteView)
    with view._borrow() as connection:
        connection.execute(ENDLESS).fetchall()


def test_a_read_under_way_is_ended_and_the_next_question_answered(store: Store) -> None:
    limit = TimeLimit(0.1)
    stop = threading.Event()

    def watch() -> None:
        while not stop.wait(0.05):
            limit.enforce()

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        with store.snapshot(limit=limit) as view:
            with pytest.raises(TooLongError, match=r"longer than 0\.1 seconds"):
                never_ends(view)
            with pytest.raises(TooLongError):
                view.version()
    finally:
        stop.set()
        watcher.join()
    with store.snapshot() as view:
        limit.enforce()
        assert view.version()


def test_an_error_before_the_end_stays_itself() -> None:
    limit = TimeLimit(60)
    with pytest.raises(UnknownIdError), limit.ending(lambda: None):
        raise UnknownIdError("nothing")


def test_a_limit_is_extended_from_its_beginning() -> None:
    limit = TimeLimit(0.01)
    time.sleep(0.02)
    with pytest.raises(TooLongError):
        limit.check()
    limit.extend(60)
    limit.check()
    assert 0 < limit.left() <= 60
    limit.extend(1)
    assert limit.seconds == 60


def test_without_a_limit_nothing_ends() -> None:
    UNLIMITED.check()
    UNLIMITED.enforce()
    assert UNLIMITED.left() > 10**9
