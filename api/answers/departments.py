"""From departments, their duties, load and partners to the wire's shapes."""

from collections.abc import Mapping
from typing import Any

from api.answers import references as answers
from api.answers.references import (
    about,
    department_fields,
    department_ref,
    partner,
    place_fields,
    plan_ref,
    sliced,
    work_ref,
)
from api.decisions.notes import progress
from api.facets.counted import facets_out
from api.wire import departments as shapes
from graph.model import Node
from graph.questions.departments.duties import Duties, Duty
from graph.questions.departments.duties_across import Across, Line
from graph.questions.departments.owing import Owing, OwingList
from graph.questions.departments.partners import Partners, Partnership
from graph.questions.departments.reminders import Owed, Reminders
from graph.questions.departments.workload import Load, PlanLoad, Workload, Workloads
from graph.roster import Roster
from graph.store import Page


def departments(page: Page[Node]) -> shapes.DepartmentsOut:
    """A page of departments."""
    return shapes.DepartmentsOut(**sliced(page, department))


def department(node: Node) -> shapes.DepartmentOut:
    """A department with all its names."""
    return shapes.DepartmentOut(
        **department_fields(node),
        level=node.text("level"),
        code=node.text("code"),
        slots=list(node.texts("slots")),
        aliases=list(node.texts("aliases")),
        aliases_en=list(node.texts("aliases_en")),
        candidates=list(node.texts("candidates")),
    )


def duties(answer: Duties) -> shapes.DutiesOut:
    """What a department is on the hook for."""
    return shapes.DutiesOut(
        department=department(answer.department),
        **sliced(answer.page, duty),
        also_mentioned=[duty(item) for item in answer.also_mentioned],
        plan_wide=[duty(item) for item in answer.plan_wide],
        inherited=answer.inherited,
        through=answer.through,
        about=about(answer.about),
    )


def duty(item: Duty) -> shapes.DutyOut:
    """One duty."""
    return shapes.DutyOut(
        role=item.role,
        **place_fields(item.edge),
        scope=str(item.edge.properties["scope"]),
        measure=work_ref(item.work, item.targets),
        plan=plan_ref(item.plan),
        partners=[partner(p) for p in item.partners],
        unit=str(item.edge.properties["unit"]),
        predecessor=department_ref(item.predecessor) if item.predecessor else None,
        through=_through(item.through, item.roster) if item.through and item.roster else None,
    )


def _through(collective: Node, roster: Roster) -> shapes.ThroughOut:
    return shapes.ThroughOut(
        collective=department_ref(collective), begin=roster.begin, end=roster.end, source=roster.source
    )


def reminders(answer: Reminders, offset: int = 0, limit: int | None = None) -> shapes.RemindersOut:
    """What a department owes, or a part of it."""
    part = Page(answer.owed[offset : offset + limit if limit is not None else None], offset, len(answer.owed))
    return shapes.RemindersOut(
        department=department(answer.department),
        **sliced(part, _owed),
        today=answer.today.isoformat(),
        before=answer.before.isoformat(),
        counts=dict(answer.counts),
    )


def _owed(item: Owed) -> shapes.OwedOut:
    said = duty(item.duty)
    return shapes.OwedOut(
        kind=item.kind,
        roles=list(item.roles),
        measure=said.measure,
        plan=said.plan,
        deadline=item.deadline,
        last=item.last,
        days=item.days,
        targets=[answers.target_ref(target) for target in item.targets],
        partners=said.partners,
        evidence=said.evidence,
        progress=progress(said.evidence.read_as, item.progress) if item.progress else None,
        predecessor=said.predecessor,
        through=said.through,
    )


def owing(answer: OwingList) -> shapes.OwingListOut:
    """Who has to be reminded."""
    return shapes.OwingListOut(
        **sliced(answer.page, _owing), today=answer.today.isoformat(), before=answer.before.isoformat()
    )


def _owing(item: Owing) -> shapes.OwingOut:
    return shapes.OwingOut(
        department=department_ref(item.department), overdue=item.overdue, soon=item.soon, silent=item.silent
    )


def workload(answer: Workload) -> shapes.WorkloadOut:
    """One department's load."""
    return shapes.WorkloadOut(
        **_load_fields(answer.load), by_plan=[_plan_load(line) for line in answer.by_plan], about=about(answer.about)
    )


def workloads(answer: Workloads) -> shapes.WorkloadsOut:
    """All departments by load."""
    return shapes.WorkloadsOut(
        **sliced(answer.page, lambda load: shapes.LoadOut(**_load_fields(load))),
        measures=answer.measures,
        about=about(answer.about),
    )


def _load_fields(load: Load) -> dict[str, Any]:
    counts = ("lead", "lead_alone", "lead_shared", "responsible", "support", "total")
    shares = ("own_share", "support_share", "seats")
    return {"department": department_ref(load.department), **{name: getattr(load, name) for name in counts + shares}}


def _plan_load(line: PlanLoad) -> shapes.PlanLoadOut:
    return shapes.PlanLoadOut(
        plan=plan_ref(line.plan), lead=line.lead, responsible=line.responsible, support=line.support
    )


def partners(answer: Partners) -> shapes.PartnersOut:
    """With whom a department works."""
    return shapes.PartnersOut(
        department=department(answer.department), **sliced(answer.page, _partnership), about=about(answer.about)
    )


def _partnership(item: Partnership) -> shapes.PartnershipOut:
    return shapes.PartnershipOut(
        department=department_ref(item.department),
        together=item.together,
        both_lead=item.both_lead,
        leads_for_us=item.leads_for_us,
        we_lead_for=item.we_lead_for,
        measures=[work_ref(node) for node in item.measures],
    )


def across(found: Across) -> shapes.AcrossOut:
    """A page of duties with the counts of all."""
    return shapes.AcrossOut(
        **answers.sliced(found.page, across_line),
        roles=_counts(found.roles, {}),
        plans=_counts(found.plans, found.titles),
        of_plans=found.of_plans,
        years=_counts(found.years, {}),
        facets=facets_out(found.facets),
        without=dict(found.without),
    )


def across_line(item: Line) -> shapes.LineOut:
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
