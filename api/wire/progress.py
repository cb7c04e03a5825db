"""The shapes of what was reported over all plans."""

from api.wire.references import DepartmentRef, PageOut, PlanRef, ProgressOut, TargetRef, Wire, WorkRef


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
