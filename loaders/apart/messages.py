"""What passes between a process that reads and the one that asks: length, then a pickle of which only our own values are taken.

A file that took over its reader could write anything as its answer; what is not one of these frozen types is refused, so
that no code comes along with it.
"""

import io
import pickle
from typing import IO, Any

_TYPES = {
    "graph.model": ("DocumentText", "Edge", "Evidence", "Node", "Origin", "Passage", "PlanGraph", "Problem"),
    "loaders.files.source": ("SourceText",),
    "loaders.files.whole_tables": ("Square", "WholeTable", "WholeTables"),
    "loaders.readings": ("Cell", "Span"),
    "pathlib": ("PosixPath", "WindowsPath"),
}
_HEAD = 8
MOST = 1 << 29
"""Bytes of the longest message."""


def send(out: IO[bytes], message: object) -> None:
    """Write a message."""
    data = pickle.dumps(message, protocol=5)
    out.write(len(data).to_bytes(_HEAD, "big") + data)
    out.flush()


def receive(source: IO[bytes]) -> Any:  # noqa: ANN401 - messages are of many kinds
    """The next message. Raises EOFError where the other side is gone, pickle.UnpicklingError for what is none of ours."""
    length = int.from_bytes(_exactly(source, _HEAD), "big")
    if length > MOST:
        raise pickle.UnpicklingError("the message is too long")
    return _Ours(io.BytesIO(_exactly(source, length))).load()


def _exactly(source: IO[bytes], length: int) -> bytes:
    data = source.read(length)
    if len(data) < length:
        raise EOFError
    return data


class _Ours(pickle.Unpickler):
    """Takes tuples, dicts, words, numbers, paths and the frozen types of a reading."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as in the class above it
        """One of ours, or a path."""
        if name in _TYPES.get(module, ()):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a reading")
