"""A part of a list that a page holds whole."""

from collections.abc import Sequence
from typing import NamedTuple


class Listed(NamedTuple):
    """What a page shows of a list, where it begins and how long the list is."""

    items: Sequence[object]
    offset: int
    total: int

    @classmethod
    def of(cls, every: Sequence[object], offset: int, limit: int) -> "Listed":
        """From `offset` on, `limit` of them."""
        return cls(every[offset : offset + limit], offset, len(every))
