"""The shapes that all answers share: words, references, the fine print, the page; a golden OpenAPI file pins them.

They serve the wire and `--json` and are kept apart from the domain's types.
"""

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from graph.model import Passage
from graph.place_words import UNKNOWN

T = TypeVar("T")


class Wire(BaseModel):
    """Base of all shapes: unknown fields are refused, so that a test sees every change."""

    model_config = ConfigDict(extra="forbid")


LONGEST_KEY = 1000
"""Characters of an id or a name in a request: ids of edges, which name a plan and two departments, have some 400."""


class FormIn(BaseModel):
    """Base of what forms of pages say: no field is longer than a reason may be."""

    model_config = ConfigDict(str_max_length=2000)


class PageOut(Wire, Generic[T]):
    """A slice of a list."""

    items: list[T]
    offset: int
    total: int


class FacetValueOut(Wire):
    """A value of a facet: `count` items are what one gets by choosing it instead, with all other filters kept."""

    value: str
    zh: str
    en: str
    count: int
    chosen: bool = False


class FacetOut(Wire):
    """A facet that applies to the list: the most frequent values first where they have no order of their own.

    `values` are the first of `of_values`; those that are chosen are always among them.
    """

    name: str
    zh: str
    en: str
    values: list[FacetValueOut]
    of_values: int

    @property
    def has_chosen(self) -> bool:
        """Whether any of its values is chosen."""
        return any(one.chosen for one in self.values)

    @property
    def has_several(self) -> bool:
        """Whether several are."""
        return sum(one.chosen for one in self.values) > 1

    @property
    def left_unplaced(self) -> int:
        """How many a place that is chosen leaves out because nobody says where they belong."""
        unplaced = sum(one.count for one in self.values if one.value == UNKNOWN and not one.chosen)
        return unplaced if self.name == "place" and self.has_chosen else 0


class EvidenceOut(Wire):
    """Where an edge comes from; `basis` inferred means that no sentence says so.

    `decisions` are those that corrected or added the edge (`/api/decisions` tells them), `read_as` is its id as it was read.
    """

    edge: str
    basis: str
    document: str
    section: str
    statement: Passage | None
    party: Passage | None
    governing: list[Passage]
    rule: str
    ruleset: str
    decisions: list[str]
    read_as: str


class DepartmentRef(Wire):
    """A department in short."""

    id: str
    name: str
    name_en: str
    kind: str
    jurisdiction: str


class PlanRef(Wire):
    """A plan in short; `valid_until` is its last day in force; empty where its words give no place, date or end."""

    id: str
    title: str
    number: str
    jurisdiction: str
    date: str
    valid_until: str


class TargetRef(Wire):
    """A sub-target or milestone in short; `text` are the words that state it, `decisions` those that corrected or added it."""

    id: str
    metric: str
    comparator: str
    value: str
    unit: str
    baseline: str
    deadline: str
    kind: str
    text: str
    decisions: list[str]


class WorkRef(Wire):
    """The measure (or goal, or whole plan) that a duty is about; `decisions` are those that corrected or added it.

    `deadline`: YYYY, YYYY-MM or YYYY-MM-DD, due until its last day, or words of one without a fixed end (每年, 长期).
    """

    kind: str
    id: str
    label: str
    title: str
    basis: str
    deadline: str
    decisions: list[str]
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
    """Another party of the same work.

    `order` is its place in its list, `open_list` whether that list ends in 等, `start` where the statement begins (null where
    people added the duty): by start and order the parties of a role stand as in the text.
    """

    role: str
    department: DepartmentRef
    order: int
    open_list: bool
    start: int | None


class RejectedOut(Wire):
    """A decision that took something out of the answer: what was rejected, by whom, when and why."""

    decision: str
    said: str
    by: str
    at: str
    why: str
    evidence: EvidenceOut


class CorrectedOut(Wire):
    """A decision that made something of the answer what it is: what was set, what stood there, who said so, when and why.

    `names` tells what ids among the values are called.
    """

    decision: str
    kind: str
    said: str
    values: dict[str, str]
    before: dict[str, str]
    names: dict[str, str]
    by: str
    at: str
    why: str


class ProgressReportOut(Wire):
    """One report of progress."""

    decision: str
    values: dict[str, str]
    by: str
    at: str


class ProgressOut(Wire):
    """How far a duty (by the id as it was read), target or measure has come, by the latest reports.

    `verdict` says whether a measured value meets the target (met, missed, not-comparable; empty where none was measured);
    `reports` are all that hold, newest first.
    """

    subject: str
    state: str
    value: str
    date: str
    note: str
    contact: str
    verdict: str
    reports: list[ProgressReportOut]


class AboutOut(Wire):
    """The fine print of an answer; `rejected` decisions took something out of it, `corrected` ones made it what it is.

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
    corrected: list[CorrectedOut] = []
    progress: list[ProgressOut] = []
