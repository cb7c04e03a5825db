"""Which plan a page is about, and those that it could be about."""

from dataclasses import dataclass

from api import answers, wire
from graph.model import Node
from graph.questions.plans import find_plan, plans
from graph.store import View

MOST_CHOICES = 200
"""Plans that a page offers in a list; beyond, a plan is named by its number."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen plan, if any; `options` are empty where there are too many for a list; `total` of all plans."""

    plan: Node | None
    options: tuple[wire.PlanRef, ...]
    total: int

    @property
    def ids(self) -> tuple[str, ...]:
        """The chosen plan as the questions want it."""
        return (self.plan.id,) if self.plan else ()


def choose(view: View, key: str, *, most: int) -> Choice:
    """The plan that a key names, or the only one; else none of them, or the latest of more than `most`. Two reads."""
    listed = plans(view)
    found = find_plan(view, key) if key else None
    if found is None and (listed.total == 1 or listed.total > most):
        found = listed.items[-1].plan
    options = listed.items if listed.total <= MOST_CHOICES else ()
    return Choice(found, tuple(answers.plan_ref(line.plan) for line in options), listed.total)
