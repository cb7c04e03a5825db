"""A department in many measures that never leads one."""

from collections.abc import Iterator

from graph.bottlenecks.figures.counts import workloads
from graph.bottlenecks.figures.partners import own_pairs
from graph.bottlenecks.findings.case import Case, Draft

COLLECTIVE = "collective"


def find(case: Case) -> Iterator[Draft]:
    """Departments that only help, from the threshold on; a collective is said to be one."""
    if not case.has_leads:
        return
    loads, pairs = workloads(case.kernel), own_pairs(case.kernel)
    for place, department in enumerate(case.departments):
        total = int(loads.total[place])
        if loads.lead[place] or total < case.thresholds["helper_measures"]:
            continue
        roles = case.roles_of(department.id)
        yield Draft(
            subject=department.id,
            variant="collective" if department.kind == COLLECTIVE else "plain",
            numbers={"total": total},
            names={"department": (department.id,), "measures": tuple(dict.fromkeys(role.object for role in roles))},
            roles=roles,
            nodes=(department.id,),
            pairs=int(pairs[place]),
        )
