"""A plan whose measures name nobody at all."""

from collections.abc import Iterator

from graph.bottlenecks.findings.case import Case, Draft


def find(case: Case) -> Iterator[Draft]:
    """One finding in place of one for each measure."""
    if not case.measures or case.kernel.assigned.any():
        return
    everywhere = case.stated.get(case.plan, ())
    yield Draft(
        subject=case.plan,
        variant="plan-wide" if everywhere else "plain",
        numbers={"measures": len(case.measures), "targets": int(case.kernel.targets.sum())},
        names={"departments": tuple(dict.fromkeys(role.department for role in everywhere))},
        roles=everywhere,
        edges=tuple(measure.edge for measure in case.measures),
        nodes=(case.plan, *(measure.id for measure in case.measures)),
        targets=int(case.kernel.targets.sum()),
    )
