"""What a list of units leaves open: who else is meant, and which of two roles holds."""

from collections.abc import Iterator

from graph.bottlenecks.findings.case import Case, Draft
from graph.schema import schema


def contradictory_roles(case: Case) -> Iterator[Draft]:
    """Pairs of department and measure with several formal roles; counts take the strongest."""
    kinds = schema().edges
    edge_kinds = schema().roles
    for measure in case.measures:
        roles = case.stated.get(measure.id, ())
        for department in dict.fromkeys(role.department for role in roles):
            stated = tuple(role for role in roles if role.department == department)
            words = [role for role in edge_kinds if any(one.role == role for one in stated)]
            if len(words) < 2:  # noqa: PLR2004 - a contradiction takes two
                continue
            yield Draft(
                subject=f"{measure.id}|{department}",
                numbers={"roles": len(words)},
                names={"measure": (measure.id,), "department": (department,)},
                labels={
                    "first_role": kinds[edge_kinds[words[0]]].label,
                    "second_role": kinds[edge_kinds[words[1]]].label,
                },
                roles=stated,
                nodes=(measure.id, department),
                targets=len(case.targets.get(measure.id, ())),
                position=measure.position,
            )


def open_list(case: Case) -> Iterator[Draft]:
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
