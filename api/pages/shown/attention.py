"""What needs attention first: the plans with most that may jam, that names nobody, that was not read."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from api.answers import references as answers
from api.answers.bottlenecks import matter_facts
from api.decisions.plan_editions import to_confirm
from api.wire import references as wire
from graph.questions.bottlenecks.findings import counts_by_plan
from graph.questions.bottlenecks.remembered_findings import Memory
from graph.questions.bottlenecks.unled import unassigned
from graph.questions.departments.resting_decisions import resting
from graph.questions.plans.plans import PlanLine
from graph.store import View

MOST_LINES = 5


class Line(NamedTuple):
    """A plan and how much of it needs attention."""

    plan: wire.PlanRef
    number: int


class Largest(NamedTuple):
    """The plans with most of something; `plans` have any of it, `total` is how much there is in all of them."""

    lines: list[Line]
    plans: int
    total: int


class Jams(NamedTuple):
    """The plans with most findings, of those that were looked through so far, of all."""

    largest: Largest
    looked_through: int
    of_plans: int


def jams(view: View, memory: Memory) -> Jams:
    """Findings by plan, of those that were looked through."""
    found = counts_by_plan(view, matters=matter_facts, memory=memory)
    named = view.ledger().plans
    most = sorted(found.counts, key=lambda plan: (-found.counts[plan], named[plan].text("date"), plan))[:MOST_LINES]
    lines = [Line(answers.plan_ref(named[plan]), found.counts[plan]) for plan in most]
    largest = Largest(lines, len(found.counts), sum(found.counts.values()))
    return Jams(largest, found.looked_through, found.of_plans)


def nobody_named(view: View) -> Largest:
    """Measures that name nobody, by plan."""
    found = unassigned(view)
    return _largest(Line(answers.plan_ref(line.plan), line.count) for line in found)


def followed(view: View) -> int:
    """How many decisions wait for a look since their plan was loaded anew; one read where there is no decision."""
    given = view.decisions()
    rests = resting(view, given) if given else {}
    return len(to_confirm(given)) + sum(why == "words-gone" for why in rests.values())


def unread(plans: Sequence[PlanLine]) -> Largest:
    """Places that were not read, by plan."""
    return _largest(
        Line(answers.plan_ref(line.plan), line.record.figures.get("problems", 0)) for line in plans if line.record
    )


def _largest(lines: Iterable[Line]) -> Largest:
    found = sorted((line for line in lines if line.number), key=lambda line: -line.number)
    return Largest(found[:MOST_LINES], len(found), sum(line.number for line in found))
