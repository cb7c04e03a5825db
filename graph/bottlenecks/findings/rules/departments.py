"""What a plan asks of one department: much, in many chapters, only help, or a lead without an office."""

from collections.abc import Iterator

from graph.bottlenecks.figures.counts import workloads
from graph.bottlenecks.figures.dependence import targets_at_stake
from graph.bottlenecks.figures.partners import own_pairs
from graph.bottlenecks.figures.robustness import rank_range
from graph.bottlenecks.findings.case import LEAD, Case, Draft


def busy_department(case: Case) -> Iterator[Draft]:
    """Departments from the thresholds on, with their range of ranks under every weighting."""
    loads, assigned = workloads(case.kernel), int(case.kernel.assigned.sum())
    ranks, stake, pairs = rank_range(case.kernel), targets_at_stake(case.kernel), own_pairs(case.kernel)
    for place, department in enumerate(case.departments):
        total, lead, sole = int(loads.total[place]), int(loads.lead[place]), int(loads.sole[place])
        large = total * case.thresholds["share_one_in"] >= assigned and total >= case.thresholds["share_measures"]
        if not large and lead < case.thresholds["many_led"]:
            continue
        yield Draft(
            subject=department.id,
            variant="helps" if not lead else "alone" if sole else "never-alone",
            numbers={
                "total": total,
                "assigned": assigned,
                "lead": lead,
                "sole": sole,
                "own": round(float(loads.own[place]), 4),
                "load": round(float(loads.load[place]), 3),
                "rank_best": int(ranks.best[place]),
                "rank_worst": int(ranks.worst[place]),
                "targets": int(stake[place]),
            },
            names={"department": (department.id,)},
            roles=case.roles_of(department.id),
            nodes=(department.id,),
            targets=int(stake[place]),
            pairs=int(pairs[place]),
        )


def many_chapters(case: Case) -> Iterator[Draft]:
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


COLLECTIVE = "collective"


def helper_only(case: Case) -> Iterator[Draft]:
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


COORDINATING = "coordinating-body"


def leading_group(case: Case) -> Iterator[Draft]:
    """Coordinating bodies with a lead and without an office."""
    for department in case.departments:
        if department.kind != COORDINATING or department.office:
            continue
        roles = tuple(role for role in case.roles_of(department.id) if role.role == LEAD)
        led = tuple(dict.fromkeys(role.object for role in roles))
        if not led:
            continue
        yield Draft(
            subject=department.id,
            numbers={"lead": len(led)},
            names={"department": (department.id,), "measures": led},
            roles=roles,
            nodes=(department.id, *led),
            targets=sum(len(case.targets.get(measure, ())) for measure in led),
        )
