"""Minimum cover sets: the fewest departments that touch every measure of a set (measure 10), exactly."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from graph.bottlenecks.kernel import Csr, Integers

MOST_STEPS = 200_000
"""Steps of the search before it gives up counting; on one plan it needs far fewer."""


@dataclass(frozen=True, slots=True)
class Cover:
    """`sets` are the smallest sets of departments (indexes) that touch all that was asked for, in order.

    `complete` is false where the search ended early: then each set covers, but smaller ones may exist and others are
    missing. `sets` is empty where a measure has nobody.
    """

    sets: tuple[tuple[int, ...], ...]
    complete: bool

    @property
    def size(self) -> int:
        """How many departments the smallest set has; 0 where there is none."""
        return len(self.sets[0]) if self.sets else 0


def minimum_covers(roles: Csr, measures: Integers, *, most_steps: int = MOST_STEPS) -> Cover:
    """All smallest sets of departments whose `roles` (L for leads, B for any role) touch each of `measures`.

    Exact: branches on the measure with the fewest departments left, iterative deepening from a lower bound. Meant for
    one plan. Source: minimum hitting set. Pitfall: "touches" is not "can deliver"; a measure with five leads counts as
    touched by one of them.
    """
    columns = roles.tocsc()
    sets = [
        frozenset(columns.indices[columns.indptr[column] : columns.indptr[column + 1]].tolist()) for column in measures
    ]
    if not sets or not all(sets):
        return Cover((), complete=True)
    minimal = [one for one in set(sets) if not any(other < one for other in sets)]
    search = _Search(most_steps)
    for size in count(_disjoint(minimal)):
        found = sorted(search.hitting(minimal, size))
        if found or search.steps > most_steps:
            return Cover(tuple(found), complete=search.steps <= most_steps)
    raise AssertionError  # count() never ends


def _disjoint(sets: list[frozenset[int]]) -> int:
    """A lower bound: sets that share no department need a department each."""
    used: set[int] = set()
    found = 0
    for one in sorted(sets, key=lambda each: (len(each), sorted(each))):
        if not used & one:
            used |= one
            found += 1
    return found


class _Search:
    """Depth-first search with a count of its steps."""

    def __init__(self, most_steps: int) -> None:
        self.steps = 0
        self.most_steps = most_steps

    def hitting(self, sets: list[frozenset[int]], size: int) -> Iterator[tuple[int, ...]]:
        """Each hitting set of exactly the minimum `size` once: a later branch never takes an earlier branch's choice."""
        self.steps += 1
        if self.steps > self.most_steps:
            return
        if not sets:
            if size == 0:
                yield ()
            return
        if _disjoint(sets) > size:
            return
        smallest = min(sets, key=lambda each: (len(each), sorted(each)))
        excluded: set[int] = set()
        for choice in sorted(smallest):
            left = [one - excluded for one in sets if choice not in one]
            if all(left):
                for rest in self.hitting(left, size - 1):
                    yield tuple(sorted((choice, *rest)))
            excluded.add(choice)
