"""Very many strings in little room: ids of works and targets, which begin alike plan by plan.

A string of its own takes a hundred bytes beside its words; of 20,000 plans there are a million. These are made when one is asked.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, takewhile
from typing import overload

from graph.ledger.arrays import Integers


class Lazy(Sequence[str]):
    """A sequence whose strings are made one by one; a part of it is a tuple."""

    __slots__ = ()

    def _at(self, place: int) -> str:
        raise NotImplementedError

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        """One, or some of them."""
        if isinstance(place, slice):
            return tuple(self._at(each) for each in range(*place.indices(len(self))))
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self._at(int(place) % len(self))

    def __eq__(self, other: object) -> bool:
        """As tuples are."""
        return isinstance(other, Sequence) and not isinstance(other, str) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # nobody asks for it


class Words(Lazy):
    """Strings that begin alike: what they have in common is kept once."""

    __slots__ = ("_begin", "_ends", "_rest")

    def __init__(self, words: Sequence[str]) -> None:
        """Of these."""
        self._begin = _common(words)
        rests = [word[len(self._begin) :] for word in words]
        self._rest = "".join(rests)
        self._ends = array("I", accumulate(map(len, rests)))

    def __len__(self) -> int:
        """How many there are."""
        return len(self._ends)

    def _at(self, place: int) -> str:
        return self._begin + self._rest[self._ends[place - 1] if place else 0 : self._ends[place]]

    def __iter__(self) -> Iterator[str]:
        """One after another."""
        begin = 0
        for end in self._ends:
            yield self._begin + self._rest[begin:end]
            begin = end


def _common(words: Sequence[str]) -> str:
    """With what all of them begin."""
    first, last = min(words, default=""), max(words, default="")
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return first[: sum(1 for _ in same)]


class Joined(Lazy):
    """Several sequences one after another."""

    __slots__ = ("_ends", "_parts")

    def __init__(self, parts: Sequence[Sequence[str]]) -> None:
        """Of these."""
        self._parts = parts
        self._ends = array("I", accumulate(map(len, parts)))

    def __len__(self) -> int:
        """How many there are."""
        return self._ends[-1] if self._ends else 0

    def _at(self, place: int) -> str:
        part = bisect_right(self._ends, place)
        return self._parts[part][place - (self._ends[part - 1] if part else 0)]

    def __iter__(self) -> Iterator[str]:
        """One after another."""
        return chain.from_iterable(self._parts)


class Chosen(Lazy):
    """Some of a sequence, by their places."""

    __slots__ = ("_of", "_places")

    def __init__(self, of: Sequence[str], places: Integers) -> None:
        """Those at the places."""
        self._of, self._places = of, places

    def __len__(self) -> int:
        """How many there are."""
        return len(self._places)

    def _at(self, place: int) -> str:
        return self._of[int(self._places[place])]

    def __iter__(self) -> Iterator[str]:
        """One after another."""
        return map(self._of.__getitem__, self._places.tolist())
