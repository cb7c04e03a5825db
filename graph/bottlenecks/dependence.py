"""What hangs on a single lead, and how many measures lose every lead when k departments drop out (measure 6)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack

from graph.bottlenecks.kernel import Csr, Integers, Kernel, weigh


@dataclass(frozen=True, slots=True)
class Loss:
    """With `dropped` departments gone, at most `leaderless` measures have no lead left; `departments` are such a choice."""

    dropped: int
    leaderless: int
    departments: tuple[int, ...]


def sole_measures(kernel: Kernel, department: int) -> Integers:
    """S_u: the measures (indexes) that a department leads alone.

    Source: RACI. Pitfall: mirror image of shared leadership: one lead is clear, many are diffuse; never add the two up.
    """
    start, end = kernel.lead.indptr[department : department + 2]
    led: Integers = kernel.lead.indices[start:end].astype(np.int64)
    alone: Integers = led[kernel.leads[led] == 1]
    return alone


def targets_at_stake(kernel: Kernel) -> Integers:
    """tau_u = sum of the targets of the measures that u leads alone (D).

    Unit: sub-targets that have no other lead. Pitfall: only those that stand in a measure; a headline target counts for
    nobody.
    """
    return weigh(kernel.lead, (kernel.targets * (kernel.leads == 1)).astype(np.float64)).astype(np.int64)


def dominators(kernel: Kernel, groups: Sequence[str]) -> dict[str, int]:
    """The groups of measures (goals, chapters) that are lost with one department: it alone leads every led measure.

    group → department index. `groups` has a name for each measure. Source: dominators in the flow department → measure
    → goal. Pitfall: measures of the group without a lead are left out, they are lost already.
    """
    alone: dict[str, set[int]] = {}
    columns = kernel.lead.tocsc()
    for column in np.flatnonzero(kernel.leads).tolist():
        owners = columns.indices[columns.indptr[column] : columns.indptr[column + 1]]
        alone.setdefault(groups[column], set()).update(
            owners.tolist() if len(owners) == 1 else (-1,)  # -1: somebody is left whoever drops out
        )
    return {group: next(iter(owners)) for group, owners in alone.items() if len(owners) == 1 and -1 not in owners}


def losses(kernel: Kernel, most: int) -> tuple[Loss, ...]:
    """Lose-k for k = 1 to `most`: the largest number of measures whose leads are all among k departments; exact.

    An integer programme: maximise sum of y_m with y_m <= x_u for every lead u of m and sum of x_u <= k. Meant for one
    plan. Source: truck factor, Avelino; arXiv 2508.09828 (greedy by degree exaggerates robustness). Pitfall: it assumes
    that a measure goes on as long as one lead is left. Where several choices are equally bad, one is given.
    """
    led = np.flatnonzero(kernel.leads)
    return tuple(_loss(kernel, led, dropped) for dropped in range(1, min(most, len(kernel.departments)) + 1))


def _loss(kernel: Kernel, led: Integers, dropped: int) -> Loss:
    if not len(led):
        return Loss(dropped, 0, ())
    departments = len(kernel.departments)
    place = np.full(len(kernel.measures), -1, dtype=np.int64)
    place[led] = np.arange(len(led))
    rows = np.repeat(np.arange(departments), np.diff(kernel.lead.indptr))
    pairs = np.arange(len(rows))
    needs = _sparse(pairs, rows, (len(pairs), departments))
    fails = _sparse(pairs, place[kernel.lead.indices], (len(pairs), len(led)))
    chosen = np.concatenate([np.ones(departments), np.zeros(len(led))])
    solution = milp(
        np.concatenate([np.zeros(departments), -np.ones(len(led))]),
        integrality=np.ones(departments + len(led), dtype=np.int64),
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
