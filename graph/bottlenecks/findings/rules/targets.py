"""Targets at stake: under many leads, under one alone, or in nobody's hands."""

from collections.abc import Iterator

from graph.bottlenecks.findings.case import Case, Draft
from graph.bottlenecks.findings.rules.leads import at_stake, shared

MOST_BORNE = 3
"""Measures that the sentence on a headline target names; of more it says how many there are. They are inferred, not stated."""


def target_many_leads(case: Case) -> Iterator[Draft]:
    """Measures with many leads (in a plan without leads: responsible) that have a sub-target of their own, or (inferred) bear on a headline one."""
    return (draft for draft in shared(case) if at_stake(draft))


def target_sole_lead(case: Case) -> Iterator[Draft]:
    """Measures that one carries (leads it, or is responsible where nobody leads) in which sub-targets stand."""
    kernel = case.kernel
    for measure, leads, carriers, parties in zip(
        case.measures, kernel.leads, kernel.carriers, kernel.parties, strict=True
    ):
        targets = case.targets.get(measure.id, ())
        if carriers != 1 or len(targets) < case.thresholds["sole_targets"]:
            continue
        roles = case.heads_of(measure.id)
        lead = roles[0].department
        variant = "helped" if parties > 1 else "plain"
        yield Draft(
            subject=measure.id,
            variant=variant if leads else f"{variant}-unled",
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
                variant="plain" if not bearings else "borne" if len(bearings) <= MOST_BORNE else "borne-many",
                numbers={"bearing": len(bearings)},
                names={
                    "target": (target.id,),
                    "measures": tuple(bearing.measure for bearing in bearings[:MOST_BORNE]),
                },
                labels={"value": target.value},
                edges=(target.edge, *(bearing.edge for bearing in bearings)),
                nodes=(target.id, holder, *(bearing.measure for bearing in bearings)),
                targets=1,
                position=target.position,
            )
