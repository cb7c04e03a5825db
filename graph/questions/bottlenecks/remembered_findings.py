"""The findings of single plans, kept until the plan or what it shares with others is written: some 10 ms a plan, once.

Of every plan that was looked through the places of its findings are kept, which order the findings of all plans; the findings
themselves only of the plans used last. Plans are told apart by their entries in the ledger, so that an answer is right whoever
wrote in the meantime, another process included, and that the write of one plan costs the findings of that one.
"""

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.bottlenecks.findings.findings import Place, place
from graph.bottlenecks.findings.folding import Fold
from graph.bottlenecks.findings.thresholds import thresholds
from graph.ledger.ledger import Ledger
from graph.questions.bottlenecks.kept_findings import Keeper, Make, Told, once

MOST_KEPT = 400
"""Plans whose findings are kept, some 30 kB each."""

MOST_KINDS = 3
"""Sets of thresholds for which places are kept, some 2 kB a plan each."""

AT_ONCE = 100
"""Plans up to which one question looks through all of them."""

BATCH = 20
"""Plans that are looked through in one go while others wait."""


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """The places of all findings of the plans that were looked through, in order; `plans` of these, `of` all."""

    places: Sequence[Place]
    plans: int
    of: int
    _kept: dict[Hashable, Sequence[Place]] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    _folded: dict[Hashable, Sequence[Fold]] = field(default_factory=dict)

    def counts(self) -> Mapping[str, int]:
        """How many findings each plan has, those that have any."""
        if not self._counts:
            self._counts.update(Counter(one.plan for one in self.places))  # a dict: twice at once is as good as once
        return self._counts

    def folded(self, key: Hashable, fold: Callable[[], Sequence[Fold]]) -> Sequence[Fold]:
        """What `fold` makes of a part of the places, worked out once; `key` names the part and how it is folded."""
        if key not in self._folded:
            self._folded[key] = fold()
        return self._folded[key]

    def narrowed(self, tier: int | None, rule: int | None) -> Sequence[Place]:
        """Those of a tier and of a rule, by their numbers; None for all."""
        key = (tier, rule)
        if key not in self._kept:
            self._kept[key] = [one for one in self.places if tier in (None, one.tier) and rule in (None, one.rule)]
        return self._kept[key]


@dataclass(slots=True)
class _Places:
    """By plan: its version and the places of its findings; and the board that was made of them last."""

    by_plan: dict[str, tuple[Hashable, tuple[Place, ...]]] = field(default_factory=dict)
    board: Board | None = None
    of: Ledger | None = None


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
        """The places of all findings, after looking through up to `most` plans that were not looked through yet.

        Unless `most` says otherwise all of up to AT_ONCE plans, and of more a BATCH: others follow, and nobody waits for long.
        """
        if most is None:
            most = AT_ONCE if len(ledger.entries) <= AT_ONCE else BATCH
        own: dict[str, tuple[Place, ...]] = {}  # who asks of another state meanwhile puts his own in the place of ours
        while True:
            with self._turn:
                places = self._of(kind)
                missing = [plan for plan in self._missing(ledger, places) if plan not in own][
                    : max(0, min(most, BATCH))
                ]
                if not missing:
                    return self._board(ledger, places, own)
            with self._making:
                wanted = [plan for plan in self.missing(ledger, kind) if plan in missing]
                made = self._made(ledger, kind, wanted, make) if wanted else {}
                self._keep(ledger, kind, made)
            for plan, told in made.items():
                if told.version == ledger.entries[plan].version:
                    own[plan] = tuple(map(place, told.report.findings))
            most -= len(missing)

    def _board(self, ledger: Ledger, places: "_Places", own: Mapping[str, tuple[Place, ...]]) -> Board:
        """Of what is known of the ledger's plans, `own` besides."""
        if places.of is ledger and places.board is not None and places.board.plans == places.board.of:
            return places.board
        known = [
            places.by_plan[plan][1] if self._is_known(ledger, places, plan) else own[plan]
            for plan in ledger.entries
            if self._is_known(ledger, places, plan) or plan in own
        ]
        if places.board is None or places.of is not ledger or places.board.plans != len(known):
            places.board = Board(sorted(one for each in known for one in each), len(known), len(ledger.entries))
            places.of = ledger
        return places.board

    def missing(self, ledger: Ledger, kind: Hashable) -> list[str]:
        """The plans that were not looked through since they were written."""
        with self._turn:
            return self._missing(ledger, self._of(kind))

    def _missing(self, ledger: Ledger, places: "_Places") -> list[str]:
        if places.of is ledger and places.board is not None and places.board.plans == places.board.of:
            return []
        return [plan for plan in ledger.entries if not self._is_known(ledger, places, plan)]

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
            places = self._of(kind)
            for plan, told in made.items():
                version = ledger.entries[plan].version
                if told.version != version:
                    continue
                self._kept[(kind, plan, version)] = told
                places.by_plan[plan] = version, tuple(map(place, told.report.findings))
            for plan in places.by_plan.keys() - ledger.entries.keys():
                del places.by_plan[plan]
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def _of(self, kind: Hashable) -> _Places:
        places = self._places.setdefault(kind, _Places())
        self._places.move_to_end(kind)
        while len(self._places) > MOST_KINDS:
            self._places.popitem(last=False)
        return places

    @staticmethod
    def _is_known(ledger: Ledger, places: _Places, plan: str) -> bool:
        return plan in places.by_plan and places.by_plan[plan][0] == ledger.entries[plan].version
