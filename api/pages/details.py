"""One measure, goal, plan, text, report, target, edge: the pages about one thing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, NamedTuple

from fastapi import Query, Request
from fastapi.responses import HTMLResponse

from api.answers import graph as answers_graph
from api.answers import measures as answers_measures
from api.answers import plans as answers_plans
from api.answers import references as answers
from api.decisions.notes import notes
from api.http.delivery.router import Router
from api.http.dependencies import Offset, ViewDep, get_today
from api.http.pages import PAGE_SIZE, page, page_language, page_path, twin
from api.pages.decided.corrections import choices
from api.pages.shown.marked_text import pieces
from api.pages.shown.text_parts import part_at
from api.wire import graph as wire_graph
from api.wire import measures as wire_measures
from api.wire import plans as wire_plans
from api.wire import references as wire
from graph.decisions import RETARGETS
from graph.model import Edge, Node
from graph.questions.departments.settled_names import open_names, settled
from graph.questions.plans.citations import citations
from graph.questions.plans.measures import work
from graph.questions.plans.plans import evidence, find_plan, outline, plan_line
from graph.questions.plans.progress import reported
from graph.questions.plans.replacements import replacements
from graph.questions.plans.targets import one_target
from graph.schema import schema
from graph.store import View
from viz.site.spoken import place_words

router = Router(include_in_schema=False)


MOST_WORKS = 200
"""Titles that a page offers to choose from; others are written out."""


class Paged(NamedTuple):
    """What a page shows of a list, where it begins and how long the list is."""

    items: list[wire_plans.OutlineItemOut]
    offset: int
    total: int


@router.get("/measures/{key:path}")
def measure_page(request: Request, view: ViewDep, key: str) -> HTMLResponse:
    """A measure."""
    return _work_page(request, view, answers_measures.work(work(view, key, "Measure")))


@router.get("/goals/{key:path}")
def goal_page(request: Request, view: ViewDep, key: str) -> HTMLResponse:
    """A goal: who must sit at one table."""
    return _work_page(request, view, answers_measures.work(work(view, key, "Goal")))


def _work_page(request: Request, view: ViewDep, shown: wire_measures.WorkOut) -> HTMLResponse:
    return page(
        request,
        "work.html",
        work=shown,
        figures=_figures(view, shown.plan.id),
        notes=notes(view, shown),
        choices=choices(),
        twin=twin(request),
    )


def _figures(view: ViewDep, plan: str) -> Mapping[str, int]:
    """What the load of a plan counted: whether it was read in part."""
    record = view.load_record(plan)
    return record.figures if record else {}


@router.get("/plans/{key:path}/text")
def text_page(
    request: Request,
    view: ViewDep,
    key: str,
    start: Annotated[int | None, Query(ge=0, le=2**31)] = None,
    end: Annotated[int | None, Query(ge=0, le=2**31)] = None,
    offset: Annotated[int | None, Query(ge=0, le=2**31)] = None,
) -> HTMLResponse:
    """The text with every statement and target marked: the part with the words in question, highlighted, or at `offset`."""
    whole = answers_plans.plan_text(view, key)
    node = find_plan(view, key)
    part = part_at(whole.text, whole.start, start if offset is None else offset)
    shown = whole.text[part.start - whole.start : part.end - whole.start]
    return page(
        request,
        "text.html",
        plan=answers.plan_ref(node),
        figures=_figures(view, node.id),
        part=part,
        pieces=pieces(view, node, shown, part.start, here=(start, end)),
        goes_on=start is not None and end is not None and start < part.end < end and part.next is not None,
        twin=f"/api{page_path('plans', node.id, 'text', start=str(part.start), end=str(part.end))}",
    )


@router.get("/plans/{key:path}/report")
def report_page(request: Request, view: ViewDep, key: str) -> HTMLResponse:
    """The load report."""
    return page(request, "report.html", report=answers_plans.told_report(view, key), twin=twin(request))


@router.get("/plans/{key:path}")
def plan_page(request: Request, view: ViewDep, key: str, show: str = "", offset: Offset = 0) -> HTMLResponse:
    """A plan's goals and measures with parties and targets; `show=nobody` only the measures that name nobody."""
    found = outline(view, find_plan(view, key))
    holding = {edge.target for edge in view.edges([item.node.id for item in found.items], kinds=["PART_OF"])}
    nobody = [
        item for item in found.items if item.node.kind == "Measure" and not item.parties and item.node.id not in holding
    ]
    items = nobody if show == "nobody" else list(found.items)
    shown = replace(found, items=tuple(items[offset : offset + PAGE_SIZE]))
    line = plan_line(view, found.plan)
    outlined = answers_plans.outline(shown, line, replacements(view, found.plan))
    return page(
        request,
        "plan.html",
        outline=outlined,
        items=Paged(outlined.items, offset, len(items)),
        cites=citations(view, plan=found.plan.id).items,
        cited_by=citations(view, act=found.plan.id).items,
        nobody=len(nobody),
        measures=sum(item.node.kind == "Measure" for item in found.items),
        only_nobody=show == "nobody",
        containers=holding,
        notes=notes(view, outlined),
        choices=choices(),
        valid=_validity(found.plan),
        as_read=line.record.figures if line.record else {},
        is_decided=line.is_decided,
        said=reported(view, "all", get_today(request), plan=found.plan.id, limit=0),
        settled=_settled(view, found.plan),
        twin=f"/api{page_path('plans', found.plan.id, 'outline')}",
    )


