"""How many measures lose everybody who carries them when k departments drop out (measure 6, lose-k), exactly."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack

from graph.bottlenecks.kernel import Csr, Integers, Kernel


@dataclass(frozen=True, slots=True)
class Loss:
    """With `dropped` departments gone, at most `leaderless` measures have nobody left to carry them; `departments` are such a choice."""

    dropped: int
    leaderless: int
    departments: tuple[int, ...]


def losses(kernel: Kernel, most: int) -> tuple[Loss, ...]:
    """Lose-k for k = 1 to `most`: the largest number of measures whose carriers are all among k departments; exact.

    Carriers are the leads, and where a measure names none those responsible.
    An integer programme: maximise sum of y_m with y_m <= x_u for every carrier u of m and sum of x_u <= k. Meant for one
    plan. Source: truck factor, Avelino; arXiv 2508.09828 (greedy by degree exaggerates robustness). Pitfall: it assumes
    that a measure goes on as long as one carrier is left. Where several choices are equally bad, one is given.
    """
    carried = np.flatnonzero(kernel.carriers)
    return tuple(_loss(kernel, carried, dropped) for dropped in range(1, min(most, len(kernel.departments)) + 1))


def _loss(kernel: Kernel, carried: Integers, dropped: int) -> Loss:
    if not len(carried):
        return Loss(dropped, 0, ())
    departments = len(kernel.departments)
    place = np.full(len(kernel.measures), -1, dtype=np.int64)
    place[carried] = np.arange(len(carried))
    rows = np.repeat(np.arange(departments), np.diff(kernel.carry.indptr))
    pairs = np.arange(len(rows))
    needs = _sparse(pairs, rows, (len(pairs), departments))
    fails = _sparse(pairs, place[kernel.carry.indices], (len(pairs), len(carried)))
    chosen = np.concatenate([np.ones(departments), np.zeros(len(carried))])
    solution = milp(
        np.concatenate([np.zeros(departments), -np.ones(len(carried))]),
        integrality=np.ones(departments + len(carried), dtype=np.int64),
        bounds=Bounds(0, 1),
        constraints=(
            LinearConstraint(hstack([-needs, fails]), -np.inf, 0),
            LinearConstraint(chosen[np.newaxis], 0, dropped),
        ),
        options={"mip_rel_gap": 0},
    )
    if solution.x is None or solution.fun is None:  # a bounded programme with 0 as a solution has an optimum
        raise RuntimeError(solution.message)
    gone = np.flatnonzero(solution.x[:departments] > 0.5)  # noqa: PLR2004 - the solver's 0 and 1 are nearly so
    return Loss(dropped, round(-solution.fun), tuple(gone.tolist()))


def _sparse(rows: Integers, columns: Integers, shape: tuple[int, int]) -> Csr:
    return csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
