"""What a plan asks of one department: much, in many chapters, only help, or a lead without an office."""

from collections.abc import Iterator

from graph.bottlenecks.figures.counts import workloads
from graph.bottlenecks.figures.dependence import sole_measures, targets_at_stake
from graph.bottlenecks.figures.partners import own_pairs
from graph.bottlenecks.figures.robustness import rank_range
from graph.bottlenecks.findings.case import Case, Draft


def busy_department(case: Case) -> Iterator[Draft]:
    """Departments from the thresholds on, with their range of ranks under every weighting."""
    loads, assigned = workloads(case.kernel), int(case.kernel.assigned.sum())
    heads = loads.lead if case.has_leads else loads.responsible
    ranks, stake, pairs = rank_range(case.kernel), targets_at_stake(case.kernel), own_pairs(case.kernel)
    for place, department in enumerate(case.departments):
        total, own = int(loads.total[place]), float(loads.own[place])
        carried = int(heads[place])
        alone = int(loads.sole[place]) if case.has_leads else len(sole_measures(case.kernel, place))
        large = total * case.thresholds["share_one_in"] >= assigned and total >= case.thresholds["share_measures"]
        # Where nobody leads, lists of those responsible are long: shares count there, not how often a name stands in one.
        if not large and (carried if case.has_leads else own) < case.thresholds["many_led"]:
            continue
        yield Draft(
            subject=department.id,
            variant=case.variant("helps" if not carried else "alone" if alone else "never-alone"),
            numbers={
                "total": total,
                "assigned": assigned,
                "lead": int(loads.lead[place]),
                "carried": carried,
                "sole": alone,
                "own": round(own, 4),
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
    """Departments whose led measures, or in a plan without leads those that are theirs alone, stand under many outermost chapters."""
    chapters = {measure.id: measure.chapter for measure in case.measures}
    stake = targets_at_stake(case.kernel)
    for place, department in enumerate(case.departments):
        roles = case.carried(department.id)
        if not case.has_leads:
            alone = {case.kernel.measures[column] for column in sole_measures(case.kernel, place)}
            roles = tuple(role for role in roles if role.object in alone)
        led = tuple(dict.fromkeys(role.object for role in roles))
        under = {chapters[measure] for measure in led} - {""}
        if len(under) < case.thresholds["many_chapters"]:
            continue
        yield Draft(
            subject=department.id,
            variant=case.variant("plain"),
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
    """Departments that never lead (are responsible, in a plan without leads), from the threshold on; a collective is said to be one."""
    loads, pairs = workloads(case.kernel), own_pairs(case.kernel)
    heads = loads.lead if case.has_leads else loads.responsible
    for place, department in enumerate(case.departments):
        total = int(loads.total[place])
        if heads[place] or total < case.thresholds["helper_measures"]:
            continue
        roles = case.roles_of(department.id)
        yield Draft(
            subject=department.id,
            variant=case.variant("collective" if department.kind == COLLECTIVE else "plain"),
            numbers={"total": total},
            names={"department": (department.id,), "measures": tuple(dict.fromkeys(role.object for role in roles))},
            roles=roles,
            nodes=(department.id,),
            pairs=int(pairs[place]),
        )


COORDINATING = "coordinating-body"


def leading_group(case: Case) -> Iterator[Draft]:
    """Coordinating bodies that lead (are responsible, in a plan without leads) and have no office."""
    for department in case.departments:
        if department.kind != COORDINATING or department.office:
            continue
        roles = case.carried(department.id)
        led = tuple(dict.fromkeys(role.object for role in roles))
        if not led:
            continue
        yield Draft(
            subject=department.id,
            variant=case.variant("plain"),
            numbers={"lead": len(led)},
            names={"department": (department.id,), "measures": led},
            roles=roles,
            nodes=(department.id, *led),
            targets=sum(len(case.targets.get(measure, ())) for measure in led),
        )
