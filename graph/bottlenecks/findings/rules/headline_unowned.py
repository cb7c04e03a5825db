"""A headline target without an owner: nobody has a role in its goal."""

from collections.abc import Iterator

from graph.bottlenecks.findings.case import Case, Draft


def find(case: Case) -> Iterator[Draft]:
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
