"""Where files wait between preview and confirmation: in the store, so that any process of the service can confirm.

Each waits under a token that nobody can guess, of which the store keeps only the digest.
"""

import hashlib
import secrets
import time
from collections.abc import Callable
from functools import cache
from typing import Generic, Literal, TypeVar

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

import graph.errors
from api.http.uploads import Batch, Refused, Upload
from graph.errors import BadRequestError, BusyError, RespgraphError
from graph.store import Store
from graph.stores.compression import compressed, expanded

WAITS = 15 * 60.0
"""Seconds that files wait for their confirmation."""

MOST_BYTES = 256 * 1024 * 1024
"""What all that wait may hold together, packed; one more is refused, and throws nobody out."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Refused:
    """A refusal, as it is written down."""

    file_name: str
    error: str
    what: str
    where: str
    hint: str


@cache
def _batches() -> TypeAdapter[tuple[Upload | _Refused, ...]]:
    return TypeAdapter(tuple[Upload | _Refused, ...])


@cache
def _tables() -> TypeAdapter[tuple[str, bytes]]:
    return TypeAdapter(tuple[str, bytes], config={"ser_json_bytes": "base64", "val_json_bytes": "base64"})


class Shelf(Generic[T]):
    """What of one kind waits in a store."""

    def __init__(
        self,
        store: Store,
        kind: Literal["files", "table"],
        pack: Callable[[T], bytes],
        unpack: Callable[[bytes], T],
        clock: Callable[[], float] = time.time,
        *,
        whose: str = "",
    ) -> None:
        """`clock` tells Unix time, the same in all processes; `whose`: what waits is handed to nobody else."""
        self._waiting = store.waiting()
        self._kind, self._pack, self._unpack, self._clock, self._whose = kind, pack, unpack, clock, whose

    def put(self, upload: T) -> str:
        """Keep an upload; its token. Raises BusyError where so much waits that it finds no place."""
        token, now = secrets.token_urlsafe(24), self._clock()
        content = compressed(self._pack(upload))
        if not self._waiting.put(self._key(token), content, now=now, until=now + WAITS, most=MOST_BYTES):
            raise BusyError(
                "too many files wait for their confirmation",
                hint=f"confirm them, or try again in {WAITS / 60:.0f} minutes at the latest",
                after=60,
            )
        return token

    def take(self, token: str) -> T:
        """Hand an upload out, once. Raises BadRequestError where it is not there, or not any more."""
        found = self._waiting.take(self._key(token), now=self._clock())
        if found is None:
            raise BadRequestError(
                "the file does not wait here any more",
                hint=f"choose it again; it waits {WAITS / 60:.0f} minutes, and once",
            )
        return self._unpack(expanded(found))

    def _key(self, token: str) -> str:
        return hashlib.sha256(f"{self._kind}/{token}/{self._whose}".encode()).hexdigest()


def waiting_files(store: Store, whose: str = "", clock: Callable[[], float] = time.time) -> Shelf[Batch]:
    """Somebody's uploads that wait in a store."""
    return Shelf(store, "files", _packed, _unpacked, clock, whose=whose)


def waiting_tables(store: Store, whose: str = "") -> Shelf[tuple[str, bytes]]:
    """Somebody's task tables that wait in a store: names and bytes."""
    return Shelf(store, "table", _tables().dump_json, _tables().validate_json, whose=whose)


def _packed(batch: Batch) -> bytes:
    return _batches().dump_json(tuple(_written(each) if isinstance(each, Refused) else each for each in batch))


def _unpacked(said: bytes) -> Batch:
    return tuple(_read(each) if isinstance(each, _Refused) else each for each in _batches().validate_json(said))


def _written(refused: Refused) -> _Refused:
    error = refused.error
    return _Refused(refused.file_name, type(error).__name__, error.what, error.where, error.hint)


def _read(said: _Refused) -> Refused:
    kind: type[RespgraphError] = getattr(graph.errors, said.error)
    return Refused(said.file_name, kind(said.what, where=said.where, hint=said.hint))
