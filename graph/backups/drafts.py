"""Files in the making: hidden until they are whole, and swept away by the next one where whoever made them was killed."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO
from uuid import uuid4

_START, _LOCK = ".respgraph-", ".lock"

_UNLOCKED, _DAY_S = ".restoring-", 86_400.0
"""What versions of before there were locks left when they were killed; a day later nobody makes it any more."""


@contextmanager
def draft(folder: Path) -> Iterator[Path]:
    """The path of a new file in `folder`, which goes at the end with all that lies beside it, unless it was moved away.

    A file beside it is locked meanwhile: where nobody holds the lock, its maker is dead. OSError where nothing can be written.
    """
    sweep(folder)
    made = folder / f"{_START}{uuid4().hex[:8]}"
    with made.with_name(made.name + _LOCK).open("wb") as lock:
        _is_held(lock)
        try:
            yield made
        finally:
            _remove(made)


def sweep(folder: Path) -> None:
    """Remove what makers that were killed left in `folder`."""
    for path in folder.glob(f"{_START}*{_LOCK}"):
        with suppress(OSError), path.open("rb+") as lock:  # another may sweep too, or it is somebody else's
            if _is_held(lock):
                _remove(path.with_name(path.name.removesuffix(_LOCK)))
    for path in folder.glob(f"{_UNLOCKED}*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _DAY_S:
                path.unlink()


def _is_held(lock: IO[bytes]) -> bool:
    """Whether the lock is ours now."""
    try:
        import fcntl  # noqa: PLC0415 (not on every system: there, what a death leaves has to be removed by hand)
    except ImportError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _remove(made: Path) -> None:
    """The file and what lies beside it; its lock last, so that a death in the middle leaves the rest to the next sweep."""
    beside = sorted(made.parent.glob(f"{made.name}*"), key=lambda path: path.name.endswith(_LOCK))
    for path in beside:
        path.unlink(missing_ok=True)
