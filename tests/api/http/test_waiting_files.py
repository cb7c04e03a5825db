"""Files wait for their confirmation in the store: for any process, for a time, each handed out once, and none throws out another."""

import time
from dataclasses import replace

import pytest

from api.http import waiting_files as waiting
from api.http.uploads import Refused, Upload
from api.http.waiting_files import WAITS, waiting_tables
from api.settings import Settings
from graph.errors import BadRequestError, BusyError, SourceError
from graph.store import Store
from loaders.doubts import Answers
from loaders.files.source import read_bytes
from tests.stores import NOW, first_plan

PLAN = (Upload(read_bytes("一、水。\n（一）节水。（责任单位：市水务局）\n".encode(), "x.txt"), {"title": "甲"}),)


def test_what_waits_is_handed_out_as_it_was_given(store: Store) -> None:
    answered = replace(PLAN[0], force=True, answers=Answers(same_as="甲", drop=True))
    refused = Refused("y.pdf", SourceError("the file is empty", where="y.pdf", hint="choose another"))
    token = waiting.waiting_files(store).put((answered, refused))
    files = waiting.waiting_files(store).take(token)  # as another process would: nothing is held in memory
    assert files[0] == answered
    assert isinstance(files[1], Refused)
    assert (files[1].file_name, type(files[1].error), str(files[1].error)) == ("y.pdf", SourceError, str(refused.error))
    table = ("任务.xlsx", bytes(range(256)))
    assert waiting_tables(store).take(waiting_tables(store).put(table)) == table


def test_it_waits_for_a_time_and_is_handed_out_once(store: Store) -> None:
    now = [time.time()]
    shelf = waiting.waiting_files(store, clock=lambda: now[0])
    late = shelf.put(PLAN)
    now[0] += WAITS + 1
    with pytest.raises(BadRequestError, match="does not wait here any more"):
        shelf.take(late)
    tokens = [shelf.put(PLAN) for _ in range(20)]
    assert shelf.take(tokens[0]) == PLAN  # nineteen more threw nobody out
    for token in (tokens[0], "", "no such token"):
        with pytest.raises(BadRequestError):
            shelf.take(token)
    with pytest.raises(BadRequestError):
        waiting_tables(store).take(tokens[1])  # a token is of one kind
    assert shelf.take(tokens[-1]) == PLAN


def test_who_finds_no_place_is_told_and_nobody_is_thrown_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "MOST_BYTES", 4000)
    shelf = waiting.waiting_files(store)
    tokens: list[str] = []
    with pytest.raises(BusyError, match="too many files wait") as told:
        tokens.extend(shelf.put(PLAN) for _ in range(100))
    assert told.value.after == 60
    assert tokens
    monkeypatch.setattr(waiting, "MOST_BYTES", 10**9)
    assert all(shelf.take(token) == PLAN for token in (*tokens, shelf.put(PLAN)))


def test_what_waits_is_no_part_of_the_graph(store: Store) -> None:
    store.writer().replace(*first_plan(), loaded_at=NOW)
    before = (store.view().version(), store.view().status(), store.view().ledger())
    with store.snapshot() as view:
        view.load_records()
        token = waiting.waiting_files(store).put(PLAN)
        view.load_records()
    after = (store.view().version(), store.view().status(), store.view().ledger())
    assert before[:2] == after[:2]
    assert before[2] is after[2]
    assert waiting.waiting_files(store).take(token) == PLAN
    assert Settings().workers == 1
