"""The shapes of departments: names, duties, load, partners."""

from typing import Literal

from api.wire import references as wire
from api.wire.references import (
    AboutOut,
    DepartmentRef,
    EvidenceOut,
    FacetOut,
    PageOut,
    PartnerOut,
    PlanRef,
    ProgressOut,
    TargetRef,
    Wire,
    WorkRef,
)


class DepartmentOut(DepartmentRef):
    """A department with all its names; `code` is the official one of the place that it stands for, if any."""

    level: str
    code: str
    slots: list[str]
    aliases: list[str]
    aliases_en: list[str]
    candidates: list[str]


class DepartmentsOut(PageOut[DepartmentOut]):
    """Departments by name."""


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


class LineOut(wire.Wire):
    """A formal duty; `due` is the work's deadline, else the earliest of its targets; `parties` share the work."""

    role: str
    department: wire.DepartmentRef
    measure: wire.WorkRef
    plan: wire.PlanRef
    due: str
    parties: int
    evidence: wire.EvidenceOut


class DutyCountOut(wire.Wire):
    """How many duties of all that were found; `key` is a role, the id of a plan, or a year (empty: no deadline)."""

    key: str
    title: str
    count: int


class AcrossOut(wire.PageOut[LineOut]):
    """A page of duties, and how many there are by role, by plan and by year; `plans` are the first of `of_plans`.

    `facets` are what may be chosen besides; `without` of an empty answer: filter → how many there would be without it.
    """

    roles: list[DutyCountOut]
    plans: list[DutyCountOut]
    of_plans: int
    years: list[DutyCountOut]
    facets: list[FacetOut]
    without: dict[str, int]


class OwedOut(Wire):
    """A measure or goal that a department owes: overdue, due soon, or one of which nothing was ever reported.

    `roles` are all that it has in it. `deadline` is the first that is open and counts, as written, `last` its last day, `days` from that day
    to today (above 0 overdue). `targets` are those due by it that are not met; `progress` what was last reported.
    """

    kind: Literal["overdue", "soon", "silent"]
    roles: list[str]
    measure: WorkRef
    plan: PlanRef
    deadline: str
    last: str
    days: int
    targets: list[TargetRef]
    partners: list[PartnerOut]
    evidence: EvidenceOut
    progress: ProgressOut | None
    predecessor: DepartmentRef | None
    through: ThroughOut | None


class RemindersOut(PageOut[OwedOut]):
    """What a department has to be reminded of, seen from `today`; soon is what is due before `before`. `counts` of each kind."""

    department: DepartmentOut
    today: str
    before: str
    counts: dict[str, int]


class OwingOut(Wire):
    """A department and how many measures and goals it owes of each kind by its own names."""

    department: DepartmentRef
    overdue: int
    soon: int
    silent: int


class OwingListOut(PageOut[OwingOut]):
    """Departments that owe something, those with most overdue first."""

    today: str
    before: str
