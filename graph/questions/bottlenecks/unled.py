"""Measures that name nobody, and those that name no lead: what is counted by responsible units, said wherever it is shown.

A measure that names no lead is carried by those responsible for it (graph/bottlenecks/kernel.py, matrix C).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graph.bottlenecks.kernel import Integers, Kernel
from graph.ledger.ledger import Ledger
from graph.model import Node
from graph.questions.all_plans import incidence
from graph.questions.parameters import Having
from graph.store import View


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


@dataclass(frozen=True, slots=True)
class Unassigned:
    """How many measures of a plan have no formal statement."""

    plan: Node
    count: int


def unassigned(view: View) -> list[Unassigned]:
    """Plans with measures that name nobody, in order of date and id; the ledger, no other read.

    Measures that only hold others (several statements under one heading) do not count: their parts name somebody.
    """
    ledger = view.ledger()
    return ledger.once("unassigned", lambda: _unassigned(ledger))


def _unassigned(ledger: Ledger) -> list[Unassigned]:
    found = incidence(ledger)
    named = np.zeros(len(found.measures), dtype=np.bool_)
    named[found.columns] = True
    counts = Counter(plan for plan, one in zip(found.plans, named.tolist(), strict=True) if not one)
    plans = sorted((ledger.plans[plan] for plan in counts), key=lambda node: (node.text("date"), node.id))
    return [Unassigned(plan, counts[plan.id]) for plan in plans]


def plans_having(view: View, what: Having | None) -> frozenset[str] | None:
    """Ids of the plans that have it; None where nothing is asked for. The ledger, no other read."""
    if what is None:
        return None
    if what == "nobody":
        return frozenset(each.plan.id for each in unassigned(view))
    entries = view.ledger().entries
    return frozenset(plan for plan, entry in entries.items() if entry.record.figures.get("problems", 0))
