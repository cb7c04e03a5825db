"""What a task table is made of beside the answers: how things go, the edges behind names, which edition is shown."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from api.exports.cells import quote
from api.exports.task_cells import Progress
from api.exports.task_marks import MarkedPlan
from api.exports.task_tables import Facts
from api.wire.departments import DutyOut
from api.wire.plans import OutlineOut
from graph.decisions import PROGRESS
from graph.decisions.progress import said_last
from graph.model import Node
from graph.questions.plans.progress import by_subject
from graph.schema import schema
from graph.store import View
from viz.site.catalogue_words import words


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


def own_texts(nodes: Iterable[Node]) -> dict[str, str]:
    """Work (id) → what the plan says of it, without the heading or the first words that its title repeats."""
    return {node.id: _behind_title(quote(node.text("text")), node) for node in nodes}


def _behind_title(text: str, node: Node) -> str:
    for said in (
        node.text("label") + node.text("title"),
        f"{node.text('label')} {node.text('title')}",
        node.text("title"),
    ):
        if said and text.startswith(said):
            return text.removeprefix(said).lstrip("".join(words("sentence_ends", "zh").split())).strip()
    return text


def holders(view: View, works: Sequence[str]) -> frozenset[str]:
    """The works of which others are parts. One read."""
    return frozenset(edge.target for edge in view.edges(list(works), kinds=["PART_OF"])) if works else frozenset()


def plan_facts(view: View, found: OutlineOut, progress: Progress, today: str) -> Facts:
    """What the table of a plan is made of; `today` as Facts have it."""
    works = [item.work.id for item in found.items]
    plan = marked_plan(view, found.plan.id)
    return Facts(progress, (plan,), {}, today, own_texts(view.nodes(works)), holders(view, works))


def department_facts(view: View, duties: Sequence[DutyOut], progress: Progress, today: str) -> Facts:
    """What the table of a department's duties is made of."""
    works = list(dict.fromkeys(duty.measure.id for duty in duties))
    plans = tuple(marked_plan(view, plan) for plan in dict.fromkeys(duty.plan.id for duty in duties))
    return Facts(progress, plans, edges_between(view, works), today, own_texts(view.nodes(works)))
