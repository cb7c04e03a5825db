"""From the domain's answers to the wire's: plain functions, one an answer."""

from collections.abc import Iterable
from typing import Any

from api import wire
from graph.model import Edge, Evidence, Node, Passage, Value
from graph.questions.about import About
from graph.questions.duties import Duties, Duty
from graph.questions.neighbourhood import Subgraph, Way
from graph.questions.partners import Partners, Partnership
from graph.questions.plans import EvidenceAnswer, PlanLine, PlanOutline
from graph.questions.targets import TargetAnswer, Targets
from graph.questions.workload import Load, PlanLoad, Workload, Workloads
from graph.questions.works import Link, Party, WorkAnswer
from graph.roster import Roster
from graph.schema import schema
from graph.serial import problem_to_json, properties_to_json
from graph.store import LoadRecord, Page, Status


def department(node: Node) -> wire.DepartmentOut:
    """A department with all its names."""
    return wire.DepartmentOut(
        **_department_fields(node),
        level=_text(node, "level"),
        slots=_list(node, "slots"),
        aliases=_list(node, "aliases"),
        aliases_en=_list(node, "aliases_en"),
        candidates=_list(node, "candidates"),
    )


def departments(page: Page[Node]) -> wire.DepartmentsOut:
    """A page of departments."""
    return wire.DepartmentsOut(items=[department(node) for node in page.items], offset=page.offset, total=page.total)


def duties(answer: Duties) -> wire.DutiesOut:
    """What a department is on the hook for."""
    return wire.DutiesOut(
        department=department(answer.department),
        items=[duty(item) for item in answer.page.items],
        offset=answer.page.offset,
        total=answer.page.total,
        also_mentioned=[duty(item) for item in answer.also_mentioned],
        plan_wide=[duty(item) for item in answer.plan_wide],
        inherited=answer.inherited,
        through=answer.through,
        about=about(answer.about),
    )


def duty(item: Duty) -> wire.DutyOut:
    """One duty."""
    properties = item.edge.properties
    return wire.DutyOut(
        role=item.role,
        order=_int(properties["order"]),
        of=_int(properties["list_length"]),
        open_list=bool(properties["open_list"]),
        form=str(properties["form"]),
        scope=str(properties["scope"]),
        measure=work_ref(item.work, item.targets),
        plan=plan_ref(item.plan),
        partners=[wire.PartnerOut(role=p.role, department=department_ref(p.department)) for p in item.partners],
        evidence=evidence(item.edge),
        unit=str(properties["unit"]),
        predecessor=department_ref(item.predecessor) if item.predecessor else None,
        through=through(item.through, item.roster) if item.through and item.roster else None,
    )


def through(collective: Node, roster: Roster) -> wire.ThroughOut:
    """A collective, and the roster that counts the department to it."""
    return wire.ThroughOut(
        collective=department_ref(collective), begin=roster.begin, end=roster.end, source=roster.source
    )


def workload(answer: Workload) -> wire.WorkloadOut:
    """One department's load."""
    return wire.WorkloadOut(
        **_load_fields(answer.load), by_plan=[_plan_load(line) for line in answer.by_plan], about=about(answer.about)
    )


def workloads(answer: Workloads) -> wire.WorkloadsOut:
    """All departments by load."""
    return wire.WorkloadsOut(
        items=[wire.LoadOut(**_load_fields(load)) for load in answer.page.items],
        offset=answer.page.offset,
        total=answer.page.total,
        measures=answer.measures,
        about=about(answer.about),
    )


def partners(answer: Partners) -> wire.PartnersOut:
    """With whom a department works."""
    return wire.PartnersOut(
        department=department(answer.department),
        items=[_partnership(item) for item in answer.page.items],
        offset=answer.page.offset,
        total=answer.page.total,
        about=about(answer.about),
    )


def work(answer: WorkAnswer) -> wire.WorkOut:
    """A measure or goal with everything around it."""
    node = answer.node
    return wire.WorkOut(
        kind=node.kind,
        id=node.id,
        label=_text(node, "label"),
        title=_text(node, "title"),
        basis=_text(node, "basis") or _text(node, "kind"),
        deadline=_text(node, "deadline"),
        text=_text(node, "text"),
        assigned=_flag(node, "assigned"),
        open_list=_flag(node, "open_list"),
        plan=plan_ref(answer.plan),
        parties=[party(item) for item in answer.parties],
        also_mentioned=[party(item) for item in answer.also_mentioned],
        targets=[target_ref(link.node) for link in answer.targets],
        bears_on=[_bearing(link) for link in answer.bears_on],
        serves=[work_ref(link.node) for link in answer.serves],
        part_of=[work_ref(link.node) for link in answer.part_of],
        parts=[work_ref(link.node) for link in answer.parts],
        measures=[_measure_line(link, answer.table.get(link.node.id, ())) for link in answer.measures],
        about=about(answer.about),
    )


