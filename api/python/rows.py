"""The rows of answers: flat, each with the ids, place, date and words that it needs to be read or joined alone.

Texts that are not stated are empty. Dates are YYYY, YYYY-MM or YYYY-MM-DD as the plan has them; `due_first` and `due_last` are the
days that a dated deadline leaves, YYYY-MM-DD. `document` is the SHA-256 digest of the file, `start` and `end` the span of `quote` in
its stored text, in code points.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan that was read, with how much: duties, targets (number or class), milestones, places that could not be read."""

    id: str
    title: str
    number: str
    issuer: str
    place: str
    date: str
    edition: str
    document: str
    loaded_at: str
    duties: int
    targets: int
    milestones: int
    not_read: int


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A department with its load: counts of measures; `own_share` and `seats` as in docs/bottlenecks.md."""

    id: str
    name: str
    name_en: str
    kind: str
    place: str
    lead: int
    lead_alone: int
    lead_shared: int
    responsible: int
    support: int
    total: int
    own_share: float
    seats: float


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One role of a department in a piece of work, with the others who are named for it and the words that say so.

    `of_predecessor` names the department that it was given to, where this one succeeded it; `through` the collective.
    """

    department_id: str
    department: str
    department_place: str
    role: str
    work_id: str
    kind: str
    label: str
    title: str
    text: str
    deadline: str
    due_first: str
    due_last: str
    leads: tuple[str, ...]
    others: tuple[str, ...]
    targets: tuple[str, ...]
    order: int
    list_length: int
    open_list: bool
    of_predecessor: str
    through: str
    plan_id: str
    plan_number: str
    plan_title: str
    plan_date: str
    plan_place: str
    section: str
    quote: str
    start: int
    end: int
    document: str
    edge_id: str


@dataclass(frozen=True, slots=True)
class TargetRow:
    """An end state with who leads and is responsible for what states it; `number` is None where the value is none."""

    id: str
    metric: str
    comparator: str
    value: str
    number: float | None
    unit: str
    baseline: str
    deadline: str
    due_first: str
    due_last: str
    kind: str
    stated_in: str
    stated_in_id: str
    leads: tuple[str, ...]
    lead_ids: tuple[str, ...]
    responsible: tuple[str, ...]
    responsible_ids: tuple[str, ...]
    plan_id: str
    plan_number: str
    plan_title: str
    plan_date: str
    plan_place: str
    quote: str
    start: int
    end: int
    document: str


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """Another department that measures of this one name too: how many together, and who of the two leads them."""

    department_id: str
    department: str
    place: str
    together: int
    both_lead: int
    we_lead_for: int
    leads_for_us: int
    measure_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What may jam, in a sentence, with its figures and the ids of the things and edges that show it (docs/bottlenecks.md)."""

    id: str
    rule: str
    tier: str
    plan_id: str
    plan_number: str
    subject: str
    title: str
    sentence: str
    resolve: str
    numbers: Mapping[str, float]
    node_ids: tuple[str, ...]
    edge_ids: tuple[str, ...]
