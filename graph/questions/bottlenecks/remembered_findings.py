"""The findings of single plans, kept as long as the store stays as it is: 600 ms for a hundred plans, once.

A digest of what the store holds is a part of every key, so that an answer is right whoever wrote in the meantime,
another process included; what was kept of earlier versions goes as new findings come.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from graph.bottlenecks.findings.findings import Report

MOST_KEPT = 400
"""Plans whose findings are kept, some 30 kB each."""

Key: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """The report of one plan; `ends`: what each edge behind it leads to; the rest is what the fine print counts."""

    report: Report
    ends: Mapping[str, str]
    open_lists: int
    collectives: frozenset[str]


class Memory:
    """The findings used last. One belongs to the application; it may be used from several threads at once."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        """Keep the findings of up to `most` plans."""
        self._most = most
        self._kept: OrderedDict[Key, Told] = OrderedDict()
        self._turn = threading.Lock()

    def recall(
        self, plans: Iterable[str], key: Callable[[], Key], make: Callable[[list[str]], Mapping[str, Told]]
    ) -> dict[str, Told]:
        """What is known of each plan under the `key` of now; `make` gives what is missing, all at once.

        What was made while the store changed is given and not kept.
        """
        before = key()
        found: dict[str, Told] = {}
        with self._turn:
            for plan in plans:
                if (told := self._kept.get((*before, plan))) is not None:
                    self._kept.move_to_end((*before, plan))
                    found[plan] = told
        missing = [plan for plan in plans if plan not in found]
        if missing:
            made = make(missing)
            found |= made
            if key() == before:
                self._keep(before, made)
        return found

    def _keep(self, key: Key, made: Mapping[str, Told]) -> None:
        with self._turn:
            for plan, told in made.items():
                self._kept[(*key, plan)] = told
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
