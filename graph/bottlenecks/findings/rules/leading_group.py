"""A leading group or another coordinating body leads, and the text names no office that does its work."""

from collections.abc import Iterator

from graph.bottlenecks.findings.case import LEAD, Case, Draft

COORDINATING = "coordinating-body"


def find(case: Case) -> Iterator[Draft]:
    """Coordinating bodies with a lead and without an office."""
    for department in case.departments:
        if department.kind != COORDINATING or department.office:
            continue
        roles = tuple(role for role in case.roles_of(department.id) if role.role == LEAD)
        led = tuple(dict.fromkeys(role.object for role in roles))
        if not led:
            continue
        yield Draft(
            subject=department.id,
            numbers={"lead": len(led)},
            names={"department": (department.id,), "measures": led},
            roles=roles,
            nodes=(department.id, *led),
            targets=sum(len(case.targets.get(measure, ())) for measure in led),
        )
