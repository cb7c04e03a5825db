"""Who asks first is answered first, a few at once; long ones, heavy jobs and what writes hold nobody up."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.types import Message, Scope

from api.http.jobs import turns
from api.http.jobs.turns import EVERY, LONG_LINE, Turns, give_back

PAGE: Scope = {"type": "http", "method": "GET", "path": "/plans"}
START: Message = {"type": "http.response.start", "status": 200, "headers": []}


def run(work: Callable[[], Awaitable[None]]) -> None:
    async def within() -> None:
        async with asyncio.timeout(10):
            await work()

    with ThreadPoolExecutor(1) as apart:  # tests in a browser leave this thread a loop that runs
        apart.submit(lambda: asyncio.run(within())).result()


def test_a_few_are_worked_on_at_once_in_the_order_in_which_they_came() -> None:
    async def work() -> None:
        line, begun, at_once = Turns(2), list[int](), list[int]()

        async def ask(number: int) -> None:
            async with line.taken(PAGE):
                begun.append(number)
                at_once.append(number)
                assert len(at_once) <= 2
                await asyncio.sleep(0)
                at_once.remove(number)

        await asyncio.gather(*map(ask, range(20)))
        assert begun == list(range(20))

    run(work)


@pytest.mark.parametrize("scope", [{**PAGE, "method": "POST"}, {**PAGE, "path": "/api/health"}])
def test_what_writes_and_what_is_watched_by_waits_for_nobody(scope: Scope) -> None:
    async def work() -> None:
        line = Turns(1)
        async with line.taken(PAGE), line.taken(scope):
            pass

    run(work)


def test_a_heavy_job_and_one_that_takes_long_let_the_next_one_in(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        line = Turns(1)
        async with line.taken(PAGE) as heavy:
            give_back(heavy)
            async with line.taken(PAGE):
                give_back(heavy)  # again, which is nothing
        monkeypatch.setattr(turns, "HOLDS_S", 0.01)
        async with line.taken(PAGE), line.taken(PAGE):  # the second comes in though the first goes on
            pass

    run(work)


@pytest.mark.parametrize(("processes", "waiting", "ended"), [(2, LONG_LINE, 2), (2, LONG_LINE - 1, 0), (1, 20, 0)])
def test_where_many_wait_some_connections_end(
    monkeypatch: pytest.MonkeyPatch, processes: int, waiting: int, ended: int
) -> None:
    monkeypatch.setattr(turns, "parent_process", lambda: object() if processes > 1 else None)

    async def work() -> None:
        line = Turns(1)

        async def wait() -> None:
            async with line.taken(PAGE):
                pass

        async with line.taken(PAGE) as first:
            others = [asyncio.create_task(wait()) for _ in range(waiting)]
            await asyncio.sleep(0)
            told = [line.told(message) for _ in range(2 * EVERY) for message in (START, {"type": "http.response.body"})]
            assert sum(("headers" in each and (b"connection", b"close") in each["headers"]) for each in told) == ended
            give_back(first)
            await asyncio.gather(*others)
        assert START["headers"] == []

    run(work)
