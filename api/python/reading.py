"""From the domain's answers to flat rows."""

from collections.abc import Iterable

from api.python.rows import DepartmentRow, DutyRow, FindingRow, PartnerRow, PlanRow, TargetRow
from graph.bottlenecks.findings.findings import Finding
from graph.deadlines.due import due
from graph.model import Node, quote_of
from graph.place_words import is_known
from graph.questions.departments.duties import Duty
from graph.questions.departments.partners import Partnership
from graph.questions.departments.workload import Load
from graph.questions.plans.plans import PlanLine
from graph.questions.plans.targets import TargetAnswer
from graph.schema import Language, schema


def plan_row(line: PlanLine) -> PlanRow:
    """A plan of the list."""
    figures = line.figures
    return PlanRow(
        id=line.plan.id,
        title=line.plan.text("title"),
        number=line.plan.text("number"),
        issuer=line.plan.text("issuer"),
        place=place_of(line.plan),
        date=line.plan.text("date"),
        edition=line.plan.text("edition"),
        document=_digest(line.record.document if line.record else ""),
        loaded_at=line.record.loaded_at if line.record else "",
        duties=figures.get("role_edges", 0),
        targets=figures.get("targets", 0),
        milestones=figures.get("milestones", 0),
        not_read=figures.get("problems", 0),
    )


def department_row(load: Load) -> DepartmentRow:
    """A department's load."""
    return DepartmentRow(
        id=load.department.id,
        name=load.department.text("name"),
        name_en=load.department.text("name_en"),
        kind=load.department.text("kind"),
        place=place_of(load.department),
        lead=load.lead,
        lead_alone=load.lead_alone,
        lead_shared=load.lead_shared,
        responsible=load.responsible,
        support=load.support,
        total=load.total,
        own_share=load.own_share,
        seats=load.seats,
    )


def duty_row(department: Node, duty: Duty) -> DutyRow:
    """A duty of a department, its own or one that it took over."""
    edge, said = duty.edge, duty.edge.evidence.statement
    first, last = _days(duty.work.text("deadline"))
    return DutyRow(
        department_id=department.id,
        department=department.text("name"),
        department_place=place_of(department),
        role=duty.role,
        work_id=duty.work.id,
        kind=duty.work.kind,
        label=duty.work.text("label"),
        title=duty.work.text("title"),
        text=duty.work.text("text"),
        deadline=duty.work.text("deadline"),
        due_first=first,
        due_last=last,
        leads=_names(partner.department for partner in duty.partners if partner.role == "lead"),
        others=_names(partner.department for partner in duty.partners if partner.role != "lead"),
        targets=tuple(schema().caption(target) for target in duty.targets),
        order=int(str(edge.properties.get("order", 0))),
        list_length=int(str(edge.properties.get("list_length", 0))),
        open_list=bool(edge.properties.get("open_list")),
        of_predecessor=duty.predecessor.text("name") if duty.predecessor else "",
        through=duty.through.text("name") if duty.through else "",
        plan_id=duty.plan.id,
        plan_number=duty.plan.text("number"),
        plan_title=duty.plan.text("title"),
        plan_date=duty.plan.text("date"),
        plan_place=place_of(duty.plan),
        section=edge.evidence.section,
        quote=quote_of(said),
        start=said.start if said else 0,
        end=said.end if said else 0,
        document=_digest(edge.evidence.document),
        edge_id=edge.id,
    )


def target_row(found: TargetAnswer) -> TargetRow:
    """A target with its owners."""
    target = found.target
    owners = {
        role: tuple(party.department for party in found.owners if party.role == role)
        for role in ("lead", "responsible")
    }
    number = target.properties.get("number")
    first, last = _days(target.text("deadline"))
    return TargetRow(
        id=target.id,
        metric=target.text("metric"),
        comparator=target.text("comparator"),
        value=target.text("value"),
        number=float(number) if isinstance(number, (int, float)) else None,
        unit=target.text("unit"),
        baseline=target.text("baseline"),
        deadline=target.text("deadline"),
        due_first=first,
        due_last=last,
        kind=target.text("kind"),
        stated_in=f"{found.holder.text('label')}{schema().caption(found.holder)}",
        stated_in_id=found.holder.id,
        leads=_names(owners["lead"]),
        lead_ids=tuple(owner.id for owner in owners["lead"]),
        responsible=_names(owners["responsible"]),
        responsible_ids=tuple(owner.id for owner in owners["responsible"]),
        plan_id=found.plan.id,
        plan_number=found.plan.text("number"),
        plan_title=found.plan.text("title"),
        plan_date=found.plan.text("date"),
        plan_place=place_of(found.plan),
        quote=target.text("text"),
        start=target.whole("start"),
        end=target.whole("end"),
        document=_digest(found.edge.evidence.document),
    )


def partner_row(met: Partnership) -> PartnerRow:
    """Another party of the department's measures."""
    return PartnerRow(
        department_id=met.department.id,
        department=met.department.text("name"),
        place=place_of(met.department),
        together=met.together,
        both_lead=met.both_lead,
        we_lead_for=met.we_lead_for,
        leads_for_us=met.leads_for_us,
        measure_ids=tuple(measure.id for measure in met.measures),
    )


def finding_row(finding: Finding, numbers: dict[str, str], language: Language) -> FindingRow:
    """A finding in words of a language; `numbers` are the plans' by id."""
    return FindingRow(
        id=finding.id,
        rule=finding.rule,
        tier=finding.tier,
        plan_id=finding.plan,
        plan_number=numbers.get(finding.plan, ""),
        subject=finding.subject,
        title=finding.title[language],
        sentence=finding.sentence[language],
        resolve=finding.resolve[language],
        numbers=dict(finding.numbers),
        node_ids=finding.nodes,
        edge_ids=finding.edges,
    )


def place_of(node: Node) -> str:
    """The place of a plan or department; empty where nobody says it."""
    place = node.text("jurisdiction")
    return place if is_known(place) else ""


def _names(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(node.text("name") for node in nodes)


def _days(deadline: str) -> tuple[str, str]:
    found = due(deadline)
    return (found.first, found.last) if found else ("", "")


def _digest(document: str) -> str:
    return document.removeprefix("sha256:")
