"""The shapes of answers on the wire and in `--json`, apart from the domain's types; a golden OpenAPI file pins them."""

from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

T = TypeVar("T")


class Wire(BaseModel):
    """Base of all shapes: unknown fields are refused, so that a test sees every change."""

    model_config = ConfigDict(extra="forbid")


class PassageOut(Wire):
    """Words of a document: `quote` is the stored text from `start` to `end` (code points, end exclusive)."""

    start: int
    end: int
    quote: str


class EvidenceOut(Wire):
    """Where an edge comes from; `basis` inferred means that no sentence says so."""

    edge: str
    basis: str
    document: str
    section: str
    statement: PassageOut | None
    party: PassageOut | None
    governing: list[PassageOut]
    rule: str
    ruleset: str


class DepartmentRef(Wire):
    """A department in short."""

    id: str
    name: str
    name_en: str
    kind: str
    jurisdiction: str


class DepartmentOut(DepartmentRef):
    """A department with all its names."""

    level: str
    slots: list[str]
    aliases: list[str]
    aliases_en: list[str]
    candidates: list[str]


class PlanRef(Wire):
    """A plan in short."""

    id: str
    title: str
    number: str


class TargetRef(Wire):
    """A sub-target or milestone in short; `text` are the words that state it."""

    id: str
    metric: str
    comparator: str
    value: str
    unit: str
    baseline: str
    deadline: str
    kind: str
    text: str


class WorkRef(Wire):
    """The measure (or goal, or whole plan) that a duty is about."""

    kind: str
    id: str
    label: str
    title: str
    basis: str
    deadline: str
    targets: list[TargetRef]


class PartyOut(Wire):
    """A department in a role, with the words."""

    role: str
    department: DepartmentRef
    form: str
    order: int
    of: int
    open_list: bool
    evidence: EvidenceOut


class PartnerOut(Wire):
    """Another party of the same work."""

    role: str
    department: DepartmentRef


class ThroughOut(Wire):
    """The collective that carries a duty, and the roster (its dates and source) that counts the department to it."""

    collective: DepartmentRef
    begin: str
    end: str
    source: str


class DutyOut(Wire):
    """One duty of a department: its role, its place in the list, the work, the plan, the others, the words.

    `unit` is the name that the plan gives it. `predecessor` is set where the duty is that of a department which this one
    succeeded, `through` where it is a collective's to which a roster counts this one; null means its own.
    """

    role: str
    order: int
    of: int
    open_list: bool
    form: str
    scope: str
    measure: WorkRef
    plan: PlanRef
    partners: list[PartnerOut]
    evidence: EvidenceOut
    unit: str
    predecessor: DepartmentRef | None
    through: ThroughOut | None


class RejectedOut(Wire):
    """A decision that took something out of the answer: what was rejected, by whom, when and why."""

    decision: str
    said: str
    by: str
    at: str
    why: str
    evidence: EvidenceOut


class AboutOut(Wire):
    """The fine print of an answer; `rejected` are decisions that took something out of it."""

    plans: list[str]
    open_lists: int
    collectives: list[str]
    plan_wide: list[EvidenceOut]
    unread: int
    last_load: str
    rejected: list[RejectedOut]


class PageOut(Wire, Generic[T]):
    """A slice of a list."""

    items: list[T]
    offset: int
    total: int


class DepartmentsOut(PageOut[DepartmentOut]):
    """Departments by name."""


class DutiesOut(PageOut[DutyOut]):
    """What a department is on the hook for; `inherited` of the total are predecessors', `through` are collectives'."""

    department: DepartmentOut
    also_mentioned: list[DutyOut]
    plan_wide: list[DutyOut]
    inherited: int
    through: int
    about: AboutOut


class LoadOut(Wire):
    """Counts of measures by role; `own_share`, `support_share` are measures shared evenly; `seats` to gather."""

    department: DepartmentRef
    lead: int
    lead_alone: int
    lead_shared: int
    responsible: int
    support: int
    total: int
    own_share: float
    support_share: float
    seats: float


class PlanLoadOut(Wire):
    """The counts in one plan."""

    plan: PlanRef
    lead: int
    responsible: int
    support: int


class WorkloadOut(LoadOut):
    """One department's load."""

    by_plan: list[PlanLoadOut]
    about: AboutOut


