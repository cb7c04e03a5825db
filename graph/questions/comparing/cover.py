"""What of one plan stands in another: measures paired by words and parties with how sure that is, targets by metric, and who gained."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from graph.editions.alignment import likeness
from graph.metrics.measured import Measured, measured, shown
from graph.model import Edge, Node
from graph.questions.about import About, about
from graph.questions.comparing.leading import LEAD
from graph.questions.comparing.sides import Side, side
from graph.store import View

Certainty = Literal["same", "close", "near"]
"""How sure it is that two measures are counterparts: to be relied on, to be read, to be judged by a person."""

CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)

LEAST: Mapping[Certainty, float] = {"same": 0.7, "close": 0.5, "near": 0.35}
"""Least likeness of words and parties (graph.editions.alignment.likeness) of each; each must be the other's best.

Looked through over the pairs of 19 plans of one policy: from 0.5 on all were counterparts, from 0.35 on most, below it few.
"""


RELIED_ON = frozenset({"same", "close"})
"""Certainties of counterparts that tell who gained and lost; near ones are for a person to judge first."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two measures that are each other's best counterpart, with their formal duties; `likeness` is from 0 to 1."""

    one: Node
    other: Node
    likeness: float
    certainty: Certainty
    one_duties: tuple[Edge, ...]
    other_duties: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class TargetPair:
    """Two targets of one metric; `comparable` where they stand on one scale, then with their numbers in `unit`."""

    key: str
    one: Node
    other: Node
    one_held: Edge
    other_held: Edge
    comparable: bool
    one_number: float | None
    other_number: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class FunctionShift:
    """A function's measures: led in one plan and in the other, and among the counterparts those that it gained, lost and kept to lead.

    Only counterparts that are sure enough (RELIED_ON) tell of a gain or a loss. Classes of bodies (各镇街) have no function: they
    gain and lose nothing here.
    """

    function: str
    one: int
    other: int
    gained: tuple[Pair, ...]
    lost: tuple[Pair, ...]
    kept: int


@dataclass(frozen=True, slots=True)
class Cover:
    """What of `one` stands in `other`: `pairs` the surest first, `only_one` and `only_other` the measures without a counterpart.

    `certain` counts the pairs by certainty. `told` says on what `shifts` rest: `compared` of the pairs name a lead on both sides
    and are sure enough, `near` are left out as too unsure, `unled_one` and `unled_other` name no lead in the one and in the other. `departments` are by id, of both sides.
    """

    one: Side
    other: Side
    pairs: tuple[Pair, ...]
    only_one: tuple[Node, ...]
    only_other: tuple[Node, ...]
    certain: Mapping[Certainty, int]
    targets: tuple[TargetPair, ...]
    shifts: tuple[FunctionShift, ...]
    told: Mapping[str, int]
    departments: Mapping[str, Node]
    about: About


def cover(view: View, one: str, other: str) -> Cover:
    """Two plans, or two editions (PLAN@NUMBER), beside each other. Nine reads, of these two only."""
    before, after = side(view, one), side(view, other)
    pairs = _pairs(before, after)
    ones, others = {pair.one.id for pair in pairs}, {pair.other.id for pair in pairs}
    counts = Counter(pair.certainty for pair in pairs)
    shifts, told = _shifts(before, after, pairs)
    edges = [edge for pair in pairs for edge in (*pair.one_duties, *pair.other_duties)]
    return Cover(
        one=before,
        other=after,
        pairs=pairs,
        only_one=tuple(node for node in before.works if node.id not in ones),
        only_other=tuple(node for node in after.works if node.id not in others),
        certain={name: counts[name] for name in CERTAINTIES},
        targets=_targets(before, after),
        shifts=shifts,
        told=told,
        departments={**before.departments, **after.departments},
        about=about(view, plans=[before.plan.id, after.plan.id], edges=edges),
    )


