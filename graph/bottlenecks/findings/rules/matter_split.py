"""One matter in several measures that have no lead in common."""

from collections.abc import Iterator

from graph.bottlenecks.findings.case import Case, Draft
from graph.bottlenecks.matters import matter


def find(case: Case) -> Iterator[Draft]:
    """Matters of the lexicon in enough led measures without a common lead; who is named in all of them is told."""
    places = {measure: column for column, measure in enumerate(case.kernel.measures)}
    labels = {each.name: each.label for each in case.facts.matters}
    for name in sorted(labels):
        found = [places[each.measure] for each in case.facts.matters if each.name == name]
        split = matter(case.kernel, name, found)
        if len(split.measures) < case.thresholds["matter_measures"] or split.common:
            continue
        measures = tuple(case.kernel.measures[column] for column in split.measures)
        present = tuple(case.kernel.departments[row] for row in split.present)
        roles = tuple(role for measure in measures for role in case.leads_of(measure))
        leads = tuple(dict.fromkeys(role.department for role in roles))
        yield Draft(
            subject=name,
            variant="present" if present else "plain",
            numbers={"measures": len(measures), "leads": len(leads), "present": len(present)},
            names={"measures_named": measures, "leads_named": leads, "present_named": present},
            labels={"matter": labels[name]},
            roles=roles,
            nodes=(*measures, *leads),
            targets=int(case.kernel.targets[list(split.measures)].sum()),
            pairs=len(leads) * (len(leads) - 1) // 2,
            position=case.measures[split.measures[0]].position,
        )
