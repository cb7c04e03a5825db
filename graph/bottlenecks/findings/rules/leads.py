"""Who leads: nobody in the plan or in a measure, many in one measure, or others in each measure of one matter."""

from collections.abc import Iterator

from graph.bottlenecks.facts import BearingFact, MeasureFact
from graph.bottlenecks.findings.case import Case, Draft
from graph.bottlenecks.matters import matter


def no_leads_at_all(case: Case) -> Iterator[Draft]:
    """One note a plan."""
    if case.has_leads or not case.kernel.assigned.any():
        return
    roles = tuple(role for measure in case.measures for role in case.stated.get(measure.id, ()))
    assigned, carried = int(case.kernel.assigned.sum()), int((case.kernel.carriers > 0).sum())
    yield Draft(
        subject=case.plan,
        variant="plain" if carried == assigned else "some",
        numbers={"assigned": assigned, "carried": carried, "departments": len(case.departments)},
        roles=roles[:1],
        nodes=(case.plan,),
    )


def no_lead(case: Case) -> Iterator[Draft]:
    """Measures with l = 0 and n > 1; where one department is named alone, everybody knows whose it is."""
    if not case.has_leads:
        return
    for measure, leads, parties in zip(case.measures, case.kernel.leads, case.kernel.parties, strict=True):
        if leads or parties <= 1:
            continue
        roles = case.stated[measure.id]
        named = tuple(dict.fromkeys(role.department for role in roles))
        yield Draft(
            subject=measure.id,
            numbers={"parties": int(parties), "targets": len(case.targets.get(measure.id, ()))},
            names={"measure": (measure.id,), "departments": named, "first": named[:1]},
            roles=roles,
            nodes=(measure.id, *(role.department for role in roles)),
            targets=len(case.targets.get(measure.id, ())),
            pairs=int(parties * (parties - 1) // 2),
            position=measure.position,
        )


def many_leads(case: Case) -> Iterator[Draft]:
    """Measures with many leads (or many responsible, in a plan without leads) and no target, their own or one that they bear on."""
    return (draft for draft in shared(case) if not at_stake(draft))


def at_stake(draft: Draft) -> float:
    """Sub-targets in the measure, and headline ones that it (inferred) bears on."""
    return draft.numbers["targets"] + draft.numbers["headline"]


def shared(case: Case) -> Iterator[Draft]:
    """All measures with many leads, or in a plan without leads with many that are responsible; links to headline targets are inferred, so they are told and put nothing in order."""
    many = case.thresholds["many_leads" if case.has_leads else "many_responsible"]
    for measure, leads, parties in zip(case.measures, case.heads, case.kernel.parties, strict=True):
        if leads >= many:
            yield _draft(case, measure, int(leads), int(parties))


def _draft(case: Case, measure: MeasureFact, leads: int, parties: int) -> Draft:
    own = case.targets.get(measure.id, ())
    bearings = _bearings(case, measure)
    named = tuple(dict.fromkeys(role.department for role in case.heads_of(measure.id)))
    pairs = parties * (parties - 1) // 2
    return Draft(
        subject=measure.id,
        variant=case.variant(("both" if bearings else "own") if own else "borne" if bearings else "plain"),
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


def matter_split(case: Case) -> Iterator[Draft]:
    """Matters of the lexicon in enough measures that nobody carries all of; who is named in all of them is told."""
    places = {measure: column for column, measure in enumerate(case.kernel.measures)}
    labels = {each.name: each.label for each in case.facts.matters}
    for name in sorted(labels):
        found = [places[each.measure] for each in case.facts.matters if each.name == name]
        split = matter(case.kernel, name, found)
        if len(split.measures) < case.thresholds["matter_measures"] or split.common:
            continue
        measures = tuple(case.kernel.measures[column] for column in split.measures)
        present = tuple(case.kernel.departments[row] for row in split.present)
        roles = tuple(role for measure in measures for role in case.heads_of(measure))
        leads = tuple(dict.fromkeys(role.department for role in roles))
        yield Draft(
            subject=name,
            variant=case.variant("present" if present else "plain"),
            numbers={"measures": len(measures), "leads": len(leads), "present": len(present)},
            names={"measures_named": measures, "leads_named": leads, "present_named": present},
            labels={"matter": labels[name]},
            roles=roles,
            nodes=(*measures, *leads),
            targets=int(case.kernel.targets[list(split.measures)].sum()),
            pairs=len(leads) * (len(leads) - 1) // 2,
            position=case.measures[split.measures[0]].position,
        )
