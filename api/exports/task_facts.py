"""What a task table is made of beside the answers: how things go, the edges behind names, which edition is shown."""

from collections import defaultdict
from collections.abc import Sequence

from api.exports.task_marks import MarkedPlan
from graph.decisions import PROGRESS
from graph.decisions.progress import said_last
from graph.questions.plans.progress import by_subject
from graph.schema import schema
from graph.store import View


def latest_progress(view: View) -> dict[str, dict[str, str]]:
    """Duty, target or measure (id) → what was said last of how it goes, field by field and no more than was said. One read."""
    reports = by_subject(view.decisions(kinds=[PROGRESS]))
    return {subject: said_last(told) for subject, told in reports.items()}


def edges_between(view: View, works: Sequence[str]) -> dict[tuple[str, str, str], list[str]]:
    """Measure, role and department → the ids of the edges between them. One read."""
    roles = {kind: role for role, kind in schema().roles.items()}
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for edge in view.edges(list(dict.fromkeys(works)), kinds=list(roles), direction="in"):
        found[edge.target, roles[edge.kind], edge.source].append(edge.id)
    return found


def marked_plan(view: View, plan: str) -> MarkedPlan:
    """A plan, which edition of it is shown now (0 for none known), and the document that it was read from."""
    record = view.load_record(plan)
    current = next((each.number for each in view.editions(plan) if each.state == "current"), 0)
    return MarkedPlan(plan=plan, edition=current, document=record.document if record else "")
