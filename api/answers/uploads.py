"""What loading a file changes, plan by plan: to the wire's shapes."""

from api.answers import plans as answers_plans
from api.answers import references as answers
from api.wire import uploads as wire_uploads
from graph.questions.plans.load_changes import DutyChange, changes
from loaders.load import Loaded


def plan_change(loaded: Loaded) -> wire_uploads.PlanChangeOut:
    """One plan of a file: what was there before against what was read now."""
    graph = loaded.graph
    node = next(node for node in graph.nodes if node.id == graph.plan)
    found = changes(loaded.before, graph, loaded.change())
    return wire_uploads.PlanChangeOut(
        plan=answers.plan_ref(node),
        edition=str(node.properties["edition"]),
        outcome=loaded.outcome,
        figures=dict(graph.figures),
        duties=[_duty(duty) for duty in found.duties],
        targets=[
            wire_uploads.TargetChangeOut(sign=each.sign, target=answers.target_ref(each.target))
            for each in found.targets
        ],
        counts={
            kind: wire_uploads.KindChangesOut(added=count[0], changed=count[1], dropped=count[2])
            for kind, count in found.counts.items()
        },
        problems=answers_plans.problems(graph.problems),
    )


def _duty(duty: DutyChange) -> wire_uploads.DutyChangeOut:
    return wire_uploads.DutyChangeOut(
        sign=duty.sign,
        role=duty.role,
        formal=bool(duty.edge.properties["formal"]),
        department=answers.department_ref(duty.department),
        work=answers.work_ref(duty.work),
        evidence=answers.evidence(duty.edge),
        before=answers.evidence(duty.before) if duty.before else None,
    )
