"""Targets at stake: under many leads, under one alone, or in nobody's hands."""

from collections.abc import Iterator

from graph.bottlenecks.findings.case import Case, Draft
from graph.bottlenecks.findings.rules.leads import at_stake, shared


def target_many_leads(case: Case) -> Iterator[Draft]:
    """Measures with many leads that have a sub-target of their own, or (inferred) bear on a headline one."""
    return (draft for draft in shared(case) if at_stake(draft))


def target_sole_lead(case: Case) -> Iterator[Draft]:
    """Measures with l = 1 in which sub-targets stand."""
    for measure, leads, parties in zip(case.measures, case.kernel.leads, case.kernel.parties, strict=True):
        targets = case.targets.get(measure.id, ())
        if leads != 1 or len(targets) < case.thresholds["sole_targets"]:
            continue
        roles = case.leads_of(measure.id)
        lead = roles[0].department
        yield Draft(
            subject=measure.id,
            variant="helped" if parties > 1 else "plain",
            numbers={"targets": len(targets), "helpers": int(parties) - 1},
            names={"measure": (measure.id,), "lead": (lead,), "own": tuple(target.id for target in targets)},
            roles=roles,
            edges=tuple(target.edge for target in targets),
            nodes=(measure.id, lead, *(target.id for target in targets)),
            targets=len(targets),
            pairs=int(parties * (parties - 1) // 2),
            position=measure.position,
        )


def headline_unowned(case: Case) -> Iterator[Draft]:
    """Headline targets whose goal has no formal role; the measures that bear on one are inferred, and said to be."""
    for holder, targets in case.targets.items():
        if case.stated.get(holder):
            continue
        for target in targets:
            if not target.headline:
                continue
            bearings = sorted(
                (bearing for bearing in case.facts.bearings if bearing.target == target.id),
                key=lambda bearing: (case.kernel.measures.index(bearing.measure), bearing.edge),
            )
            yield Draft(
                subject=target.id,
                variant="borne" if bearings else "plain",
                numbers={"bearing": len(bearings)},
                names={"target": (target.id,), "measures": tuple(bearing.measure for bearing in bearings)},
                labels={"value": target.value},
                edges=(target.edge, *(bearing.edge for bearing in bearings)),
                nodes=(target.id, holder, *(bearing.measure for bearing in bearings)),
                targets=1,
                position=target.position,
            )
