"""Sub-targets that hang on one lead: if it stalls, nobody else leads them."""

from collections.abc import Iterator

from graph.bottlenecks.findings.case import Case, Draft


def find(case: Case) -> Iterator[Draft]:
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
