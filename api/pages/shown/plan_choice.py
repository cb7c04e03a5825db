"""Which plan a page is about, and those that it could be about."""

from dataclasses import dataclass, replace

from api.answers import references as answers
from api.wire import references as wire
from graph.model import Node
from graph.questions.departments.workload import dutied_plans
from graph.questions.plans.plans import named_plan, plans
from graph.store import View

MOST_CHOICES = 200
"""Plans that a page offers in a list; beyond, a plan is named by its number."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen plan, if any; `options` are empty where there are too many for a list; `total` of all plans.

    `over`: the plans of a department that an answer goes over where none is chosen. `assumed`: nobody named the plan, and there
    are others.
    """

    plan: Node | None
    options: tuple[wire.PlanRef, ...]
    total: int
    over: tuple[wire.PlanRef, ...] = ()
    assumed: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """The chosen plan, or those that the answer goes over, as the questions want them."""
        return (self.plan.id,) if self.plan else tuple(plan.id for plan in self.over)


def choose_of(view: View, department: Node, *, formal: bool = True) -> Choice:
    """The only plan that gives a department duties, or none: the answer goes over all that do.

    `formal` False: also over those that mention it in prose. Four reads.
    """
    choice = choose(view, "", most=MOST_CHOICES)
    if choice.total == 1:
        return choice
    found = dutied_plans(view, department, formal=formal)
    if len(found) == 1:
        return replace(choice, plan=found[0])
    return replace(choice, plan=None, over=tuple(answers.plan_ref(plan) for plan in found))


def choose(view: View, key: str, *, most: int | None = None) -> Choice:
    """The plan that a key names, or the only one; else none of them, or the latest of more than `most`. Two reads."""
    listed = plans(view)
    found = named_plan(view, key) if key else None
    assumed = False
    if found is None and (listed.total == 1 or (most is not None and listed.total > most)):
        found, assumed = listed.items[-1].plan, listed.total > 1
    options = listed.items if listed.total <= MOST_CHOICES else ()
    return Choice(found, tuple(answers.plan_ref(line.plan) for line in options), listed.total, assumed=assumed)
