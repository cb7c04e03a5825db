"""The tallies of all plans at one state of the store, and what is worked out from them once for all who ask.

A ledger never changes: a write makes the next one, which shares all that the write did not touch. So answers over all plans
cost the same however many there are, and a write costs one plan's reading, not all.
"""

import threading
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from graph.ledger.tallies import Tally
from graph.model import Node, Problem

T = TypeVar("T")

MOST_KEPT = 500
"""Things that a ledger keeps; words that people search for are among them."""


@dataclass(frozen=True, slots=True)
class LoadRecord:
    """What is known of a plan's last load: when (UTC, ISO 8601), the rule set, the figures and the problems, in order."""

    plan: str
    document: str
    loaded_at: str
    ruleset: str
    figures: dict[str, int]
    problems: tuple[Problem, ...]


NO_FUNCTION = frozenset({"collective", "unresolved"})
"""Kinds of department that are no one's function: several departments, and names that nobody knows."""


@dataclass(frozen=True, slots=True)
class Face:
    """What lists of departments need of each of them: `names` are all its names as search keys, each between two line ends.

    `slots` are what it is named for.
    """

    name: str
    name_en: str
    kind: str
    jurisdiction: str
    names: str
    slots: tuple[str, ...] = ()

    @property
    def functions(self) -> tuple[str, ...]:
        """Its functions."""
        return () if self.kind in NO_FUNCTION else self.slots


@dataclass(frozen=True, slots=True)
class Entry:
    """A plan that was read: `stamp` changes with every write of it; its record is without problems.

    `revision` changes where another plan's write changed what the two share, a department's names say.
    """

    stamp: Hashable
    tally: Tally
    record: LoadRecord
    revision: Hashable = None

    @property
    def version(self) -> Hashable:
        """While it stays the same, everything that is said of this plan does."""
        return self.stamp, self.revision

    @property
    def figures(self) -> Mapping[str, int]:
        """What the load counted; duties, targets and milestones as they stand after what people decided."""
        numbers = self.tally.numbers
        targets = int(numbers.sum())
        standing = {"role_edges": len(self.tally.duties), "targets": targets, "milestones": len(numbers) - targets}
        return {**self.record.figures, **standing}


class Lately:
    """What was worked out last, a few things that take much room each; threads may ask at once."""

    def __init__(self, most: int = 8) -> None:
        """Keep up to `most`."""
        self._most = most
        self._kept: dict[Hashable, Any] = {}
        self._turn = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, or gave lately for the key."""
        with self._turn:
            found = self._kept.pop(key, None)
            if found is not None:
                self._kept[key] = found
                return cast("T", found)
        made = make()
        with self._turn:
            self._kept[key] = made
            while len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]
        return made


class Carried:
    """What was worked out of a part of ledgers that writes seldom change; the ledgers of one store share it."""

    def __init__(self) -> None:
        """Nothing was worked out yet."""
        self._kept: dict[Hashable, tuple[object, Any]] = {}

    def get(self, source: object, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives of the source, or gave for the key while it was the same one."""
        found = self._kept.get(key)
        if found is not None and found[0] is source:
            return cast("T", found[1])
        made = make()
        self._kept[key] = source, made
        while len(self._kept) > MOST_KEPT:
            self._kept.pop(next(iter(self._kept)), None)
        return made


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """`mark` names the state; `entries` are the plans that were read, `plans` also those that are only cited, both by id.

    `departments` are those of the effective graph, by id; `documents` how many there are.
    """

    mark: Hashable
    entries: Mapping[str, Entry]
    plans: Mapping[str, Node]
    departments: Mapping[str, Face]
    documents: frozenset[str]
    _carried: Carried = field(default_factory=Carried, repr=False)
    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False)
    _turn: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _turns: dict[Hashable, threading.Lock] = field(default_factory=dict, repr=False)

    def of_departments(self, key: Hashable, make: Callable[[], T]) -> T:
        """As `once`, for what is worked out of `departments` alone: it outlives writes that leave these as they are."""
        return self.once(key, lambda: self._carried.get(self.departments, key, make))

    def following(
        self,
        mark: Hashable,
        entries: Mapping[str, Entry],
        plans: Mapping[str, Node],
        departments: Mapping[str, Face],
        documents: frozenset[str],
    ) -> "Ledger":
        """The next ledger, with what it shares with this one."""
        return Ledger(mark, entries, plans, departments, documents, self._carried)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives: worked out by the first who asks, while others wait for it, and kept as long as the ledger.

        `key` names it among all that is kept; what it holds must not be changed.
        """
        with self._turn:
            if key in self._kept:
                return cast("T", self._kept[key])
            turn = self._turns.setdefault(key, threading.Lock())
        with turn:
            if key not in self._kept:
                made = make()
                with self._turn:
                    self._kept[key] = made
                    while len(self._kept) > MOST_KEPT:
                        del self._kept[next(iter(self._kept))]
                    self._turns.pop(key, None)
                return made
            return cast("T", self._kept[key])
