"""A plan that names parties and never a lead: its style has none, so findings on leads are left out, and that is said."""

from collections.abc import Iterator

from graph.bottlenecks.findings.case import Case, Draft


def find(case: Case) -> Iterator[Draft]:
    """One note a plan."""
    if case.has_leads or not case.kernel.assigned.any():
        return
    roles = tuple(role for measure in case.measures for role in case.stated.get(measure.id, ()))
    yield Draft(
        subject=case.plan,
        numbers={"assigned": int(case.kernel.assigned.sum()), "departments": len(case.departments)},
        roles=roles[:1],
        nodes=(case.plan,),
    )
