"""One question, one state: what an answer is made of is read from one snapshot of the store, whatever is written meanwhile.

A store that keeps no old state tells that it changed under a question. What was answered then is thrown away and the request
is put again, at last with the writers waiting. Routes that write take no view, so that nothing is ever done twice.
While the state stays, what was answered is given again (api/http/delivery/kept_answers.py).
"""

from collections.abc import Callable, Hashable, Sequence
from contextlib import ExitStack, nullcontext

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.delivery.kept_answers import KeptAnswers, key_of
from api.http.delivery.large_answers import sent, thrown_away
from api.http.jobs.time_limits import limit_of
from api.http.jobs.turns import AT_ONCE, AT_ONCE_AWAY, Turns
from graph.access.time_limits import TimeLimit
from graph.errors import ChangedMeanwhileError, RespgraphError, StoreError
from graph.store import Store, View

ATTEMPTS = 4
"""How often a request is put, the last time with the writers waiting."""

MOST_BYTES = 2**20
"""Longest body of a request that is put again."""

KEY = "respgraph.question"
"""Where the scope of a request holds its Question."""


class Question:
    """The snapshot of one request; it is taken when a route asks for it first."""

    def __init__(self, store: Store, *, alone: bool, limit: TimeLimit, name: Hashable) -> None:
        """Of `store`; `alone` and `limit` as in Store.snapshot, `name` is what the question is called there."""
        self._store, self._alone, self._limit, self._name = store, alone, limit, name
        self._is_at_hand = store.url.startswith("sqlite:///")
        self._open = ExitStack()
        self._view: View | None = None
        self.looks_beside = False
        """Whether a route asked for the store itself, which holds more than its state names."""

    def view(self) -> View:
        """The view; the same for all parts of the request."""
        if self._view is None:
            taken = self._store.snapshot(alone=self._alone, limit=self._limit, question=self._name)
            self._view = self._open.enter_context(taken)
        return self._view

    @property
    def is_asked(self) -> bool:
        """Whether the snapshot was taken."""
        return self._view is not None

    async def state(self) -> Hashable:
        """What names the state of the snapshot; None where that can't be told."""
        try:
            view = await self.taken()
            return view.state() if self._is_at_hand else await run_in_threadpool(view.state)
        except RespgraphError:  # whoever answers tells it, or puts the question again
            return None

    async def taken(self) -> View:
        """The view, for who must not wait: a transaction of a file begins and ends at once, sooner than a thread would."""
        return self.view() if self._is_at_hand else await run_in_threadpool(self.view)

    async def close(self, *, idle: bool = False) -> bool:
        """End the snapshot; whether all that was read belongs to one state. `idle`: no read of it is under way."""
        if self._view is not None:
            try:
                with anyio.CancelScope(shield=True):
                    if idle and self._is_at_hand:
                        self._open.close()
                    else:
                        await run_in_threadpool(self._open.close)
            except ChangedMeanwhileError:
                return False
            except StoreError:  # a damaged store may fail even here; what was read of it has been answered or told
                return True
        return True


class OneState:
    """ASGI middleware that holds an answer back until it is known that it speaks of one state."""

    def __init__(self, app: ASGIApp, store: Store, beside: Callable[[Scope], Hashable]) -> None:
        """Wrap `app`; `beside` gives what an answer follows from that is neither in the store nor in the request."""
        self.app = app
        self.store = store
        self._beside = beside
        self._kept = KeptAnswers()
        self._alone = anyio.Lock()  # those who wait to read alone take no thread
        self._turns = Turns(AT_ONCE if store.url.startswith("sqlite:") else AT_ONCE_AWAY)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, again where need be."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        body = _Body(receive)
        name = (scope["path"], scope["query_string"]) if scope["method"] in ("GET", "HEAD") else object()
        for attempt in range(1, ATTEMPTS + 1):
            last = attempt == ATTEMPTS
            question = Question(self.store, alone=last, limit=limit_of(scope), name=name)
            async with self._alone if last else nullcontext(), self._turns.taken(scope) as turn:
                answer = await self._put(turn, body, question, attempt)
            if answer is not None:
                for message in answer:
                    await sent(self._turns.told(message), send)
                return

    async def _put(self, scope: Scope, body: "_Body", question: Question, attempt: int) -> Sequence[Message] | None:
        """The answer; None for one that is to be asked for again."""
        last = attempt == ATTEMPTS
        key = key_of(scope, self._beside(scope))
        answer: list[Message] = []
        state: Hashable = None

        async def hold(message: Message) -> None:
            answer.append(message)

        try:
            again = self._kept.get(key, await question.state()) if attempt == 1 and self._kept.holds(key) else None
            if again is None:
                await self.app({**scope, KEY: question}, body.replayed(), hold)
                if key is not None and question.is_asked and not question.looks_beside:
                    state = await question.state()
        except BaseException:
            thrown_away(answer)
            if await question.close() or last or not body.whole:
                raise
            return None
        one_state = await question.close(idle=True)
        if again is not None:
            return again if one_state or last else None
        if one_state and state is not None:
            self._kept.put(key, state, answer)
        if one_state or last or not body.whole:
            return answer
        thrown_away(answer)
        return None


class _Body:
    """What a client sent, kept for another attempt; `whole` says whether all of it is."""

    def __init__(self, receive: Receive) -> None:
        self.whole = True
        self._receive = receive
        self._kept: list[Message] = []
        self._size = 0

    def replayed(self) -> Receive:
        """As if nobody had heard it yet."""
        again = iter(tuple(self._kept))

        async def receive() -> Message:
            return next(again, None) or await self._heard()

        return receive

    async def _heard(self) -> Message:
        message = await self._receive()
        self._size += len(message.get("body", b""))
        self.whole = self._size <= MOST_BYTES
        if self.whole:
            self._kept.append(message)
        return message
