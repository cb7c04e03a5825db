"""The shapes of a task table that comes back: what was changed in it, as decisions to take or leave, and what was not understood."""

from typing import Literal

from api.wire.names import DecisionIn
from api.wire.references import PlanRef, Wire

ProposalKind = Literal[
    "department", "role", "add-party", "drop-party", "title", "deadline", "target", "add-target", "drop-target",
    "progress", "add-row", "drop-row",
]  # fmt: skip
LeftCode = Literal[
    "column", "heading", "basis", "role-label", "inherited", "date", "targets", "target", "deadlines",
    "state", "values", "repeated", "no-plan", "gone", "no-title", "refused", "marks-lost", "plan-rows-gone", "progress", "both-changed", "same-department",
]  # fmt: skip


class ProposalOut(Wire):
    """One correction that a table holds.

    `before` and `after` are the words of its cells; `subject` is the department, the metric or the column that it is about;
    `now` is what the store says where that has changed too since the table was written. `chosen` is what a person would
    take without looking closer: no row that is missing, and nothing that both changed. `decisions` are what accepting makes;
    an `object` or `subject` of `+` stands for the measure that the first of them adds.
    """

    id: str
    number: int
    kind: ProposalKind
    place: str
    plan: PlanRef
    work: str
    title: str
    subject: str
    role: str
    before: str
    after: str
    now: str
    chosen: bool
    decisions: list[DecisionIn]


class LeftOut(Wire):
    """What was not understood, or could not be taken over: where, its words, why; `what` is the column, name or reason."""

    place: str
    quote: str
    code: LeftCode
    what: str


class TableEditionOut(Wire):
    """A plan of the table: the edition that the table was made from (0: not known), and the one of now."""

    plan: PlanRef
    edition: int
    current: int


class AcceptedOut(Wire):
    """A proposal that was taken over, and the decisions that it became."""

    id: str
    decisions: list[str]


class ImportOut(Wire):
    """A task table that came back. `accepted` is empty for a preview; `already` counts changes that the store has as well."""

    file_name: str
    title: str
    plans: list[TableEditionOut]
    rows: int
    already: int
    proposals: list[ProposalOut]
    left: list[LeftOut]
    accepted: list[AcceptedOut]
