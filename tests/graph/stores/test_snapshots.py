"""One question, one state: what a snapshot reads, what is written beside it, and that nothing of it is left behind."""

import gc
import threading
from collections.abc import Callable
from contextlib import nullcontext

import pytest

from benchmarks.torn import torn
from graph.errors import ChangedMeanwhileError, StoreError
from graph.store import Store, View
from graph.stores.sqlite.store import MOST_IDLE, SqliteStore
from tests.stores import ECO, NOW, first_plan, second_plan


def test_a_question_sees_one_state(store: Store) -> None:
    """Of a store that keeps no old state it says so at the first read that would tear it."""
    store.writer().replace(*first_plan(), loaded_at=NOW)
    expected = (store.view().edges([ECO]), store.view().load_records())
    with store.snapshot() as view:
        edges = view.edges([ECO])
    with _told(store), store.snapshot() as view:
        edges = view.edges([ECO])
        store.writer().replace(*second_plan(), loaded_at=NOW)
        assert (edges, view.load_records()) == expected
    with store.snapshot() as view:
        assert len(view.load_records()) == 2
        assert len(view.edges([ECO])) > len(edges)


class _told:  # noqa: N801 - reads as a word of the test
    """Neo4j tells that the store changed, SQLite goes on reading the old state."""

    def __init__(self, store: Store) -> None:
        self.told = not isinstance(store, SqliteStore)

    def __enter__(self) -> None: ...

    def __exit__(self, _cls: object, error: BaseException | None, _traceback: object) -> bool:
        assert isinstance(error, ChangedMeanwhileError) == self.told, error
        return self.told


def test_a_question_that_changed_says_so_at_its_end_too(store: Store) -> None:
    """Whoever swallows the error of a read does not pass the answer off as one."""
    if isinstance(store, SqliteStore):
        pytest.skip("SQLite reads on in the old state")
    with _told(store), store.snapshot() as view:
        view.load_records()
        store.writer().replace(*first_plan(), loaded_at=NOW)
        for _ in range(2):
            with pytest.raises(ChangedMeanwhileError):
                view.load_records()


def test_a_question_that_is_put_again_reads_together_what_it_read_before(store: Store) -> None:
    """A write after its first read tears it no more; of what it did not ask before it is told that the store changed."""
    store.writer().replace(*first_plan(), loaded_at=NOW)
    with _told(store), store.snapshot(question="duties") as view:
        view.edges([ECO])
        store.writer().replace(*second_plan(), loaded_at=NOW)
        view.load_records()
    expected = store.view().load_records()
    for others in (False, True):
        store.writer().replace(*second_plan(), loaded_at=NOW)
        with store.snapshot(question="duties") as view:
            edges = view.edges([ECO])
            store.writer().remove(second_plan()[0].plan)
            assert view.load_records() == expected
            assert view.edges([ECO]) == edges
        assert store.view().load_records() != expected
        with _told(store) if others else nullcontext(), store.snapshot(question="duties") as view:
            view.edges([ECO])
            store.writer().replace(*second_plan(), loaded_at=NOW)
            assert len(view.load_records()) == 1
            if others:
                view.nodes([ECO])


def test_a_question_of_another_name_knows_nothing_of_it(store: Store) -> None:
    store.writer().replace(*first_plan(), loaded_at=NOW)
    for name in ("duties", None):
        with store.snapshot(question=name) as view:
            view.edges([ECO])
            view.load_records()
    for name in (None, "others"):
        with _told(store), store.snapshot(question=name) as view:
            view.edges([ECO])
            store.writer().replace(*second_plan(), loaded_at=NOW)
            view.load_records()
        store.writer().remove(second_plan()[0].plan)


def test_writers_wait_for_a_question_that_reads_alone(store: Store) -> None:
    store.writer().replace(*first_plan(), loaded_at=NOW)
    before = store.view().edges([ECO])
    written = threading.Event()

    def write() -> None:
        store.writer().replace(*second_plan(), loaded_at=NOW)
        written.set()

    with store.snapshot(alone=True) as view:
        assert view.edges([ECO]) == before
        writer = threading.Thread(target=write)
        writer.start()
        written.wait(0.3)
        assert view.edges([ECO]) == before
        assert len(view.load_records()) == 1
    writer.join()
    assert len(store.view().load_records()) == 2


def test_a_view_ends_with_its_question(store: Store) -> None:
    if not isinstance(store, SqliteStore) or store.url == "sqlite://":
        pytest.skip("only a file lends connections")
    with store.snapshot() as view:
        view.status()
    with pytest.raises(StoreError, match="the question is over"):
        view.status()


def test_connections_come_back_and_are_few(in_file: Callable[[], SqliteStore]) -> None:
    """Also of a snapshot that nobody ended: what forgets it gives its connection back, out of its transaction."""
    with in_file() as store:
        forgotten = store.snapshot()
        forgotten.__enter__().status()
        assert not store._idle
        del forgotten
        gc.collect()
        assert [connection.in_transaction for connection in store._idle] == [False]
        open_ones = [store.snapshot() for _ in range(3 * MOST_IDLE)]
        views: list[View] = [one.__enter__() for one in open_ones]
        assert len({id(view) for view in views}) == len(views)
        for view in views:
            view.status()
        for one in open_ones:
            one.__exit__(None, None, None)
        assert len(store._idle) == MOST_IDLE


@pytest.fixture
def in_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], SqliteStore]:
    return lambda: SqliteStore(tmp_path_factory.mktemp("store") / "a.db")


def test_no_answer_is_torn_by_a_writer(store: Store) -> None:
    """Pages and their twins while the plan that they show is rewritten; `benchmarks/torn.py` does it for a minute."""
    found = torn(store, going=lambda writes: writes < 30, rate=20, readers=3, measures=6)
    assert found.answers > 10
    assert found.torn == ()
