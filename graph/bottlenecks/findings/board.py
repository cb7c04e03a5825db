"""The findings of very many plans as arrays: put in order, narrowed, counted and folded without one object for each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from graph.bottlenecks.findings.findings import Finding
from graph.bottlenecks.findings.folding import By, Fold
from graph.bottlenecks.findings.subjects import Subjects, joined, marks_of
from graph.bottlenecks.findings.wording import sentences
from graph.ledger.arrays import Booleans, Int32s, Int64s, np

_BITS = 20
"""Of a number that orders findings; tier, targets, pairs and statements stand in one of 63."""

_MOST = (1 << _BITS) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """The findings of one plan, in order (F): rule, targets, pairs, statements as columns, what stands for each one's id, their subjects."""

    columns: Int32s
    marks: Int64s
    subjects: Subjects


def placed(findings: Sequence[Finding], about: Subjects) -> Placed:
    """Those of a plan, as its report has them, and what they are about."""
    rules = {rule: number for number, rule in enumerate(sentences().rules)}
    columns = [(rules[one.rule], one.targets, one.pairs, len(one.statements)) for one in findings]
    marks = marks_of([one.id for one in findings])
    return Placed(np.array(columns, dtype=np.int32).reshape(-1, 4), marks, about)


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One finding of a board: its plan, and where it stands among those of the plan."""

    plan: str
    number: int


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """All findings of the plans that were looked through, in order (N); `names` are these plans by id, `of` how many there are.

    Of each finding `plan` is an index into `names`, `number` its place among those of the plan; `targets`, `pairs` and
    `statements` put it in order. `subjects` stand by plan; `order` says which of these each finding is.
    """

    names: tuple[str, ...]
    of: int
    plan: Int32s
    number: Int32s
    tier: Int32s
    rule: Int32s
    targets: Int32s
    pairs: Int32s
    marks: Int64s
    subjects: Subjects
    order: Int64s
    _kept: dict[object, "Folds"] = field(default_factory=dict)

    @property
    def plans(self) -> int:
        """How many were looked through."""
        return len(self.names)

    @property
    def of_plan(self) -> Int32s:
        """The plan of each finding, by plan as `subjects` stand."""
        return np.sort(self.plan)

    def counts(self, kept: Booleans | None = None) -> Mapping[str, int]:
        """How many of the findings each plan has, those that have any."""
        of = self.plan if kept is None else self.plan[kept]
        numbers = np.bincount(of, minlength=self.plans).tolist()
        return {name: number for name, number in zip(self.names, numbers, strict=True) if number}

    def rows(self, places: Int64s) -> list[Row]:
        """The findings at places."""
        plans, numbers = self.plan[places].tolist(), self.number[places].tolist()
        return [Row(self.names[plan], number) for plan, number in zip(plans, numbers, strict=True)]

    def folds(self, key: object, by: By, kept: Callable[[], Booleans]) -> "Folds":
        """The findings that are kept, alike ones folded; worked out once where a `key` other than None names them."""
        if key is None:
            return _folded(self, by, np.flatnonzero(kept()))
        if (by, key) not in self._kept:  # twice at once is as good as once
            self._kept[by, key] = _folded(self, by, np.flatnonzero(kept()))
        return self._kept[by, key]


@dataclass(frozen=True, slots=True, eq=False)
class Folds:
    """Folds in order (G): `first` is the place of the first finding of each, `plans` of how many plans they are."""

    rule: Int64s
    first: Int64s
    count: Int64s
    plans: Int64s
    targets: Int64s

    def __len__(self) -> int:
        """How many there are."""
        return len(self.first)

    def told(self, part: slice, first: Sequence[Finding]) -> list[Fold]:
        """Some of them; `first` are the first findings of these."""
        rules = list(sentences().rules)
        columns = (each[part].tolist() for each in (self.rule, self.count, self.plans, self.targets))
        return [
            Fold(rules[rule], one.plan if plans == 1 else "", count, plans, targets, one.id, one.plan)
            for one, rule, count, plans, targets in zip(first, *columns, strict=True)
        ]


def board_of(plans: Mapping[str, Placed], of: int) -> Board:
    """Of plans, which stand by id; `of` how many there are in all."""
    sizes = [len(each.marks) for each in plans.values()]
    columns = np.concatenate([np.zeros((0, 4), dtype=np.int32), *(each.columns for each in plans.values())])
    marks = np.concatenate([np.zeros(0, dtype=np.int64), *(each.marks for each in plans.values())])
    plan = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    ends = np.cumsum(sizes, dtype=np.int64)
    number = np.arange(len(plan), dtype=np.int64) - (ends - sizes)[plan]
    rule = columns[:, 0]
    tier = _tiers()[rule]
    key = tier.astype(np.int64)
    for column in columns[:, 1:].T:
        key = (key << _BITS) + _MOST - np.minimum(column, _MOST)
    order = np.argsort(key, kind="stable")  # those of a plan are in order already, and plans stand by id
    return Board(
        names=tuple(plans),
        of=of,
        plan=plan[order],
        number=number[order].astype(np.int32),
        tier=tier[order],
        rule=rule[order],
        targets=columns[order, 1],
        pairs=columns[order, 2],
        marks=marks[order],
        subjects=joined([each.subjects for each in plans.values()]),
        order=order,
    )


def _folded(board: Board, by: By, rows: Int64s) -> Folds:
    """As graph.bottlenecks.findings.folding.folds: by tier, the targets at stake, the pairs, how many there are."""
    rules, plans = len(sentences().rules), max(board.plans, 1)
    rule, plan = board.rule[rows].astype(np.int64), board.plan[rows]
    group = rule * plans + plan if by == "plan" else rule
    size = rules * plans if by == "plan" else rules
    count = np.bincount(group, minlength=size)
    targets, pairs = (
        np.bincount(group, each[rows], minlength=size).astype(np.int64) for each in (board.targets, board.pairs)
    )
    first = np.zeros(size, dtype=np.int64)
    first[group[::-1]] = rows[::-1]
    having = np.bincount(
        np.flatnonzero(np.bincount(rule * plans + plan, minlength=rules * plans)) // plans, minlength=rules
    )
    found = np.flatnonzero(count)
    of_rule = found // plans if by == "plan" else found
    order = np.lexsort((found, -count[found], -pairs[found], -targets[found], _tiers()[of_rule]))
    found, of_rule = found[order], of_rule[order]
    return Folds(
        rule=of_rule,
        first=first[found],
        count=count[found],
        plans=np.ones(len(found), dtype=np.int64) if by == "plan" else having[of_rule],
        targets=targets[found],
    )


@cache
def _tiers() -> Int32s:
    """The tier of each rule, by their numbers."""
    tiers = list(sentences().tiers)
    return np.array([tiers.index(rule.tier) for rule in sentences().rules.values()], dtype=np.int32)
