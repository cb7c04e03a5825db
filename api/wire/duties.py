"""The shapes of duties across departments and plans."""

from api.wire import shared as wire


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
    """A page of duties, and how many there are by role, by plan and by year."""

    roles: list[DutyCountOut]
    plans: list[DutyCountOut]
    years: list[DutyCountOut]
