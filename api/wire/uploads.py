"""The shape of an upload's answer: what a load would change or has changed, duty by duty, and what could not be read."""

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


class UploadOut(wire.Wire):
    """A file that was uploaded: `loaded` says whether it was stored, or only looked at."""

    file_name: str
    sha256: str
    size: int
    loaded: bool
    plans: list[PlanChangeOut]
