"""A department in a large part of the plan's measures, or leading many."""

from collections.abc import Iterator

from graph.bottlenecks.figures.counts import workloads
from graph.bottlenecks.figures.dependence import targets_at_stake
from graph.bottlenecks.figures.partners import own_pairs
from graph.bottlenecks.figures.robustness import rank_range
from graph.bottlenecks.findings.case import Case, Draft


def find(case: Case) -> Iterator[Draft]:
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
