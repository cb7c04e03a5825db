"""A body that only prose names: no formal statement gives it anything to do."""

from collections.abc import Iterator

from graph.bottlenecks.findings.case import Case, Draft


def find(case: Case) -> Iterator[Draft]:
    """Departments with mentions and without a formal role anywhere in the plan."""
    formal = {role.department for role in case.facts.roles if role.formal}
    order = {measure: column for column, measure in enumerate(case.kernel.measures)}
    for department in sorted({role.department for roles in case.mentioned.values() for role in roles} - formal):
        roles = tuple(
            role
            for place in sorted(case.mentioned, key=lambda place: (order.get(place, -1), place))
            for role in case.mentioned[place]
            if role.department == department
        )
        places = tuple(dict.fromkeys(role.object for role in roles))
        yield Draft(
            subject=department,
            numbers={"mentions": len(roles)},
            names={"department": (department,), "places": places},
            roles=roles,
            nodes=(department, *places),
        )
