"""Who is not named: measures and plans without a formal statement, bodies that only prose names."""

from collections.abc import Iterator

from graph.bottlenecks.findings.case import Case, Draft


def nobody_named(case: Case) -> Iterator[Draft]:
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


def plan_names_nobody(case: Case) -> Iterator[Draft]:
    """One finding in place of one for each measure."""
    if not case.measures or case.kernel.assigned.any():
        return
    everywhere = case.stated.get(case.plan, ())
    yield Draft(
        subject=case.plan,
        variant="plan-wide" if everywhere else "plain",
        numbers={"measures": len(case.measures), "targets": int(case.kernel.targets.sum())},
        names={"departments": tuple(dict.fromkeys(role.department for role in everywhere))},
        roles=everywhere,
        edges=tuple(measure.edge for measure in case.measures),
        nodes=(case.plan, *(measure.id for measure in case.measures)),
        targets=int(case.kernel.targets.sum()),
    )


def prose_only(case: Case) -> Iterator[Draft]:
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
