"""From measures, goals and targets to the wire's shapes."""

from collections.abc import Iterable

from api.answers.references import (
    about,
    department_ref,
    evidence,
    partner,
    party,
    plan_ref,
    sliced,
    target_fields,
    target_ref,
    work_fields,
    work_ref,
)
from api.decisions.notes import progress
from api.facets.counted import facets_out
from api.wire import measures as shapes
from graph.deadlines.due import due, has_passed
from graph.metrics.dictionary import label
from graph.metrics.measured import measured, shown
from graph.model import Node, Value
from graph.questions.plans.deadlines import Deadlines, Item
from graph.questions.plans.measure_list import Listed, MeasureList
from graph.questions.plans.measures import Link, Party, WorkAnswer
from graph.questions.plans.progress import Line, Reported
from graph.questions.plans.targets import TargetAnswer, Targets
from graph.schema import schema


def work(answer: WorkAnswer) -> shapes.WorkOut:
    """A measure or goal with everything around it."""
    node = answer.node
    return shapes.WorkOut(
        **work_fields(node),
        text=node.text("text"),
        assigned=_flag(node, "assigned"),
        open_list=_flag(node, "open_list"),
        plan=plan_ref(answer.plan),
        parties=[party(item) for item in answer.parties],
        also_mentioned=[party(item) for item in answer.also_mentioned],
        targets=[target_ref(link.node) for link in answer.targets],
        bears_on=[_bearing(link) for link in answer.bears_on],
        serves=[work_ref(link.node) for link in answer.serves],
        part_of=[work_ref(link.node) for link in answer.part_of],
        parts=[work_ref(link.node) for link in answer.parts],
        measures=[_measure_line(link, answer.table.get(link.node.id, ())) for link in answer.measures],
        about=about(answer.about),
    )


def _flag(node: Node, name: str) -> bool | None:
    value = node.properties.get(name)
    return value if isinstance(value, bool) else None


def _bearing(link: Link) -> shapes.BearingOut:
    properties = link.edge.properties
    return shapes.BearingOut(
        node=target_ref(link.node),
        topic=str(properties["topic"]),
        measure_words=_words(properties["measure_words"]),
        target_words=_words(properties["target_words"]),
        inferred=True,
        evidence=evidence(link.edge),
    )


def _words(value: Value) -> list[str]:
    return list(value) if isinstance(value, tuple) else []


def _measure_line(link: Link, found: Iterable[Party]) -> shapes.MeasureLine:
    return shapes.MeasureLine(
        measure=work_ref(link.node),
        parties=[partner(p) for p in found],
    )


def measures(answer: MeasureList) -> shapes.MeasuresOut:
    """A page of measures with the counts of what may be chosen."""
    return shapes.MeasuresOut(
        **sliced(answer.page, _listed),
        about=about(answer.about),
        facets=facets_out(answer.facets),
        without=dict(answer.without),
    )


def _listed(item: Listed) -> shapes.ListedMeasureOut:
    return shapes.ListedMeasureOut(
        measure=work_ref(item.measure), plan=plan_ref(item.plan), parties=[party(each) for each in item.parties]
    )


def targets(answer: Targets) -> shapes.TargetsOut:
    """Targets with their owners."""
    return shapes.TargetsOut(
        **sliced(answer.page, target),
        about=about(answer.about),
        facets=facets_out(answer.facets),
        without=dict(answer.without),
    )


def target(item: TargetAnswer) -> shapes.TargetOut:
    """One target with its owners."""
    return shapes.TargetOut(
        **target_fields(item.target),
        measured=measured_fields(item.target, item.plan),
        holder=work_ref(item.holder),
        plan=plan_ref(item.plan),
        owners=[party(owner) for owner in item.owners],
        borne_on_by=[work_ref(link.node) for link in item.borne_on_by],
    )


def measured_fields(target: Node, plan: Node) -> shapes.MeasuredOut:
    """A target's metric and number in the form that compares."""
    found = measured(target, plan.text("jurisdiction"))
    scale = found.scale
    low, high = (None if end is None else shown(scale, end) for end in (found.low, found.high))
    last = due(target.text("deadline"))
    return shapes.MeasuredOut(
        key=scale.key,
        label=label(scale.key, "zh"),
        label_en=label(scale.key, "en"),
        known=scale.known,
        scope=scale.scope,
        form=scale.form,
        per=scale.per,
        baseline=scale.baseline,
        low=low,
        high=high,
        unit=scale.unit,
        year=last.last[:4] if last else "",
    )


def reported(found: Reported) -> shapes.ReportedOut:
    """What was reported over plans."""
    return shapes.ReportedOut(
        **sliced(found.page, _line),
        states=found.states,
        verdicts=found.verdicts,
        silent=found.silent,
        today=found.today.isoformat(),
    )


def _line(line: Line) -> shapes.ProgressLineOut:
    is_target = line.node.kind == "SubTarget"
    return shapes.ProgressLineOut(
        subject=line.subject,
        edge=line.edge.id if line.edge else "",
        role=schema().role_of[line.edge.kind] if line.edge else "",
        department=department_ref(line.department) if line.department else None,
        work=None if is_target else work_ref(line.node),
        target=target_ref(line.node) if is_target else None,
        plan=plan_ref(line.plan),
        progress=progress(line.subject, line.progress) if line.progress else None,
    )


def deadlines(answer: Deadlines) -> shapes.DeadlinesOut:
    """What is due when."""
    today = answer.today.isoformat()
    return shapes.DeadlinesOut(
        **sliced(answer.page, lambda item: _due(item, today)),
        today=today,
        counts=dict(answer.counts),
        quarters=dict(answer.quarters),
        expiring=[plan_ref(plan) for plan in answer.expiring.items],
        expiring_total=answer.expiring.total,
        facets=facets_out(answer.facets),
    )


def _due(item: Item, today: str) -> shapes.DueOut:
    found = due(item.node.text("deadline"))
    return shapes.DueOut(
        kind=found.kind if found else "undated",
        deadline=item.node.text("deadline"),
        first=found.first if found else "",
        last=found.last if found else "",
        passed=has_passed(item.node.text("deadline"), today),
        words=item.node.text("deadline_words"),
        start=item.node.whole("deadline_start"),
        end=item.node.whole("deadline_end"),
        measure=work_ref(item.work),
        target=target_ref(item.node) if item.node.kind == "SubTarget" else None,
        plan=plan_ref(item.plan),
        parties=[partner(p) for p in item.parties],
        evidence=evidence(item.edge),
    )
