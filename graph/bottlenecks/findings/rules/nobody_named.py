"""A measure that names nobody; and a plan that names nobody at all, which is said once."""

from collections.abc import Iterator

from graph.bottlenecks.findings.case import Case, Draft


def find(case: Case) -> Iterator[Draft]:
    """Measures with n = 0; what prose or a plan-wide rule says of anybody is told beside."""
    if not case.kernel.assigned.any():
        return
    everywhere = case.stated.get(case.plan, ())
    for measure, parties in zip(case.measures, case.kernel.parties, strict=True):
        if parties:
            continue
        mentions = case.mentioned.get(measure.id, ())
        told = mentions or everywhere
        yield Draft(
            subject=measure.id,
            variant="mentioned" if mentions else "plan-wide" if everywhere else "plain",
            numbers={"targets": len(case.targets.get(measure.id, ()))},
            names={
                "measure": (measure.id,),
                "departments": tuple(dict.fromkeys(role.department for role in told)),
            },
            roles=told,
            edges=(measure.edge,),
            nodes=(measure.id, *(role.department for role in told)),
            targets=len(case.targets.get(measure.id, ())),
            position=measure.position,
        )
