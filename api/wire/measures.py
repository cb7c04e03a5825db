"""The shapes of measures and goals with everything around them, and of targets with their owners."""

from typing import Literal

from api.wire.references import (
    AboutOut,
    DepartmentRef,
    EvidenceOut,
    FacetOut,
    PageOut,
    PartnerOut,
    PartyOut,
    PlanRef,
    ProgressOut,
    TargetRef,
    Wire,
    WorkRef,
)


class BearingOut(Wire):
    """An inferred link with the words on both sides."""

    node: TargetRef
    topic: str
    measure_words: list[str]
    target_words: list[str]
    inferred: bool
    evidence: EvidenceOut


class MeasureLine(Wire):
    """A measure that serves a goal, with its parties."""

    measure: WorkRef
    parties: list[PartnerOut]


class ListedMeasureOut(Wire):
    """A measure of a list: its plan and its formal parties, by role and place in the text."""

    measure: WorkRef
    plan: PlanRef
    parties: list[PartyOut]


class MeasuresOut(PageOut[ListedMeasureOut]):
    """Measures in order of plan and text; `facets` are what may be chosen besides.

    `without` of an empty answer: filter → how many there would be without it.
    """

    about: AboutOut
    facets: list[FacetOut]
    without: dict[str, int]


class WorkOut(Wire):
    """A measure or goal with everything around it."""

    kind: str
    id: str
    label: str
    title: str
    basis: str
    deadline: str
    decisions: list[str]
    text: str
    assigned: bool | None
    open_list: bool | None
    plan: PlanRef
    parties: list[PartyOut]
    also_mentioned: list[PartyOut]
    targets: list[TargetRef]
    bears_on: list[BearingOut]
    serves: list[WorkRef]
    part_of: list[WorkRef]
    parts: list[WorkRef]
    measures: list[MeasureLine]
    about: AboutOut


class MeasuredOut(Wire):
    """A target's number so that it can be compared: `low` and `high` in `unit`, a fall below 0; null without a number.

    `key` names the metric (empty: its words do not say what is counted), `label` is its name; `known`: the dictionary has it.
    `scope` narrows it, `per` is year, quarter or month; `baseline` a year, -1 for the year before. `year` is that of the
    target's last day. Targets of one key, scope, form, per and baseline with units of one kind stand on one scale
    (`/api/compare/targets`).
    """

    key: str
    label: str
    label_en: str
    known: bool
    scope: str
    form: Literal["level", "change", "points", "difference", "class", "none"]
    per: str
    baseline: str
    low: float | None
    high: float | None
    unit: str
    year: str


class TargetOut(TargetRef):
    """A sub-target with its owners (stated) and the measures that bear on it (inferred)."""

    measured: MeasuredOut
    holder: WorkRef
    plan: PlanRef
    owners: list[PartyOut]
    borne_on_by: list[WorkRef]


class TargetsOut(PageOut[TargetOut]):
    """Targets in order of plan and text; `facets` are what may be chosen besides.

    `without` of an empty answer: filter → how many there would be without it.
    """

    about: AboutOut
    facets: list[FacetOut]
    without: dict[str, int]


class ProgressLineOut(Wire):
    """A target, a measure or a duty (then with its role and department) and how far it has come; null: nobody said."""

    subject: str
    edge: str
    role: str
    department: DepartmentRef | None
    work: WorkRef | None
    target: TargetRef | None
    plan: PlanRef
    progress: ProgressOut | None


class ReportedOut(PageOut[ProgressLineOut]):
    """What was reported, the latest first, and how many there are of each state and verdict, whatever is shown.

    `silent` counts measures and targets whose last day is before `today` and of which nothing was reported.
    """

    states: dict[str, int]
    verdicts: dict[str, int]
    silent: int
    today: str


class DueOut(Wire):
    """A measure or target by when it is due.

    `kind`: dated (from `first` to `last`, its last day), recurring, open-ended, undated. `passed`: the last day has passed.
    `target` is empty for a measure's own deadline. `words` of a measure are its deadline's as written, from `start` to `end`
    of the document; of a target those of `evidence`.
    """

    kind: Literal["dated", "recurring", "open-ended", "undated"]
    deadline: str
    first: str
    last: str
    passed: bool
    words: str
    start: int
    end: int
    measure: WorkRef
    target: TargetRef | None
    plan: PlanRef
    parties: list[PartnerOut]
    evidence: EvidenceOut


class DeadlinesOut(PageOut[DueOut]):
    """What is due in a period, seen from `today`.

    `counts` of each period, `quarters` (YYYY-Qn) of all that is dated; `expiring`: plans whose last day in force is in the
    period, the first 50 of `expiring_total`. `facets` are what may be chosen besides, with how much of the period each value would
    leave; none within one plan.
    """

    today: str
    counts: dict[str, int]
    quarters: dict[str, int]
    expiring: list[PlanRef]
    expiring_total: int
    facets: list[FacetOut]
