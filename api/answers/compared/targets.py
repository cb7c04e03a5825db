"""From metrics and compared targets to the wire's shapes."""

from dataclasses import asdict
from typing import Any

from api.answers.references import about, evidence, plan_ref, sliced, target_ref
from api.facets.counted import facets_out
from api.wire.compared import targets as shapes
from graph.questions.comparing.metrics import MetricLine, Metrics
from graph.questions.comparing.targets import Apart, Axis, Compared, Point


def metrics(found: Metrics) -> shapes.MetricsOut:
    """A page of metrics."""
    return shapes.MetricsOut(
        **sliced(found.page, metric),
        metrics=found.metrics,
        shared=found.shared,
        targets=found.targets,
        unnamed=[target_ref(node) for node in found.unnamed],
        unnamed_total=found.unnamed_total,
    )


def metric(line: MetricLine) -> shapes.MetricOut:
    """One metric."""
    return shapes.MetricOut(**asdict(line))


def compared_targets(found: Compared) -> shapes.ComparedTargetsOut:
    """The targets of a metric on one scale, and the others."""
    return shapes.ComparedTargetsOut(
        **sliced(found.page, lambda point: shapes.PointOut(**_point(point))),
        metric=metric(found.metric),
        words=list(found.words),
        other_words=list(found.other_words),
        axis=_axis(found.axis) if found.axis else None,
        axes=[_axis(axis) for axis in found.axes],
        least=found.least,
        middle=found.middle,
        greatest=found.greatest,
        apart=[_apart(each) for each in found.apart],
        reasons=dict(found.reasons),
        alike=[metric(line) for line in found.alike],
        facets=facets_out(found.facets),
        about=about(found.about),
    )


def _axis(axis: Axis) -> shapes.AxisOut:
    said = axis.scale
    return shapes.AxisOut(
        id=axis.id,
        scope=said.scope,
        form=said.form,
        per=said.per,
        dimension=said.dimension,
        baseline=said.baseline,
        unit=axis.unit,
        targets=axis.targets,
        plans=axis.plans,
    )


def _apart(each: Apart) -> shapes.ApartOut:
    return shapes.ApartOut(**_point(each.point), reason=each.reason)


def _point(point: Point) -> dict[str, Any]:
    said = point.scale
    return {
        "target": target_ref(point.target),
        "plan": plan_ref(point.plan),
        "place": point.plan.text("jurisdiction"),
        "year": point.year,
        "scope": said.scope,
        "form": said.form,
        "per": said.per,
        "baseline": said.baseline,
        "low": point.low,
        "high": point.high,
        "unit": point.unit,
        "evidence": evidence(point.edge),
    }
