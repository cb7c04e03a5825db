"""The shapes that all answers share: words, references, the fine print, the page; a golden OpenAPI file pins them.

They serve the wire and `--json` and are kept apart from the domain's types.
"""

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from graph.model import Passage

T = TypeVar("T")


class Wire(BaseModel):
    """Base of all shapes: unknown fields are refused, so that a test sees every change."""

    model_config = ConfigDict(extra="forbid")


class PageOut(Wire, Generic[T]):
    """A slice of a list."""

    items: list[T]
    offset: int
    total: int


class EvidenceOut(Wire):
    """Where an edge comes from; `basis` inferred means that no sentence says so."""

    edge: str
    basis: str
    document: str
    section: str
    statement: Passage | None
    party: Passage | None
    governing: list[Passage]
    rule: str
    ruleset: str


class DepartmentRef(Wire):
    """A department in short."""

    id: str
    name: str
    name_en: str
    kind: str
    jurisdiction: str


class PlanRef(Wire):
    """A plan in short; `valid_until` is its last day in force, empty where its words set none."""

    id: str
    title: str
    number: str
    valid_until: str


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
    """The measure (or goal, or whole plan) that a duty is about.

    `deadline`: YYYY, YYYY-MM or YYYY-MM-DD, due until its last day, or words of one without a fixed end (每年, 长期).
    """

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


class RejectedOut(Wire):
    """A decision that took something out of the answer: what was rejected, by whom, when and why."""

    decision: str
    said: str
    by: str
    at: str
    why: str
    evidence: EvidenceOut


class AboutOut(Wire):
    """The fine print of an answer; `rejected` are decisions that took something out of it.

    `plans` are the first of the plans that it covers, `plan_wide` the first of the rules for whole plans; `covered` and `wide`
    say how many there are.
    """

    plans: list[str]
    covered: int
    open_lists: int
    collectives: list[str]
    plan_wide: list[EvidenceOut]
    wide: int
    unread: int
    last_load: str
    rejected: list[RejectedOut]
