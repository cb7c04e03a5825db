"""A measure that names several and no lead, in a plan that names leads elsewhere."""

from collections.abc import Iterator

from graph.bottlenecks.findings.case import Case, Draft


def find(case: Case) -> Iterator[Draft]:
    """Measures with l = 0 and n > 1; where one department is named alone, everybody knows whose it is."""
    if not case.has_leads:
        return
    for measure, leads, parties in zip(case.measures, case.kernel.leads, case.kernel.parties, strict=True):
        if leads or parties <= 1:
            continue
        roles = case.stated[measure.id]
        yield Draft(
            subject=measure.id,
            numbers={"parties": int(parties), "targets": len(case.targets.get(measure.id, ()))},
            names={"measure": (measure.id,), "departments": tuple(dict.fromkeys(role.department for role in roles))},
            roles=roles,
            nodes=(measure.id, *(role.department for role in roles)),
            targets=len(case.targets.get(measure.id, ())),
            pairs=int(parties * (parties - 1) // 2),
            position=measure.position,
        )
