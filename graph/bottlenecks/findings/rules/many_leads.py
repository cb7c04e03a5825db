"""A measure with many leads: the text seldom says who is first. With targets at stake it weighs more (another rule)."""

from collections.abc import Iterator

from graph.bottlenecks.facts import BearingFact, MeasureFact
from graph.bottlenecks.findings.case import Case, Draft


def find(case: Case) -> Iterator[Draft]:
    """Measures with many leads and no target, their own or one that they bear on."""
    return (draft for draft in shared(case) if not at_stake(draft))


def at_stake(draft: Draft) -> float:
    """Sub-targets in the measure, and headline ones that it (inferred) bears on."""
    return draft.numbers["targets"] + draft.numbers["headline"]


def shared(case: Case) -> Iterator[Draft]:
    """All measures with many leads; links to headline targets are inferred, so they are told and put nothing in order."""
    for measure, leads, parties in zip(case.measures, case.kernel.leads, case.kernel.parties, strict=True):
        if leads >= case.thresholds["many_leads"]:
            yield _draft(case, measure, int(leads), int(parties))


def _draft(case: Case, measure: MeasureFact, leads: int, parties: int) -> Draft:
    own = case.targets.get(measure.id, ())
    bearings = _bearings(case, measure)
    named = tuple(dict.fromkeys(role.department for role in case.leads_of(measure.id)))
    pairs = parties * (parties - 1) // 2
    return Draft(
        subject=measure.id,
        variant=("both" if bearings else "own") if own else "borne" if bearings else "plain",
        numbers={"leads": leads, "parties": parties, "pairs": pairs, "targets": len(own), "headline": len(bearings)},
        names={
            "measure": (measure.id,),
            "leads_named": named,
            "first": named[:1],
            "own": tuple(target.id for target in own),
            "borne": tuple(bearing.target for bearing in bearings),
        },
        roles=case.stated[measure.id],
        edges=(*(target.edge for target in own), *(bearing.edge for bearing in bearings)),
        nodes=(measure.id, *named, *(target.id for target in own), *(bearing.target for bearing in bearings)),
        targets=len(own),
        pairs=pairs,
        position=measure.position,
    )


def _bearings(case: Case, measure: MeasureFact) -> list[BearingFact]:
    headline = {target.id: target.position for target in case.facts.targets if target.headline}
    found = {
        bearing.target: bearing
        for bearing in sorted(case.facts.bearings, key=lambda bearing: bearing.edge)
        if bearing.measure == measure.id and bearing.target in headline
    }
    return sorted(found.values(), key=lambda bearing: (headline[bearing.target], bearing.target))
