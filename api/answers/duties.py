"""From duties across departments to the wire's shapes."""

from collections.abc import Mapping

from api.answers import shared as answers
from api.wire import duties as shapes
from graph.questions.departments.duties_across import Across, Line


def across(found: Across) -> shapes.AcrossOut:
    """A page of duties with the counts of all."""
    return shapes.AcrossOut(
        **answers.sliced(found.page, line),
        roles=_counts(found.roles, {}),
        plans=_counts(found.plans, found.titles),
        years=_counts(found.years, {}),
    )


def line(item: Line) -> shapes.LineOut:
    """One duty."""
    return shapes.LineOut(
        role=item.role,
        department=answers.department_ref(item.department),
        measure=answers.work_ref(item.work),
        plan=answers.plan_ref(item.plan),
        due=item.due,
        parties=item.parties,
        evidence=answers.evidence(item.edge),
    )


def _counts(counts: Mapping[str, int], titles: Mapping[str, str]) -> list[shapes.DutyCountOut]:
    return [shapes.DutyCountOut(key=key, title=titles.get(key, key), count=count) for key, count in counts.items()]
