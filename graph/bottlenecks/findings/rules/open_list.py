"""A list that ends in 等: who else is meant is not said."""

from collections.abc import Iterator

from graph.bottlenecks.findings.case import Case, Draft


def find(case: Case) -> Iterator[Draft]:
    """Measures with an open list and how many it names; whether 等 closes or opens the list is never guessed."""
    for measure in case.measures:
        roles = tuple(role for role in case.stated.get(measure.id, ()) if role.open_list)
        named = tuple(dict.fromkeys(role.department for role in roles))
        if not named:
            continue
        targets = len(case.targets.get(measure.id, ()))
        yield Draft(
            subject=measure.id,
            variant="one" if len(named) == 1 else "plain",
            numbers={"named": len(named), "targets": targets},
            names={"measure": (measure.id,), "departments": named},
            roles=roles,
            nodes=(measure.id, *named),
            targets=targets,
            position=measure.position,
        )
