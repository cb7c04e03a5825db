"""What makes stored bytes small, and the way back."""

import threading
import zlib

import zstandard

LEVEL = 1
"""Zstandard level of readings, tallies and origins: a higher one takes half as long again and saves a hundredth of their size."""

KEPT_LEVEL = 9
"""Zstandard level of what is written once."""

_ZSTANDARD = b"\x28\xb5\x2f\xfd"


class _Compressor(threading.local):
    """One for each thread: making one takes as long as using it, and two threads may not share it."""

    def __init__(self) -> None:
        self.made = zstandard.ZstdCompressor(level=LEVEL)


_COMPRESSOR = _Compressor()


def compressed(raw: bytes) -> bytes:
    """Bytes for storing."""
    return _COMPRESSOR.made.compress(raw)


def expanded(data: bytes) -> bytes:
    """The reverse of compressed; stores of schema 2 and before hold zlib's format."""
    if data[:4] == _ZSTANDARD:
        return zstandard.ZstdDecompressor().decompress(data)
    return zlib.decompress(data)


def compressed_on(base: bytes, raw: bytes) -> bytes:
    """Bytes as what they add to others that are much like them (empty: to nothing)."""
    return zstandard.ZstdCompressor(level=KEPT_LEVEL, dict_data=_dictionary(base)).compress(raw)


def expanded_on(base: bytes, data: bytes) -> bytes:
    """The reverse of compressed_on."""
    return zstandard.ZstdDecompressor(dict_data=_dictionary(base)).decompress(data)


def _dictionary(base: bytes) -> zstandard.ZstdCompressionDict | None:
    return zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT) if base else None
