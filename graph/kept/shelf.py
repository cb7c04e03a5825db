"""What a process works out and the next ones find: kept by name and key when it ends, or when it is told to.

Many processes write at a time: each adds what it has to what lies there by then.
"""

import atexit
import threading
from typing import Any

from graph.kept import folder


class Shelf:
    """Values that JSON gives back as they are, by name (one file each) and key; threads may use it at once."""

    def __init__(self, most: int = 0) -> None:
        """Keep up to `most` values of a name, and more only of one process; 0: as many as there are."""
        self._most = most
        self._found: dict[str, dict[str, Any]] = {}
        self._fresh: dict[str, dict[str, Any]] = {}
        self._turn = threading.Lock()
        _SHELVES.append(self)

    def known(self, name: str, key: str) -> Any:  # noqa: ANN401 - JSON
        """What processes before this one kept; None for nothing."""
        return self._of(name).get(key)

    def add(self, name: str, key: str, value: Any) -> None:  # noqa: ANN401 - JSON
        """Have a value kept."""
        with self._turn:
            self._fresh.setdefault(name, {})[key] = value

    def keep(self) -> None:
        """Keep what was added since, with what other processes have added meanwhile."""
        with self._turn:
            fresh, self._fresh = self._fresh, {}
        for name, values in fresh.items():
            every = {**_fetched(name), **values}
            folder.keep(name, values if 0 < self._most < len(every) else every)

    def forget(self) -> None:
        """What was read of it is read anew, as the next process does."""
        self._found.clear()

    def every(self, name: str) -> dict[str, Any]:
        """All of a name, of this process and of those before it."""
        return {**self._of(name), **self._fresh.get(name, {})}

    def _of(self, name: str) -> dict[str, Any]:
        if name not in self._found:
            self._found[name] = _fetched(name)
        return self._found[name]


_SHELVES: list[Shelf] = []


def keep_all() -> None:
    """Keep what is on all shelves; a process that is ended by force calls it in time."""
    for shelf in _SHELVES:
        shelf.keep()


atexit.register(keep_all)


def _fetched(name: str) -> dict[str, Any]:
    found = folder.fetch(name)
    return found if isinstance(found, dict) else {}
