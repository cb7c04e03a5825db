"""An upload from bytes to its answer, and the shelf where it waits between preview and confirmation."""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from api.answers.uploads import plan_change
from api.decisions.decision_parts import system_user
from api.wire import uploads as wire_uploads
from graph.errors import BadRequestError
from graph.store import Store
from loaders.files.source import SourceText
from loaders.load import load_source

WAITS = 15 * 60.0
"""Seconds that a file waits for its confirmation."""

MOST = 8
"""Files that wait at one time; the oldest goes first."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was read, what the reader states of it beside its text, and whether it is loaded whatever it holds."""

    source: SourceText
    stated: Mapping[str, str]
    force: bool = False


T = TypeVar("T")


class Shelf(Generic[T]):
    """What waits for its confirmation, in memory only, each under a token that nobody can guess."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin empty."""
        self._clock = clock
        self._held: OrderedDict[str, tuple[float, T]] = OrderedDict()
        self._lock = Lock()

    def put(self, upload: T) -> str:
        """Keep an upload; its token."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._forget()
            while len(self._held) >= MOST:
                self._held.popitem(last=False)
            self._held[token] = (self._clock(), upload)
        return token

    def take(self, token: str) -> T:
        """Hand an upload out, once. Raises BadRequestError where it is not there, or not any more."""
        with self._lock:
            self._forget()
            found = self._held.pop(token, None)
        if found is None:
            raise BadRequestError(
                "the file does not wait here any more",
                hint=f"choose it again; it waits {WAITS / 60:.0f} minutes, and once",
            )
        return found[1]

    def _forget(self) -> None:
        late = [token for token, (at, _) in self._held.items() if self._clock() - at > WAITS]
        for token in late:
            del self._held[token]


def uploaded(store: Store, upload: Upload, *, preview: bool) -> wire_uploads.UploadOut:
    """Load an upload, or only say what loading would do. Raises what stopped it (a SourceError, a ModelError)."""
    foreseen = load_source(
        store, upload.source, stated=upload.stated, by=system_user(), preview=True, force=upload.force
    )
    if foreseen.error:
        raise foreseen.error
    found = foreseen
    if not preview:
        found = load_source(store, upload.source, stated=upload.stated, by=system_user(), force=upload.force)
        if found.error:
            raise found.error
    return wire_uploads.UploadOut(
        file_name=upload.source.file_name,
        sha256=upload.source.sha256,
        size=upload.source.size,
        loaded=not preview,
        plans=[plan_change(loaded) for loaded in found.plans],
    )
