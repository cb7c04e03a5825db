"""From plans, their outlines and load reports to the wire's shapes."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from api.answers.references import evidence, party, plan_fields, plan_ref, sliced, target_ref, work_ref
from api.facets.counted import facets_out
from api.wire import plans as shapes
from graph.errors import UnknownIdError
from graph.facets.narrowing import Counts
from graph.ledger.ledger import LoadRecord
from graph.model import Node, Problem
from graph.questions.departments.settled_names import UNREAD_NAME, OpenName, Place, open_names, settled
from graph.questions.plans.citations import ActList, CitationList, CitedAct
from graph.questions.plans.plans import PlanLine, PlanOutline, find_plan, plan_line
from graph.questions.plans.replacements import (
    NONE,
    Replacement,
    Replacements,
    replacements,
    stated_replacements,
)
from graph.questions.plans.same_acts import AlsoNamed
from graph.serial import problem_to_json
from graph.store import Page, View


def plans(view: View, page: Page[PlanLine], facets: Counts | None = None) -> shapes.PlansOut:
    """A page of plans with the counts of what may be chosen besides; two reads for what they replace."""
    stated = stated_replacements(view, [line.plan for line in page.items])
    return shapes.PlansOut(
        **sliced(page, lambda line: plan(line, stated.get(line.plan.id, NONE))),
        facets=facets_out(facets or {}),
    )


def one_plan(view: View, node: Node) -> shapes.PlanOut:
    """A plan with what its load said, what it replaces and what replaces it."""
    return plan(plan_line(view, node), replacements(view, node))


def plan(line: PlanLine, replacing: Replacements = NONE) -> shapes.PlanOut:
    """A plan with what its load said, and its figures as they stand."""
    node, record = line.plan, line.record
    return shapes.PlanOut(
        **plan_fields(node),
        issuer=node.text("issuer"),
        level=node.text("level"),
        edition=node.text("edition"),
        valid_from=node.text("valid_from"),
        validity=node.text("validity"),
        validity_start=_offset(node, "validity_start"),
        validity_end=_offset(node, "validity_end"),
        document=record.document if record else "",
        loaded_at=record.loaded_at if record else "",
        ruleset=record.ruleset if record else "",
        figures=dict(line.figures),
        decisions=list(node.texts("decisions")),
        replaces=[_replacement(each, each.other) for each in replacing.replaces],
        replaced_by=[_replacement(each, each.plan) for each in replacing.replaced_by],
    )


def _replacement(found: Replacement, shown: Node) -> shapes.ReplacementOut:
    return shapes.ReplacementOut(
        how=found.how,
        basis="text" if found.edge else "inferred",
        plan=plan_ref(shown),
        edition=shown.text("edition"),
        date=shown.text("date"),
        evidence=evidence(found.edge) if found.edge else None,
    )


def citations(page: CitationList) -> shapes.CitationsOut:
    """What cites what."""
    return shapes.CitationsOut(
        **sliced(
            page,
            lambda each: shapes.CitationOut(
                plan=plan_ref(each.plan),
                act=plan_ref(each.act),
                loaded=each.loaded,
                how=each.how,
                evidence=evidence(each.edge),
            ),
        ),
        facets=facets_out(page.facets),
    )


def cited_acts(page: ActList) -> shapes.CitedActsOut:
    """Acts that plans name."""
    return shapes.CitedActsOut(
        **sliced(page, cited_act),
        facets=facets_out(page.facets),
    )


def cited_act(each: CitedAct) -> shapes.CitedActOut:
    """An act that plans name, or that is loaded."""
    return shapes.CitedActOut(
        act=plan_ref(each.act),
        loaded=each.loaded,
        plans=each.plans,
        counts=dict(each.counts),
        also=also_named(each.also),
    )


def also_named(found: Iterable[AlsoNamed]) -> list[shapes.AlsoNamedOut]:
    """The other ways in which an act is named."""
    return [shapes.AlsoNamedOut(act=plan_ref(each.act), why=each.why) for each in found]


def outline(answer: PlanOutline, line: PlanLine, replacing: Replacements = NONE) -> shapes.OutlineOut:
    """A plan's goals and measures in text order."""
    return shapes.OutlineOut(
        plan=plan(line, replacing),
        items=[
            shapes.OutlineItemOut(
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


def told_report(view: View, key: str) -> shapes.ReportOut:
    """The load report of a plan, with what people decided of its open names. UnknownIdError for one that is only cited."""
    return told_record(view, *loaded_plan(view, key))


def told_record(view: View, node: Node, record: LoadRecord) -> shapes.ReportOut:
    """The same of what is known of a plan's last load."""
    return report(node, record, open_names(view, node.id, record.problems))


def report(node: Node, record: LoadRecord, names: Mapping[Place, OpenName] = MappingProxyType({})) -> shapes.ReportOut:
    """The load report of a plan; `names` are those that the words leave open."""
    return shapes.ReportOut(
        plan=plan_ref(node),
        loaded_at=record.loaded_at,
        ruleset=record.ruleset,
        figures=record.figures,
        problems=[_with_name(each, names) for each in problems(record.problems)],
        settled=settled(names),
    )


def _with_name(problem: shapes.ProblemOut, names: Mapping[Place, OpenName]) -> shapes.ProblemOut:
    name = names.get((problem.start, problem.end)) if problem.code == UNREAD_NAME else None
    if name is None:
        return problem
    by = name.decision.id if name.decision else ""
    return problem.model_copy(update={"department": name.department, "settled_by": by})


def problems(found: Iterable[Problem]) -> list[shapes.ProblemOut]:
    """What could not be read."""
    return [shapes.ProblemOut(**problem_to_json(problem)) for problem in found]


def plan_text(view: View, key: str, start: int | None = None, end: int | None = None) -> shapes.TextOut:
    """The stored text of a plan, or a slice of its document (code points). UnknownIdError for one that is only cited."""
    node, record = loaded_plan(view, key)
    first = _offset(node, "start") if start is None else start
    text = view.text(record.document, first, _offset(node, "end") if end is None else end)
    return shapes.TextOut(document=record.document, start=first, end=first + len(text), text=text)


def loaded_plan(view: View, key: str) -> tuple[Node, LoadRecord]:
    """The plan that a key names, and the record of its load. UnknownIdError for one that is only cited."""
    node = find_plan(view, key)
    record = view.load_record(node.id)
    if record is None:
        raise UnknownIdError(f"{node.id} is only cited, its text was not loaded", hint="load its file first")
    return node, record


def _offset(node: Node, name: str) -> int:
    value = node.properties.get(name, 0)
    return value if isinstance(value, int) else 0
