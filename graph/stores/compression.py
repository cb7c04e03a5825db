"""How stores keep bytes small: Zstandard now, zlib's format in stores of schema 2 and before."""

import threading
import zlib

import zstandard

LEVEL = 3
"""Of readings, origins and tallies: half of zlib's size in less than half of its time."""

KEPT_LEVEL = 9
"""Of older editions, which are written once."""

_ZSTANDARD = b"\x28\xb5\x2f\xfd"
"""What everything in Zstandard's format begins with."""


class _Compressors(threading.local):
    """One of each level for each thread: making one takes as long as using it, and two threads may not share it."""

    def __init__(self) -> None:
        self.made: dict[int, zstandard.ZstdCompressor] = {}


_COMPRESSORS = _Compressors()


def compressed(raw: bytes, level: int = LEVEL) -> bytes:
    """Bytes for storing."""
    made = _COMPRESSORS.made
    if level not in made:
        made[level] = zstandard.ZstdCompressor(level=level)
    return made[level].compress(raw)


def expanded(data: bytes) -> bytes:
    """The reverse of compressed, whatever the level."""
    if data[:4] == _ZSTANDARD:
        return zstandard.ZstdDecompressor().decompress(data)
    return zlib.decompress(data)