def _settled(view: View, plan: Node) -> int:
    """How many of a plan's open names people decided since it was read."""
    if not view.decisions(kinds=sorted(RETARGETS)):  # nothing of the plan is read where nobody decided
        return 0
    record = view.load_record(plan.id)
    return settled(open_names(view, plan.id, record.problems)) if record else 0


def _validity(plan: Node) -> dict[str, str]:
    """From when and until when a plan holds, and who issued it: what its form corrects."""
    return {name: plan.text(name) for name in ("issuer", "valid_from", "valid_until")}


@router.get("/targets/{key:path}")
def target_page(request: Request, view: ViewDep, key: str) -> HTMLResponse:
    """One target: what states it, who owns it, what bears on it."""
    found = one_target(view, key)
    shown = answers_measures.target(found)
    return page(
        request,
        "target.html",
        target=shown,
        figures=_figures(view, shown.plan.id),
        evidence=answers.evidence(found.edge),
        notes=notes(view, shown, answers.evidence(found.edge)),
        choices=choices(),
        twin=twin(request),
    )


@router.get("/evidence/{key:path}")
def evidence_page(request: Request, view: ViewDep, key: str) -> HTMLResponse:
    """The words behind an edge."""
    found = answers_graph.evidence_answer(evidence(view, key))
    language = page_language(request)
    places = list(dict.fromkeys(place_words(origin.place, language) for origin in found.origins))
    return page(
        request,
        "evidence.html",
        answer=found,
        places=places,
        notes=notes(view, found),
        choices=choices(),
        beside=_beside(view, found.edge),
        works=_works(view, found.edge) if found.edge.kind in schema().role_of else [],
        twin=twin(request),
    )


class Beside(NamedTuple):
    """Another duty that the same statement says: its edge, role and department."""

    edge: str
    role: str
    department: wire.DepartmentRef


def _beside(view: View, duty: wire_graph.EdgeOut) -> list[Beside]:
    """All duties of the statement that one rests on, itself included, in the order of the text; none where it is alone.

    One link to the words stands for all of them on other pages, so that the right one can be chosen here.
    """
    said = duty.evidence.statement
    if said is None or duty.kind not in schema().role_of:
        return []
    edges = [
        edge
        for edge in view.edges([duty.target], kinds=list(schema().roles.values()), direction="in")
        if edge.evidence.statement is not None
        and (edge.evidence.statement.start, edge.evidence.statement.end) == (said.start, said.end)
    ]
    units = {node.id: node for node in view.nodes(sorted({edge.source for edge in edges}))}
    told = [
        Beside(edge.id, schema().role_of[edge.kind], answers.department_ref(units[edge.source]))
        for edge in sorted(edges, key=_where)
    ]
    return told if len(told) > 1 else []


def _where(edge: Edge) -> tuple[int, str]:
    words = edge.evidence.party or edge.evidence.statement
    return words.start if words else 0, edge.id


def _works(view: ViewDep, duty: wire_graph.EdgeOut) -> list[str]:
    """The titles that a duty may be moved to: of the measures and goals of its plan, where not too many."""
    found = [node for kind in ("Measure", "Goal") for node in view.list_nodes(kind, plan=duty.plan).items]
    return [node.text("label") + node.text("title") for node in found] if len(found) <= MOST_WORKS else []
