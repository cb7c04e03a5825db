"""What loading a file changes, plan by plan, and what editions say otherwise than each other: to the wire's shapes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from api.answers import names as answers_names
from api.answers import plans as answers_plans
from api.answers import references as answers
from api.decisions.plan_editions import to_confirm
from api.wire import uploads as wire_uploads
from graph.model import Decision
from graph.questions.departments.resting_decisions import resting
from graph.questions.plans.editions import Comparison
from graph.questions.plans.load_changes import Changes, DutyChange, changes
from graph.store import EditionRecord, View
from loaders.doubts import Doubt
from loaders.files.source import SourceText
from loaders.load import FileResult, Loaded


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
        counts=_counts(found),
        problems=answers_plans.problems(graph.problems),
        questions=[question(doubt) for doubt in loaded.doubts],
    )


def question(doubt: Doubt) -> wire_uploads.QuestionOut:
    """What has to be answered first."""
    return wire_uploads.QuestionOut(
        why=doubt.why,
        plan=answers.plan_ref(doubt.plan),
        likeness=doubt.likeness,
        dropped=doubt.dropped,
        duties=doubt.duties,
    )


def file_out(source: SourceText, found: FileResult, *, loaded: bool) -> wire_uploads.UploadOut:
    """What became of a file, or would."""
    return wire_uploads.UploadOut(
        file_name=source.file_name,
        sha256=source.sha256,
        size=source.size,
        loaded=loaded,
        plans=[plan_change(each) for each in found.plans],
    )


def uploads_out(files: list[wire_uploads.UploadedFileOut]) -> wire_uploads.UploadsOut:
    """The files with how many are in each state, and what became of the plans in them."""
    plans = [plan for each in files if each.upload and each.state != "waits" for plan in each.upload.plans]
    return wire_uploads.UploadsOut(
        files=files,
        counts=dict(Counter(each.state for each in files)),
        outcomes=dict(Counter(plan.outcome for plan in plans)),
    )


def _counts(found: Changes) -> dict[str, wire_uploads.KindChangesOut]:
    return {
        kind: wire_uploads.KindChangesOut(added=count[0], changed=count[1], dropped=count[2])
        for kind, count in found.counts.items()
    }


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


def followed_decision(view: View, item: Decision) -> wire_uploads.FollowedDecisionOut:
    """A decision that followed its work, with that work."""
    nodes = view.nodes([item.followed[-1].after]) if item.followed else []
    return wire_uploads.FollowedDecisionOut(
        decision=answers_names.decision(item),
        work=answers.work_ref(nodes[0]) if nodes else None,
        followed=[wire_uploads.FollowedOut(**asdict(step)) for step in item.followed],
    )


def followed_decisions(view: View) -> wire_uploads.FollowedDecisionsOut:
    """What waits for a look since the plans were loaded anew; one read of each plan that decisions are about."""
    given = view.decisions()
    rests = resting(view, given)
    return wire_uploads.FollowedDecisionsOut(
        to_confirm=[followed_decision(view, each) for each in to_confirm(given)],
        words_gone=[answers_names.decision(each, "words-gone") for each in given if rests.get(each.id) == "words-gone"],
    )


def edition(record: EditionRecord) -> wire_uploads.EditionOut:
    """An edition of a plan."""
    return wire_uploads.EditionOut(**asdict(record))


def history(found: Sequence[EditionRecord]) -> wire_uploads.PlanHistoryOut:
    """The editions of a plan; there is at least one."""
    return wire_uploads.PlanHistoryOut(plan=found[-1].plan, editions=[edition(record) for record in found])


def comparison(found: Comparison) -> wire_uploads.ComparisonOut:
    """What one edition says otherwise than another."""
    return wire_uploads.ComparisonOut(
        before=edition(found.before),
        after=edition(found.after),
        duties=[_duty(duty) for duty in found.changes.duties],
        moved=[wire_uploads.MovedDutyOut(before=_duty(pair.before), after=_duty(pair.after)) for pair in found.moved],
        works=[
            wire_uploads.WorkChangeOut(
                sign=each.sign,
                work=answers.work_ref(each.work),
                before=answers.work_ref(each.before) if each.before else None,
            )
            for each in found.works
        ],
        targets=[
            wire_uploads.TargetMoveOut(
                sign=each.sign,
                direction=found.directions.get(each.target.id, ""),
                target=answers.target_ref(each.target),
                before=answers.target_ref(each.before) if each.before else None,
            )
            for each in found.changes.targets
        ],
        counts=_counts(found.changes),
    )
