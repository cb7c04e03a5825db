"""What hangs on a single carrier (a lead, or the one responsible where nobody leads): measures, targets, whole goals (measure 6)."""

from collections.abc import Sequence

import numpy as np

from graph.bottlenecks.kernel import Integers, Kernel, columns_of, weigh


def sole_measures(kernel: Kernel, department: int) -> Integers:
    """S_u: the measures (indexes) that a department carries alone.

    Source: RACI. Pitfall: mirror image of shared leadership: one lead is clear, many are diffuse; never add the two up.
    """
    carried = columns_of(kernel.carry, department)
    alone: Integers = carried[kernel.carriers[carried] == 1]
    return alone


def targets_at_stake(kernel: Kernel) -> Integers:
    """tau_u = sum of the targets of the measures that u carries alone (D).

    Unit: sub-targets that nobody else carries. Pitfall: only those that stand in a measure; a headline target counts for
    nobody.
    """
    return weigh(kernel.carry, (kernel.targets * (kernel.carriers == 1)).astype(np.float64)).astype(np.int64)


def dominators(kernel: Kernel, groups: Sequence[str]) -> dict[str, int]:
    """The groups of measures (goals, chapters) that are lost with one department: it alone carries every measure that anybody carries.

    group → department index. `groups` has a name for each measure. Source: dominators in the flow department → measure
    → goal. Pitfall: measures of the group that nobody carries are left out, they are lost already.
    """
    alone: dict[str, set[int]] = {}
    columns = kernel.carry.tocsc()
    for column in np.flatnonzero(kernel.carriers).tolist():
        owners = columns.indices[columns.indptr[column] : columns.indptr[column + 1]]
        alone.setdefault(groups[column], set()).update(
            owners.tolist() if len(owners) == 1 else (-1,)  # -1: somebody is left whoever drops out
        )
    return {group: next(iter(owners)) for group, owners in alone.items() if len(owners) == 1 and -1 not in owners}
