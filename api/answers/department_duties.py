"""What a number on a department's page counts: the duties that its link shows."""

from collections.abc import Iterable, Mapping

from api.wire import departments as wire_departments
from graph.deadlines.due import in_order
from graph.schema import schema

ROLES: Mapping[str, tuple[str, ...]] = {
    "lead": ("lead",),
    "lead_alone": ("lead",),
    "lead_shared": ("lead",),
    "both_lead": ("lead",),
    "we_lead_for": ("lead",),
    "responsible": ("responsible",),
    "support": ("support", "guide", "supervise"),
    "leads_for_us": ("responsible", "support", "guide", "supervise"),
}
"""Number → roles of ours that it counts."""

PAGED = frozenset({"", "lead", "responsible", "support"})
"""Numbers that roles alone decide, so that the question itself can page."""


def narrowed(duties: Iterable[wire_departments.DutyOut], show: str, partner: str) -> list[wire_departments.DutyOut]:
    """The duties that the number `show` counts, with `partner` (an id) if given; each measure once, in its strongest role."""
    kept: dict[str, wire_departments.DutyOut] = {}
    ranks = list(schema().roles)
    for duty in duties:
        if not _counts(duty, show, partner):
            continue
        earlier = kept.get(duty.measure.id)
        if earlier is None or ranks.index(duty.role) < ranks.index(earlier.role):
            kept[duty.measure.id] = duty
    return list(kept.values())


def deadlines(duties: Iterable[wire_departments.DutyOut]) -> list[tuple[str, list[wire_departments.DutyOut]]]:
    """Duties by when something of them is due (the measure, or a target that it states), the earliest first.

    What recurs or has no end comes last.
    """
    found: dict[str, dict[str, wire_departments.DutyOut]] = {}
    for duty in duties:
        for at in {duty.measure.deadline, *(target.deadline for target in duty.measure.targets)} - {""}:
            found.setdefault(at, {}).setdefault(duty.measure.id, duty)
    return [(at, list(found[at].values())) for at in sorted(found, key=in_order)]


def _counts(duty: wire_departments.DutyOut, show: str, partner: str) -> bool:
    theirs = [p.role for p in duty.partners if not partner or p.department.id == partner]
    if partner and not theirs:
        return False
    if show in ("lead_alone", "lead_shared"):
        return ("lead" in theirs) is (show == "lead_shared")
    if show in ("both_lead", "leads_for_us"):
        return "lead" in theirs
    return show != "we_lead_for" or "lead" not in theirs
