"""What a task table is made of beside the answers: how things go, the edges behind names, which edition is shown."""

from collections import defaultdict
from collections.abc import Sequence

from api.exports.task_marks import MarkedPlan
from graph.model import Value
from graph.schema import schema
from graph.store import View


def latest_progress(view: View) -> dict[str, dict[str, Value]]:
    """Duty, target or measure (id) → what was said last of how it goes, field by field."""
    said: dict[str, dict[str, Value]] = {}
    for report in view.decisions():
        if report.kind == "progress":
            said.setdefault(report.subject, {}).update(report.values)
    return said


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
