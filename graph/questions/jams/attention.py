"""What a supervision office looks at first: measures that name nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Node
from graph.store import View


@dataclass(frozen=True, slots=True)
class Unassigned:
    """How many measures of a plan have no formal statement."""

    plan: Node
    count: int


def unassigned(view: View, plans: Sequence[Node]) -> list[Unassigned]:
    """Plans with measures that name nobody, in the order given; one read.

    Measures that only hold others (several statements under one heading) do not count: their parts name somebody.
    """
    incidence = view.incidence(plans=[plan.id for plan in plans]) if plans else None
    if incidence is None:
        return []
    named = {incidence.measures[column] for column in incidence.columns}
    counts = dict.fromkeys((plan.id for plan in plans), 0)
    for measure, plan in zip(incidence.measures, incidence.plans, strict=True):
        counts[plan] += measure not in named
    return [Unassigned(plan, counts[plan.id]) for plan in plans if counts[plan.id]]
