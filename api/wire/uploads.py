"""The shape of an upload's answer: what a load would change or has changed, duty by duty, and what could not be read."""

from typing import Literal

from api.wire import names as wire_names
from api.wire import plans as wire_plans
from api.wire import references as wire


class DutyChangeOut(wire.Wire):
    """A duty that is added, changed or dropped; `formal` ones are counted; `before` are the old words of a changed one."""

    sign: str
    role: str
    formal: bool
    department: wire.DepartmentRef
    work: wire.WorkRef
    evidence: wire.EvidenceOut
    before: wire.EvidenceOut | None


class TargetChangeOut(wire.Wire):
    """A target that is added, changed or dropped."""

    sign: str
    target: wire.TargetRef


class KindChangesOut(wire.Wire):
    """How many of a kind of node or edge."""

    added: int
    changed: int
    dropped: int


class QuestionOut(wire.Wire):
    """What has to be answered before a plan is loaded.

    `same-title`, `same-number`, `same-text` (how alike, 0..1): whether it is the plan that is there, `same_as`, or another,
    `as_new`; `drops`: whether so many (`dropped`) of that plan's `duties` may go, `yes`.
    """

    why: Literal["same-title", "same-number", "same-text", "drops"]
    plan: wire.PlanRef
    likeness: float
    dropped: int
    duties: int


class PlanChangeOut(wire.Wire):
    """What becomes of one plan of the file; `outcome`: added, changed, unchanged or kept (a better edition is there)."""

    plan: wire.PlanRef
    edition: str
    outcome: str
    figures: dict[str, int]
    duties: list[DutyChangeOut]
    targets: list[TargetChangeOut]
    counts: dict[str, KindChangesOut]
    problems: list[wire_plans.ProblemOut]
    questions: list[QuestionOut]


class UploadOut(wire.Wire):
    """A file that was uploaded: `loaded` says whether it was stored, or only looked at."""

    file_name: str
    sha256: str
    size: int
    loaded: bool
    plans: list[PlanChangeOut]


FileState = Literal["foreseen", "loaded", "waits", "refused"]


class UploadedFileOut(wire.Wire):
    """One file of several: what became of it (`upload`), or why it was refused (`detail`, `hint`).

    `waits`: nothing of it was stored, since the `questions` of its plans have to be answered first.
    """

    file_name: str
    state: FileState
    detail: str = ""
    hint: str = ""
    upload: UploadOut | None = None


class UploadsOut(wire.Wire):
    """The files of an upload in their order, the members of archives among them; `counts`: how many of each state."""

    files: list[UploadedFileOut]
    counts: dict[str, int]
    outcomes: dict[str, int]


class EditionOut(wire.Wire):
    """One edition of a plan; `state`: current, older or removed; `removed`: who and when; `note`: how it came back."""

    plan: str
    number: int
    document: str
    file_name: str
    loaded_at: str
    by: str
    ruleset: str
    figures: dict[str, int]
    state: str
    removed: str
    note: str


class PlanHistoryOut(wire.Wire):
    """All editions of a plan by number."""

    plan: str
    editions: list[EditionOut]


class MovedDutyOut(wire.Wire):
    """A duty that another department has: what was dropped, and what was added in its place."""

    before: DutyChangeOut
    after: DutyChangeOut


class TargetMoveOut(wire.Wire):
    """A target that is added, changed or dropped; `direction`: raised or lowered, empty where that can't be said."""

    sign: str
    direction: str
    target: wire.TargetRef
    before: wire.TargetRef | None


class WorkChangeOut(wire.Wire):
    """A goal or measure that came (added), went (dropped) or has another heading (changed; `before` is the old one)."""

    sign: str
    work: wire.WorkRef
    before: wire.WorkRef | None


class ComparisonOut(wire.Wire):
    """What one edition says otherwise than another."""

    before: EditionOut
    after: EditionOut
    duties: list[DutyChangeOut]
    moved: list[MovedDutyOut]
    works: list[WorkChangeOut]
    targets: list[TargetMoveOut]
    counts: dict[str, KindChangesOut]


class FollowedOut(wire.Wire):
    """How a decision followed its work from one id to another, why (`words`, `repeat`) and how alike (0..1) the two are."""

    at: str
    before: str
    after: str
    why: str
    likeness: float
    confirmed: str


class FollowedDecisionOut(wire.Wire):
    """A decision that followed its work; `work` is what it stands on now."""

    decision: wire_names.DecisionOut
    work: wire.WorkRef | None
    followed: list[FollowedOut]


class FollowedDecisionsOut(wire.Wire):
    """Decisions that wait for a look: those that followed a reworded work, and those whose words are gone, which rest."""

    to_confirm: list[FollowedDecisionOut]
    words_gone: list[wire_names.DecisionOut]


class RemovedOut(wire.Wire):
    """A plan that was taken out of the graph; its editions stay."""

    plan: str
    removed: bool
