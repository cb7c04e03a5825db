"""What needs attention first: the plans with most that may jam, that names nobody, that was not read."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from api.answers import references as answers
from api.answers.bottlenecks import matter_facts
from api.decisions.plan_editions import to_confirm
from api.wire import references as wire
from graph.model import Node
from graph.questions.bottlenecks.findings import counts_by_plan
from graph.questions.bottlenecks.remembered_findings import Memory
from graph.questions.bottlenecks.unled import unassigned
from graph.questions.departments.resting_decisions import resting
from graph.questions.plans.plans import plans
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
    counts = found.counts
    least = sorted(counts.values())[-MOST_LINES:][:1]
    leading = [plan for plan, count in counts.items() if count >= least[0]]  # all that may be shown, few of all
    most = sorted(leading, key=lambda plan: (-counts[plan], named[plan].text("date"), plan))[:MOST_LINES]
    lines = [Line(answers.plan_ref(named[plan]), counts[plan]) for plan in most]
    largest = Largest(lines, len(counts), sum(counts.values()))
    return Jams(largest, found.looked_through, found.of_plans)


def nobody_named(view: View) -> Largest:
    """Measures that name nobody, by plan."""
    every = view.ledger().once("nobody named", lambda: _largest((line.plan, line.count) for line in unassigned(view)))
    return _told(every)


def followed(view: View) -> int:
    """How many decisions wait for a look since their plan was loaded anew; one read where there is no decision."""
    given = view.decisions()
    rests = resting(view, given) if given else {}
    return len(to_confirm(given)) + sum(why == "words-gone" for why in rests.values())


def unread(view: View) -> Largest:
    """Places that were not read, by plan."""
    return _told(view.ledger().once("unread places", lambda: _largest(_unread(view))))


def _unread(view: View) -> Iterator[tuple[Node, int]]:
    for line in plans(view, sort="date").items:
        if line.record:
            yield line.plan, line.record.figures.get("problems", 0)


Counted = tuple[Sequence[tuple[Node, int]], int, int]
"""The plans with most of something and how much that is, how many plans have any, how much there is in all."""


def _largest(lines: Iterable[tuple[Node, int]]) -> Counted:
    found = sorted((line for line in lines if line[1]), key=lambda line: -line[1])
    return found[:MOST_LINES], len(found), sum(number for _, number in found)


def _told(counted: Counted) -> Largest:
    first, having, total = counted
    return Largest([Line(answers.plan_ref(plan), number) for plan, number in first], having, total)
