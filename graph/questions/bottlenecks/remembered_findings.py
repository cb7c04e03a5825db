"""The findings of single plans, kept until the plan or what it shares with others is written: some 10 ms a plan, once.

Of every plan that was looked through the places of its findings are kept, which order the findings of all plans; the findings
themselves only of the plans used last. Plans are told apart by their entries in the ledger, so that an answer is right whoever
wrote in the meantime, another process included, and that the write of one plan costs the findings of that one.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from graph.bottlenecks.findings.board import Board, Placed, board_of, placed
from graph.bottlenecks.findings.subjects import subjects
from graph.bottlenecks.findings.thresholds import thresholds
from graph.ledger.ledger import Ledger
from graph.questions.bottlenecks.kept_findings import Keeper, Make, Told, once

MOST_KEPT = 400
"""Plans whose findings are kept, some 30 kB each."""

MOST_KINDS = 3
"""Sets of thresholds for which places are kept, some 1 kB a plan each."""

AT_ONCE = 100
"""Plans up to which one question looks through all of them."""

BATCH = 4
"""Plans that are looked through in one go while others wait: an answer over all plans takes some 80 ms more until all are known."""


@dataclass(slots=True)
class _Places:
    """By plan: its version and the places of its findings; of the ledger that was asked for last what is missing, and the board."""

    by_plan: dict[str, tuple[Hashable, Placed]] = field(default_factory=dict)
    of: Ledger | None = None
    missing: dict[str, None] = field(default_factory=dict)
    board: Board | None = None

    def turn_to(self, ledger: Ledger) -> None:
        """Have `missing` and `board` be those of a ledger."""
        if self.of is not ledger:
            self.missing = {plan: None for plan in ledger.entries if not self.knows(ledger, plan)}
            self.of, self.board = ledger, None

    def knows(self, ledger: Ledger, plan: str) -> bool:
        """Whether the places of a plan are at hand as the ledger has it."""
        return plan in self.by_plan and self.by_plan[plan][0] == ledger.entries[plan].version


def _placed(ledger: Ledger, plan: str, told: Told) -> Placed:
    found = told.report.findings
    return placed(found, subjects(found, ledger.entries[plan].tally))


class Memory:
    """The findings used last. One belongs to the application; it may be used from several threads at once."""

    def __init__(self, most: int = MOST_KEPT, keeper: Keeper | None = None) -> None:
        """Keep the findings of up to `most` plans; those by the usual thresholds with the keeper, whoever worked them out."""
        self._most = most
        self._keeper = keeper
        self._kept: OrderedDict[Hashable, Told] = OrderedDict()
        self._places: OrderedDict[Hashable, _Places] = OrderedDict()
        self._turn = threading.Lock()
        self._making = threading.Lock()
        self.looked = 0
        """Plans of very many that were looked through: while it stays, answers that say of how many they know do."""

    def recall(self, ledger: Ledger, plans: Iterable[str], kind: Hashable, make: Make) -> dict[str, Told]:
        """What is known of each plan for a kind of findings; `make` gives what is missing, some plans at a time.

        One works out what is missing, and others wait for it.
        """
        asked = [plan for plan in plans if plan in ledger.entries]
        found = self._known(ledger, asked, kind)
        if len(found) < len(asked):
            with self._making:
                found |= self._known(ledger, asked, kind)
                missing = [plan for plan in asked if plan not in found]
                for start in range(0, len(missing), AT_ONCE):
                    made = self._made(ledger, kind, missing[start : start + AT_ONCE], make)
                    self._keep(ledger, kind, made)
                    found |= made
        return found

    def board(self, ledger: Ledger, kind: Hashable, make: Make, *, most: int | None = None) -> Board:
        """All findings, after looking through up to `most` plans that were not looked through yet.

        Unless `most` says otherwise all of up to AT_ONCE plans, and of more a BATCH: others follow, and nobody waits for long.
        """
        if most is None:
            most = AT_ONCE if len(ledger.entries) <= AT_ONCE else BATCH
        own = self.look(ledger, kind, make, most=most)
        with self._turn:
            return self._board(ledger, self._of(ledger, kind), own)

    def look(self, ledger: Ledger, kind: Hashable, make: Make, *, most: int) -> Mapping[str, Placed]:
        """Look through up to `most` plans that were not looked through since they were written; what was found of these."""
        own: dict[str, Placed] = {}  # who asks of another state meanwhile puts his own in the place of ours
        while True:
            with self._turn:
                rest = (plan for plan in self._of(ledger, kind).missing if plan not in own)
                missing = list(islice(rest, max(0, min(most, BATCH))))
            if not missing:
                return own
            with self._making:
                with self._turn:
                    places = self._of(ledger, kind)
                    wanted = [plan for plan in missing if plan in places.missing]
                made = self._made(ledger, kind, wanted, make) if wanted else {}
                self._keep(ledger, kind, made)
            for plan, told in made.items():
                if told.version == ledger.entries[plan].version:
                    own[plan] = _placed(ledger, plan, told)
            most -= len(missing)

    @staticmethod
    def _board(ledger: Ledger, places: "_Places", own: Mapping[str, Placed]) -> Board:
        """Of what is known of the ledger's plans, `own` besides."""
        looked = len(ledger.entries) - len(places.missing)
        if places.board is None or places.board.plans != looked or not own.keys().isdisjoint(places.missing):
            known = {
                plan: places.by_plan[plan][1] if places.knows(ledger, plan) else own[plan]
                for plan in ledger.entries
                if places.knows(ledger, plan) or plan in own
            }
            places.board = board_of(known, len(ledger.entries))
        return places.board

    def missing(self, ledger: Ledger, kind: Hashable) -> list[str]:
        """The plans that were not looked through since they were written."""
        with self._turn:
            return list(self._of(ledger, kind).missing)

    def _made(self, ledger: Ledger, kind: Hashable, plans: Sequence[str], make: Make) -> Mapping[str, Told]:
        """By whoever does it first, of all processes that share the keeper."""
        usual = thresholds()
        if self._keeper is None or not isinstance(kind, tuple) or kind[1:] != (tuple(line.value for line in usual),):
            return make(plans)
        return once(self._keeper, ledger, getattr(kind[0], "__qualname__", ""), plans, make)

    def _known(self, ledger: Ledger, plans: Iterable[str], kind: Hashable) -> dict[str, Told]:
        found: dict[str, Told] = {}
        with self._turn:
            for plan in plans:
                key = (kind, plan, ledger.entries[plan].version)
                if (told := self._kept.get(key)) is not None:
                    self._kept.move_to_end(key)
                    found[plan] = told
        return found

    def _keep(self, ledger: Ledger, kind: Hashable, made: Mapping[str, Told]) -> None:
        with self._turn:
            places = self._of(ledger, kind)
            for plan, told in made.items():
                version = ledger.entries[plan].version
                if told.version != version:
                    continue
                self._kept[kind, plan, version] = told
                places.by_plan[plan] = version, _placed(ledger, plan, told)
                if plan in places.missing:
                    del places.missing[plan]
                    self.looked += len(ledger.entries) > AT_ONCE  # of fewer every answer knows all
            for plan in places.by_plan.keys() - ledger.entries.keys():
                del places.by_plan[plan]
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def _of(self, ledger: Ledger, kind: Hashable) -> _Places:
        places = self._places.setdefault(kind, _Places())
        self._places.move_to_end(kind)
        while len(self._places) > MOST_KINDS:
            self._places.popitem(last=False)
        places.turn_to(ledger)
        return places
