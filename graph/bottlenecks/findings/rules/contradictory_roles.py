"""A department with two roles in one measure."""

from collections.abc import Iterator

from graph.bottlenecks.findings.case import Case, Draft
from graph.schema import schema


def find(case: Case) -> Iterator[Draft]:
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
