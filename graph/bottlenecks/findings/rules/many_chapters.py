"""A department that leads in many chapters: it is pulled into many themes at once."""

from collections.abc import Iterator

from graph.bottlenecks.figures.dependence import targets_at_stake
from graph.bottlenecks.findings.case import LEAD, Case, Draft


def find(case: Case) -> Iterator[Draft]:
    """Departments whose led measures stand under many outermost chapters."""
    chapters = {measure.id: measure.chapter for measure in case.measures}
    stake = targets_at_stake(case.kernel)
    for place, department in enumerate(case.departments):
        roles = tuple(role for role in case.roles_of(department.id) if role.role == LEAD)
        led = tuple(dict.fromkeys(role.object for role in roles))
        under = {chapters[measure] for measure in led} - {""}
        if len(under) < case.thresholds["many_chapters"]:
            continue
        yield Draft(
            subject=department.id,
            numbers={"chapters": len(under), "lead": len(led), "targets": int(stake[place])},
            names={"department": (department.id,), "measures": led},
            roles=roles,
            nodes=(department.id, *led),
            targets=int(stake[place]),
            pairs=sum(_pairs(case, measure) for measure in led),
        )


def _pairs(case: Case, measure: str) -> int:
    parties = int(case.kernel.parties[case.kernel.measures.index(measure)])
    return parties * (parties - 1) // 2