def targets(answer: Targets) -> wire.TargetsOut:
    """Targets with their owners."""
    return wire.TargetsOut(
        items=[target(item) for item in answer.page.items],
        offset=answer.page.offset,
        total=answer.page.total,
        about=about(answer.about),
    )


def target(item: TargetAnswer) -> wire.TargetOut:
    """One target with its owners."""
    return wire.TargetOut(
        **_target_fields(item.target),
        holder=work_ref(item.holder),
        plan=plan_ref(item.plan),
        owners=[party(owner) for owner in item.owners],
        borne_on_by=[work_ref(link.node) for link in item.borne_on_by],
    )


def search(page: Page[Node]) -> wire.SearchOut:
    """Nodes that contain the words."""
    return wire.SearchOut(items=[node_out(node) for node in page.items], offset=page.offset, total=page.total)


def subgraph(answer: Subgraph) -> wire.SubgraphOut:
    """The graph around a node."""
    return wire.SubgraphOut(
        center=answer.center.id,
        nodes=[node_out(node) for node in answer.nodes],
        edges=[edge_out(edge) for edge in answer.edges],
        truncated=answer.truncated,
    )


def way(answer: Way) -> wire.WayOut:
    """A shortest way."""
    return wire.WayOut(nodes=[node_out(n) for n in answer.nodes], edges=[edge_out(e) for e in answer.edges])


def plans(page: Page[PlanLine]) -> wire.PlansOut:
    """A page of plans."""
    return wire.PlansOut(
        items=[plan(line.plan, line.record) for line in page.items], offset=page.offset, total=page.total
    )


def plan(node: Node, record: LoadRecord | None) -> wire.PlanOut:
    """A plan with what its load said."""
    return wire.PlanOut(
        **_plan_fields(node),
        issuer=_text(node, "issuer"),
        jurisdiction=_text(node, "jurisdiction"),
        level=_text(node, "level"),
        date=_text(node, "date"),
        edition=_text(node, "edition"),
        document=record.document if record else "",
        loaded_at=record.loaded_at if record else "",
        ruleset=record.ruleset if record else "",
        figures=record.figures if record else {},
    )


def outline(answer: PlanOutline, record: LoadRecord | None) -> wire.OutlineOut:
    """A plan's goals and measures in text order."""
    return wire.OutlineOut(
        plan=plan(answer.plan, record),
        items=[
            wire.OutlineItemOut(
                work=work_ref(item.node, item.targets),
                parties=[party(p) for p in item.parties],
                also_mentioned=[party(p) for p in item.also_mentioned],
            )
            for item in answer.items
        ],
        plan_wide=[party(p) for p in answer.plan_wide],
        also_mentioned=[party(p) for p in answer.also_mentioned],
        targets=[target_ref(node) for node in answer.targets],
    )


def report(node: Node, record: LoadRecord) -> wire.ReportOut:
    """The load report of a plan."""
    return wire.ReportOut(
        plan=plan_ref(node),
        loaded_at=record.loaded_at,
        ruleset=record.ruleset,
        figures=record.figures,
        problems=[wire.ProblemOut(**problem_to_json(problem)) for problem in record.problems],
    )


def evidence_answer(answer: EvidenceAnswer) -> wire.EvidenceAnswerOut:
    """An edge with its words and where they stood."""
    return wire.EvidenceAnswerOut(
        edge=edge_out(answer.edge),
        source=node_out(answer.source),
        target=node_out(answer.target),
        file_name=answer.file_name,
        origins=[
            wire.OriginOut(start=o.start, end=o.end, place=o.place, generated=o.generated) for o in answer.origins
        ],
        before=answer.before,
        after=answer.after,
    )


def status(found: Status) -> wire.StatusOut:
    """The store and what it holds."""
    return wire.StatusOut(
        engine=found.engine,
        address=found.address,
        schema_version=found.schema_version,
        nodes=found.nodes,
        edges=found.edges,
        decisions=found.decisions,
        last_load=found.last_load,
    )


def about(found: About) -> wire.AboutOut:
    """The fine print."""
    return wire.AboutOut(
        plans=list(found.plans),
        open_lists=found.open_lists,
        collectives=list(found.collectives),
        plan_wide=[evidence(edge) for edge in found.plan_wide],
        unread=found.unread,
        last_load=found.last_load,
        rejected=[
            wire.RejectedOut(
                decision=decision.id,
                said=decision.subject_name,
                by=decision.by,
                at=decision.at,
                why=decision.why,
                evidence=evidence(decision.edge),
            )
            for decision in found.rejected
            if decision.edge is not None
        ],
    )