def _pairs(one: Side, other: Side) -> tuple[Pair, ...]:
    if not one.works or not other.works:
        return ()
    units = tuple({node.id: set(each.functions(node.id)) for node in each.works} for each in (one, other))
    table = likeness(one.works, other.works, (units[0], units[1]))
    found = []
    for row, best in enumerate(table.argmax(axis=1).tolist()):
        value = float(table[row, best])
        if value >= LEAST["near"] and _is_best(table, row, best):
            certainty = next(name for name in CERTAINTIES if value >= LEAST[name])
            first, second = one.works[row], other.works[best]
            duties = one.duties.get(first.id, ()), other.duties.get(second.id, ())
            found.append(Pair(first, second, round(value, 2), certainty, *duties))
    return tuple(sorted(found, key=lambda pair: (-pair.likeness, pair.one.whole("start"), pair.one.id)))


def _is_best(table: NDArray[np.float64], row: int, column: int) -> bool:
    return int(table[:, column].argmax()) == row


def _targets(one: Side, other: Side) -> tuple[TargetPair, ...]:
    """Targets of one metric and scope, in the order of the first plan; on one scale where the unit and form agree."""
    waiting: dict[tuple[str, str], list[tuple[Node, Measured]]] = {}
    for node, found in _measured(other):
        waiting.setdefault((found.scale.key, found.scale.scope), []).append((node, found))
    pairs = []
    for node, found in _measured(one):
        same = waiting.get((found.scale.key, found.scale.scope), [])
        if not same:
            continue
        on_scale = next((each for each in same if each[1].scale.axis == found.scale.axis), None)
        beside, there = on_scale or same[0]
        numbers = [shown(found.scale, each.low or 0.0) for each in (found, there)] if on_scale else [None, None]
        pairs.append(
            TargetPair(
                key=found.scale.key,
                one=node,
                other=beside,
                one_held=one.held[node.id],
                other_held=other.held[beside.id],
                comparable=on_scale is not None,
                one_number=numbers[0],
                other_number=numbers[1],
                unit=found.scale.unit if on_scale else "",
            )
        )
    return tuple(pairs)


def _measured(each: Side) -> list[tuple[Node, Measured]]:
    """The targets with a number whose metric has a key."""
    place = each.plan.text("jurisdiction")
    found = ((node, measured(node, place)) for node in each.targets)
    return [(node, said) for node, said in found if said.scale.key and said.low is not None]


def _shifts(one: Side, other: Side, pairs: Sequence[Pair]) -> tuple[tuple[FunctionShift, ...], Mapping[str, int]]:
    """Who leads what: counted in each plan, gained and lost over the counterparts; those with the greatest change first."""
    led = [Counter(f for node in each.works for f in _leading(each, node)) for each in (one, other)]
    told = dict.fromkeys(("compared", "near", "unled_one", "unled_other"), 0)
    gained: dict[str, list[Pair]] = {}
    lost: dict[str, list[Pair]] = {}
    kept: Counter[str] = Counter()
    for pair in pairs:
        before, after = one.functions(pair.one.id, (LEAD,)), other.functions(pair.other.id, (LEAD,))
        told["unled_one"] += not before
        told["unled_other"] += not after
        if not before or not after:
            continue  # where one plan names nobody, nobody gained or lost
        if pair.certainty not in RELIED_ON:
            told["near"] += 1
            continue
        told["compared"] += 1
        before, after = _leading(one, pair.one), _leading(other, pair.other)
        for function in after - before:
            gained.setdefault(function, []).append(pair)
        for function in before - after:
            lost.setdefault(function, []).append(pair)
        kept.update(before & after)
    shifts = [
        FunctionShift(
            function, led[0][function], led[1][function],
            tuple(gained.get(function, ())), tuple(lost.get(function, ())), kept[function],
        )
        for function in sorted({*led[0], *led[1]})
    ]  # fmt: skip
    shifts.sort(key=lambda each: (-len(each.gained) - len(each.lost), -each.one - each.other, each.function))
    return tuple(shifts), told


def _leading(side: Side, work: Node) -> frozenset[str]:
    """The functions of those who lead a work; classes of bodies are no one's."""
    return side.functions(work.id, (LEAD,), classes=False)
