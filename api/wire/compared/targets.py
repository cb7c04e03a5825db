"""The shapes of metrics and of the targets that stand on one scale."""

from api.wire.references import AboutOut, EvidenceOut, FacetOut, PageOut, PlanRef, TargetRef, Wire
from graph.metrics.measured import Form
from graph.questions.comparing.targets import Reason


class MetricOut(Wire):
    """A metric: `key` asks for it, `known` says that the dictionary has it; else its own words are the key.

    `plans` state a number of it, in `targets` of any kind on `axes` scales; `comparable` plans stand on the best of them.
    """

    key: str
    known: bool
    label: str
    label_en: str
    plans: int
    targets: int
    axes: int
    comparable: int


class MetricsOut(PageOut[MetricOut]):
    """Metrics, those that most plans state first; of `metrics` in all, `shared` stand in two plans or more on one scale.

    `targets` counts the targets and milestones of all plans. `unnamed` are the first of `unnamed_total` whose words alone do
    not say what is counted (投资, 覆盖率): they are compared with nothing.
    """

    metrics: int
    shared: int
    targets: int
    unnamed: list[TargetRef]
    unnamed_total: int


class AxisOut(Wire):
    """A scale of a metric: what `scope` (empty: the whole place), what form, per what period, from what baseline, in what unit.

    `baseline`: a year, -1 for the year before, empty where it is not said.
    """

    id: str
    scope: str
    form: Form
    per: str
    dimension: str
    baseline: str
    unit: str
    targets: int
    plans: int


class PointOut(Wire):
    """A target with its number: `low` and `high` in `unit` (equal but for ranges), a fall below 0; null without a number.

    `year` is that of its last day, `place` the path of the plan's place. `evidence` are the words.
    """

    target: TargetRef
    plan: PlanRef
    place: str
    year: str
    scope: str
    form: Form
    per: str
    baseline: str
    low: float | None
    high: float | None
    unit: str
    evidence: EvidenceOut


class ApartOut(PointOut):
    """A target of the metric that does not stand on the scale, and the first reason why."""

    reason: Reason


class ComparedTargetsOut(PageOut[PointOut]):
    """The targets of a metric on one scale, by place, year and number, with the least, middle and greatest of all of them.

    `axis` is the scale, one of `axes`; null where no plan states a number. `apart` are the first targets of the metric that do
    not stand on it, `reasons` counts all of these by reason. `alike` are other metrics with names much like this one's, which
    are counted apart. `words` are ways to write the metric, `other_words` such that mean another one, as the dictionary has them.
    """

    metric: MetricOut
    words: list[str]
    other_words: list[str]
    axis: AxisOut | None
    axes: list[AxisOut]
    least: float | None
    middle: float | None
    greatest: float | None
    apart: list[ApartOut]
    reasons: dict[Reason, int]
    alike: list[MetricOut]
    facets: list[FacetOut]
    about: AboutOut