def party(item: Party) -> wire.PartyOut:
    """A department in a role."""
    properties = item.edge.properties
    return wire.PartyOut(
        role=item.role,
        department=department_ref(item.department),
        form=str(properties["form"]),
        order=_int(properties["order"]),
        of=_int(properties["list_length"]),
        open_list=bool(properties["open_list"]),
        evidence=evidence(item.edge),
    )


def work_ref(node: Node, held: Iterable[Node] = ()) -> wire.WorkRef:
    """A measure, goal or plan in short."""
    return wire.WorkRef(
        kind=node.kind,
        id=node.id,
        label=_text(node, "label"),
        title=_text(node, "title"),
        basis=_text(node, "basis") or _text(node, "kind"),
        deadline=_text(node, "deadline"),
        targets=[target_ref(target) for target in held],
    )


def target_ref(node: Node) -> wire.TargetRef:
    """A target in short."""
    return wire.TargetRef(**_target_fields(node))


def plan_ref(node: Node) -> wire.PlanRef:
    """A plan in short."""
    return wire.PlanRef(**_plan_fields(node))


def node_out(node: Node) -> wire.NodeOut:
    """Any node."""
    return wire.NodeOut(
        kind=node.kind,
        id=node.id,
        caption=schema().caption(node),
        plan=node.plan,
        properties=properties_to_json(node.properties),
    )


def edge_out(edge: Edge) -> wire.EdgeOut:
    """Any edge."""
    return wire.EdgeOut(
        kind=edge.kind,
        id=edge.id,
        source=edge.source,
        target=edge.target,
        plan=edge.plan,
        properties=properties_to_json(edge.properties),
        evidence=evidence(edge),
    )


def evidence(edge: Edge) -> wire.EvidenceOut:
    """The words behind an edge."""
    found: Evidence = edge.evidence
    return wire.EvidenceOut(
        edge=edge.id,
        basis=found.basis,
        document=found.document,
        section=found.section,
        statement=_passage(found.statement),
        party=_passage(found.party),
        governing=[passage for item in found.governing if (passage := _passage(item))],
        rule=found.rule,
        ruleset=found.ruleset,
    )


def _passage(passage: Passage | None) -> wire.PassageOut | None:
    return wire.PassageOut(start=passage.start, end=passage.end, quote=passage.quote) if passage else None


def department_ref(node: Node) -> wire.DepartmentRef:
    """A department in short."""
    return wire.DepartmentRef(**_department_fields(node))


def _department_fields(node: Node) -> dict[str, str]:
    return {"id": node.id, **{name: _text(node, name) for name in ("name", "name_en", "kind", "jurisdiction")}}


def _plan_fields(node: Node) -> dict[str, str]:
    return {"id": node.id, "title": _text(node, "title"), "number": _text(node, "number")}


def _target_fields(node: Node) -> dict[str, str]:
    names = ("metric", "comparator", "value", "unit", "baseline", "deadline", "kind", "text")
    return {"id": node.id, **{name: _text(node, name) for name in names}}


def _load_fields(load: Load) -> dict[str, Any]:
    counts = ("lead", "lead_alone", "lead_shared", "responsible", "support", "total")
    shares = ("own_share", "support_share", "seats")
    return {"department": department_ref(load.department), **{name: getattr(load, name) for name in counts + shares}}


def _plan_load(line: PlanLoad) -> wire.PlanLoadOut:
    return wire.PlanLoadOut(
        plan=plan_ref(line.plan), lead=line.lead, responsible=line.responsible, support=line.support
    )


def _partnership(item: Partnership) -> wire.PartnershipOut:
    return wire.PartnershipOut(
        department=department_ref(item.department),
        together=item.together,
        both_lead=item.both_lead,
        leads_for_us=item.leads_for_us,
        we_lead_for=item.we_lead_for,
        measures=[work_ref(node) for node in item.measures],
    )


def _bearing(link: Link) -> wire.BearingOut:
    properties = link.edge.properties
    return wire.BearingOut(
        node=target_ref(link.node),
        topic=str(properties["topic"]),
        measure_words=_words(properties["measure_words"]),
        target_words=_words(properties["target_words"]),
        inferred=True,
        evidence=evidence(link.edge),
    )


def _measure_line(link: Link, found: Iterable[Party]) -> wire.MeasureLine:
    return wire.MeasureLine(
        measure=work_ref(link.node),
        parties=[wire.PartnerOut(role=p.role, department=department_ref(p.department)) for p in found],
    )


def _text(node: Node, name: str) -> str:
    return str(node.properties.get(name, ""))


def _list(node: Node, name: str) -> list[str]:
    return _words(node.properties.get(name, ()))


def _words(value: Value) -> list[str]:
    return list(value) if isinstance(value, tuple) else []


def _flag(node: Node, name: str) -> bool | None:
    value = node.properties.get(name)
    return value if isinstance(value, bool) else None


def _int(value: Value) -> int:
    return value if isinstance(value, int) else 0
