"""How long a question may take: whoever asks sets the limit, the store that answers keeps it between and within its reads."""

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from graph.errors import TooLongError


class TimeLimit:
    """The time of one question, in seconds from now; several threads may share it. Without a number it never ends."""

    def __init__(self, seconds: float = math.inf) -> None:
        self._begun = time.monotonic()
        self._seconds = seconds
        self._turn = threading.Lock()
        self._stops: list[Callable[[], object]] = []

    @property
    def seconds(self) -> float:
        """How long the question may take in all."""
        return self._seconds

    def extend(self, seconds: float) -> None:
        """Grant at least so much from its beginning on."""
        self._seconds = max(self._seconds, seconds)

    def left(self) -> float:
        """Seconds until its end; not above zero when it is over."""
        return self._begun + self._seconds - time.monotonic()

    def check(self) -> None:
        """Raise TooLongError when it is over."""
        if self.left() <= 0:
            raise TooLongError(self._seconds)

    @contextmanager
    def ending(self, stop: Callable[[], object]) -> Iterator[None]:
        """A read that `stop` ends from another thread; TooLongError where the time is over before it or became so within."""
        self.check()
        with self._turn:
            self._stops.append(stop)
        try:
            yield
        except Exception:
            self.check()
            raise
        finally:
            with self._turn:
                self._stops.remove(stop)

    def enforce(self) -> None:
        """End the reads under way if the time is over; again while the question lasts, for a read that just began."""
        if self.left() <= 0:
            with self._turn:
                for stop in self._stops:
                    stop()


UNLIMITED = TimeLimit()
"""For who has time: it has no state that anyone could change but its end, which nobody extends."""