class WorkloadsOut(PageOut[LoadOut]):
    """All departments by load; `measures` is how many measures name somebody."""

    measures: int
    about: AboutOut


class PartnershipOut(Wire):
    """How often and in which roles a department meets another."""

    department: DepartmentRef
    together: int
    both_lead: int
    leads_for_us: int
    we_lead_for: int
    measures: list[WorkRef]


class PartnersOut(PageOut[PartnershipOut]):
    """Partners, the most frequent first."""

    department: DepartmentOut
    about: AboutOut


class BearingOut(Wire):
    """An inferred link with the words on both sides."""

    node: TargetRef
    topic: str
    measure_words: list[str]
    target_words: list[str]
    inferred: bool
    evidence: EvidenceOut


class WorkOut(Wire):
    """A measure or goal with everything around it."""

    kind: str
    id: str
    label: str
    title: str
    basis: str
    deadline: str
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
    measures: list["MeasureLine"]
    about: AboutOut


class MeasureLine(Wire):
    """A measure that serves a goal, with its parties."""

    measure: WorkRef
    parties: list[PartnerOut]


class TargetOut(TargetRef):
    """A sub-target with its owners (stated) and the measures that bear on it (inferred)."""

    holder: WorkRef
    plan: PlanRef
    owners: list[PartyOut]
    borne_on_by: list[WorkRef]


class TargetsOut(PageOut[TargetOut]):
    """Targets in order of plan and text."""

    about: AboutOut


class NodeOut(Wire):
    """Any node."""

    kind: str
    id: str
    caption: str
    plan: str
    properties: dict[str, Any]


class EdgeOut(Wire):
    """Any edge with its evidence."""

    kind: str
    id: str
    source: str
    target: str
    plan: str
    properties: dict[str, Any]
    evidence: EvidenceOut


class SearchOut(PageOut[NodeOut]):
    """Nodes that contain the words."""


class SubgraphOut(Wire):
    """The graph around a node."""

    center: str
    nodes: list[NodeOut]
    edges: list[EdgeOut]
    truncated: bool


class WayOut(Wire):
    """A shortest way between two nodes; empty where there is none."""

    nodes: list[NodeOut]
    edges: list[EdgeOut]


class ProblemOut(Wire):
    """Something that could not be read."""

    code: str
    message: str
    start: int
    end: int
    quote: str
    section: str


class PlanOut(PlanRef):
    """A plan; `figures` count what was read; one that is only cited has no document."""

    issuer: str
    jurisdiction: str
    level: str
    date: str
    edition: str
    document: str
    loaded_at: str
    ruleset: str
    figures: dict[str, int]


class PlansOut(PageOut[PlanOut]):
    """Plans by date and id."""


class OutlineItemOut(Wire):
    """A goal or measure in text order."""

    work: WorkRef
    parties: list[PartyOut]
    also_mentioned: list[PartyOut]


class OutlineOut(Wire):
    """A plan's goals and measures in text order; what binds the whole plan."""

    plan: PlanOut
    items: list[OutlineItemOut]
    plan_wide: list[PartyOut]
    also_mentioned: list[PartyOut]
    targets: list[TargetRef]


class ReportOut(Wire):
    """The load report of a plan: what was read, and each place that was not."""

    plan: PlanRef
    loaded_at: str
    ruleset: str
    figures: dict[str, int]
    problems: list[ProblemOut]


class TextOut(Wire):
    """A slice of a document's stored text."""

    document: str
    start: int
    end: int
    text: str


class OriginOut(Wire):
    """Where words stood in the file."""

    start: int
    end: int
    place: str
    generated: bool


class EvidenceAnswerOut(Wire):
    """An edge with both ends, its words, where these stood in the file, and the text `before` and `after` its statement."""

    edge: EdgeOut
    source: NodeOut
    target: NodeOut
    file_name: str
    origins: list[OriginOut]
    before: str
    after: str


class HealthOut(Wire):
    """Whether the store answers."""

    status: str
    version: str


class StatusOut(Wire):
    """The store and what it holds."""

    engine: str
    address: str
    schema_version: int
    nodes: dict[str, int]
    edges: dict[str, int]
    decisions: int
    last_load: str
