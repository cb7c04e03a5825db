"""Damage: rows that can't be read back are told as one StoreError with the store's address, never as a decoder's error."""

import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

import zstandard

from graph.errors import StoreError
from graph.store import Store

P = ParamSpec("P")
T = TypeVar("T")
C = TypeVar("C", bound=type)

HINT = "restore a copy of the store (`respgraph restore FILE`), or load the plans into a new one"
UNREADABLE = (zlib.error, zstandard.ZstdError, ValueError, LookupError, TypeError, AttributeError)
"""What decoders, and questions that miss a row, raise over damaged data."""


def damaged(what: str, where: str = "") -> StoreError:
    """The error of a damaged store."""
    return StoreError(f"the store is damaged: {what}", where=where, hint=HINT)


def decoder(what: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Mark a function that reads a stored row, `what`, back: whatever it stumbles over is damage."""

    def marked(read: Callable[P, T]) -> Callable[P, T]:
        @wraps(read)
        def checked(*given: P.args, **named: P.kwargs) -> T:
            try:
                return read(*given, **named)
            except UNREADABLE as error:
                raise damaged(f"{what} can't be read") from error

        return checked

    return marked


def placed(cls: C) -> C:
    """Mark a view or a writer, which has an `address`: its public methods say where a damage is, the inherited ones too."""
    for name in dir(cls):
        if not name.startswith("_") and callable(method := getattr(cls, name)):
            setattr(cls, name, _placed(method))
    return cls


def _placed(method: Callable[P, T]) -> Callable[P, T]:
    @wraps(method)
    def telling(*given: P.args, **named: P.kwargs) -> T:
        try:
            return method(*given, **named)
        except StoreError as error:
            error.where = error.where or str(getattr(given[0], "address", ""))
            raise

    return telling


@contextmanager
def blamed(store: Store, check: Callable[[], str] | None = None) -> Iterator[None]:
    """Ask the store whether it is whole where a question stumbles over what it holds: a lost row is no fault of ours.

    `check` asks instead, where many questions may stumble.
    """
    try:
        yield
    except UNREADABLE as error:
        if what := (check or store.damage)():
            raise damaged(what, store.url) from error
        raise


class Suspicion:
    """What a store says of its damage, remembered: all of it is looked at now and then, whoever asks meanwhile is told what was found."""

    REST_S = 60.0
    """Seconds between two looks, at least; ten times as long as a look took where that is more."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` tells seconds."""
        self._store, self._clock = store, clock
        self._turn = threading.Lock()
        self._next = float("-inf")
        self._found = ""

    def damage(self) -> str:
        """What is wrong with the store; empty where nothing was."""
        with self._turn:
            begun = self._clock()
            if begun < self._next:
                return self._found
            self._found = self._store.damage()
            ended = self._clock()
            self._next = ended + max(self.REST_S, 10 * (ended - begun))
            return self._found
