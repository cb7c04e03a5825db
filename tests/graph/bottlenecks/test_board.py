"""The findings of many plans as arrays stand, fold and count as their places do one by one."""

import random
from collections import Counter
from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from graph.bottlenecks.findings.board import Board, board_of, placed
from graph.bottlenecks.findings.findings import Finding, place
from graph.bottlenecks.findings.folding import By, folds
from graph.bottlenecks.findings.subjects import Subjects
from graph.bottlenecks.findings.wording import sentences

WORDS = {"zh": "", "en": ""}


def drawn(seed: int) -> dict[str, list[Finding]]:
    """Findings of plans, those of a plan in order; numbers are few, so that many stand alike."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    plans = {}
    for plan in sorted({f"p{draw.randrange(30)}" for _ in range(12)}):
        found = []
        for number in range(draw.randrange(9)):
            rule = draw.choice(list(sentences().rules.values()))
            found.append(
                Finding(
                    id=f"{rule.name}|{plan}|{number}", rule=rule.name, tier=rule.tier, plan=plan, subject=str(number), title=WORDS,
                    sentence=WORDS, resolve=WORDS, numbers={}, edges=(), statements=("s",) * draw.randrange(3), nodes=(),
                    targets=draw.randrange(3), pairs=draw.randrange(3), position=draw.randrange(2),
                )
            )  # fmt: skip
        plans[plan] = sorted(found, key=place)
    return plans


def nothing(size: int) -> Subjects:
    return Subjects(np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int32), np.zeros(0, dtype=np.int32))


def board(plans: dict[str, list[Finding]]) -> Board:
    return board_of({plan: placed(found, nothing(len(found))) for plan, found in plans.items()}, len(plans))


@pytest.mark.parametrize("seed", range(8))
def test_findings_stand_and_fold_as_their_places_do(seed: int) -> None:
    plans = drawn(seed)
    every = sorted((one for found in plans.values() for one in found), key=place)
    found = board(plans)
    told = [plans[row.plan][row.number] for row in found.rows(np.arange(len(every)))]
    assert told == every
    assert found.counts() == Counter(one.plan for one in every)
    for kept in (
        np.ones(len(every), dtype=np.bool_),
        np.arange(len(every)) % 3 > 0,
        np.zeros(len(every), dtype=np.bool_),
    ):
        chosen = [one for one, keep in zip(every, kept, strict=True) if keep]
        assert found.counts(kept) == Counter(one.plan for one in chosen)
        for by in get_args(By):
            lines = found.folds(None, by, lambda: kept)  # noqa: B023 - called at once
            first = [plans[row.plan][row.number] for row in found.rows(lines.first)]
            assert lines.told(slice(None), first) == folds(map(place, chosen), by)


def test_without_a_plan_there_is_nothing() -> None:
    none = board({})
    by: By = "plan"
    assert (none.plans, none.counts(), len(none.folds("all", by, lambda: np.zeros(0, dtype=np.bool_)))) == (0, {}, 0)


def test_very_large_numbers_stand_first() -> None:
    one = drawn(1)
    plan, found = next((plan, found) for plan, found in one.items() if found)
    huge = replace(found[0], id="huge", targets=2**30)
    order = board({plan: [huge, found[0]]})
    assert order.number.tolist() == [0, 1]
