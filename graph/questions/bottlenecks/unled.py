"""What an answer counts by responsible units because no lead is named: said wherever such figures are shown.

A measure that names no lead is carried by those responsible for it (graph/bottlenecks/kernel.py, matrix C).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graph.bottlenecks.kernel import Integers, Kernel
from graph.model import Node


@dataclass(frozen=True, slots=True)
class Unled:
    """Measures that name somebody and no lead.

    `by_responsible`: of them those whose responsible units are counted; the others name only who supports, guides or
    supervises, and require nothing. `plans`: those of the answer that name no lead anywhere (their measures looked at).
    """

    measures: int = 0
    by_responsible: int = 0
    plans: tuple[Node, ...] = ()


def unled_in(kernel: Kernel, nodes: Mapping[str, Node], columns: Integers | None = None) -> Unled:
    """What the kernel's measures (or some of them, by index) say; `nodes` holds the plans by id."""
    chosen = np.arange(len(kernel.measures)) if columns is None else columns
    unled = chosen[kernel.unled[chosen]]
    if not len(unled):
        return Unled()
    led = {kernel.plans[column] for column in np.flatnonzero(kernel.leads).tolist()}
    plans = dict.fromkeys(kernel.plans[column] for column in unled.tolist())
    return Unled(
        measures=len(unled),
        by_responsible=int((kernel.carriers[unled] > 0).sum()),
        plans=tuple(nodes[plan] for plan in plans if plan not in led and plan in nodes),
    )
