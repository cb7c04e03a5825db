"""Passwords: argon2id hashes, made and compared a few at a time, and what a password has to be like."""

import secrets
import threading
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from graph.errors import BadRequestError, TooManyError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

T = TypeVar("T")

SHORTEST, LONGEST = 10, 256
"""Letters of a password: short ones are guessed, long ones cost time."""

ROUNDS = 3
"""Passes of argon2 over its memory."""

AT_ONCE, WAIT_S = 2, 3.0
"""Passwords that are looked at together, each takes memory; and how long one waits for its turn."""

_turns = threading.BoundedSemaphore(AT_ONCE)


class Passwords:
    """Hashes and compares; `memory` in KiB for one of them."""

    def __init__(self, memory: int = 64 * 1024) -> None:
        self._memory = memory
        self._nobody = ""

    @cached_property
    def _hasher(self) -> "PasswordHasher":
        from argon2 import PasswordHasher  # noqa: PLC0415 - a start without accounts need not pay for it

        return PasswordHasher(time_cost=ROUNDS, memory_cost=self._memory, parallelism=1)

    def hashed(self, password: str) -> str:
        """The hash to keep. BadRequestError for a password that is too short or too long."""
        if not SHORTEST <= len(password) <= LONGEST:
            raise BadRequestError(f"a password has {SHORTEST} to {LONGEST} letters", hint="take a longer sentence")
        return self._in_turn(lambda: self._hasher.hash(password))

    def fits(self, kept: str, password: str) -> bool:
        """Whether it is the password of the hash; for no hash it takes as long and is False."""
        if not self._nobody:
            self._nobody = self._hasher.hash(secrets.token_hex())
        said = password[: LONGEST + 1]
        return self._in_turn(lambda: self._compare(kept or self._nobody, said)) and bool(kept)

    def _compare(self, kept: str, password: str) -> bool:
        from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415 - as above

        try:
            return self._hasher.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False

    def _in_turn(self, work: Callable[[], T]) -> T:
        if not _turns.acquire(timeout=WAIT_S):
            raise TooManyError("too many sign in at once", wait=int(WAIT_S), hint="try again in a moment")
        try:
            return work()
        finally:
            _turns.release()
