"""Findings on other pages: those that touch a department."""

from collections.abc import Sequence

from api.answers import bottlenecks as answers_bottlenecks
from api.http.matters import matter_facts
from api.wire import bottlenecks as shapes
from api.wire import departments as wire_departments
from graph.model import Node
from graph.questions.jams.bottlenecks import Narrowed, findings
from graph.questions.jams.remembered_findings import Memory
from graph.store import View

MOST_SHOWN = 6
MOST_PLANS = 8
"""Plans that a block looks into, the latest ones; each takes some 8 ms the first time."""


def of_department(
    view: View, memory: Memory, department: Node, by_plan: Sequence[wire_departments.PlanLoadOut]
) -> shapes.FindingsOut | None:
    """The findings that touch a department in the latest plans that give it duties; None where there are none."""
    plans = [line.plan.id for line in by_plan][-MOST_PLANS:]
    if not plans:
        return None
    narrowed = Narrowed(department=department.id)
    found = findings(view, plans, matters=matter_facts, narrowed=narrowed, memory=memory, limit=MOST_SHOWN)
    return answers_bottlenecks.findings(found)
