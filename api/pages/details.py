"""One department, measure, goal, plan, text, report, edge: the pages about one thing."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api import answers
from api.deps import ViewDep, get_rosters
from api.links import page_path
from api.pages.page import PAGE_SIZE, page, twin
from api.pages.pieces import pieces
from api.routes.plans import plan_report, plan_text
from graph.questions.departments import find_department, merged_into
from graph.questions.duties import duties
from graph.questions.partners import partners
from graph.questions.plans import evidence, find_plan, outline
from graph.questions.workload import workload
from graph.questions.works import work

router = APIRouter(include_in_schema=False)

MOST_PARTNERS = 30


@router.get("/departments/{key:path}", response_model=None)
def department_page(
    request: Request, view: ViewDep, key: str, offset: Annotated[int, Query(ge=0, le=2**31)] = 0, jurisdiction: str = ""
) -> Response:
    """What are we on the hook for."""
    if target := merged_into(view, key):
        return RedirectResponse(page_path("departments", target), status_code=307)
    rosters = get_rosters(request)
    node = find_department(view, key, jurisdiction=jurisdiction, rosters=rosters)
    found = answers.duties(duties(view, node, rosters=rosters, offset=offset, limit=PAGE_SIZE))
    leads = [duty for duty in found.items if duty.role == "lead"]
    shared = [duty for duty in leads if any(partner.role == "lead" for partner in duty.partners)]
    groups = (
        ("leads_alone", [duty for duty in leads if duty not in shared]),
        ("leads_jointly", shared),
        ("is_responsible", [duty for duty in found.items if duty.role == "responsible"]),
        ("supports", [duty for duty in found.items if duty.role not in ("lead", "responsible")]),
    )
    return page(
        request,
        "department.html",
        duties=found,
        groups=groups,
        load=answers.workload(workload(view, node)),
        partners=answers.partners(partners(view, node, limit=MOST_PARTNERS)),
        twin=f"/api{page_path('departments', node.id, 'duties')}",
    )


@router.get("/measures/{key:path}")
def measure_page(request: Request, view: ViewDep, key: str) -> HTMLResponse:
    """A measure."""
    return page(request, "work.html", work=answers.work(work(view, key, "Measure")), twin=twin(request))


@router.get("/goals/{key:path}")
def goal_page(request: Request, view: ViewDep, key: str) -> HTMLResponse:
    """A goal: who must sit at one table."""
    return page(request, "work.html", work=answers.work(work(view, key, "Goal")), twin=twin(request))


@router.get("/plans/{key:path}/text")
def text_page(
    request: Request,
    view: ViewDep,
    key: str,
    start: Annotated[int | None, Query(ge=0)] = None,
    end: Annotated[int | None, Query(ge=0)] = None,
) -> HTMLResponse:
    """The text with every statement and target marked, and the words in question highlighted."""
    whole = plan_text(view, key)
    node = find_plan(view, key)
    cut = pieces(view, node, whole.text, whole.start, here=(start, end))
    return page(request, "text.html", plan=answers.plan_ref(node), pieces=cut, twin=twin(request))


@router.get("/plans/{key:path}/report")
def report_page(request: Request, view: ViewDep, key: str) -> HTMLResponse:
    """The load report."""
    return page(request, "report.html", report=plan_report(view, key), twin=twin(request))


@router.get("/plans/{key:path}")
def plan_page(request: Request, view: ViewDep, key: str) -> HTMLResponse:
    """A plan's goals and measures with parties and targets."""
    found = outline(view, find_plan(view, key))
    holding = {edge.target for edge in view.edges([item.node.id for item in found.items], kinds=["PART_OF"])}
    record = view.load_record(found.plan.id)
    return page(
        request,
        "plan.html",
        outline=answers.outline(found, record),
        containers=holding,
        twin=f"/api{page_path('plans', found.plan.id, 'outline')}",
    )


@router.get("/evidence/{key:path}")
def evidence_page(request: Request, view: ViewDep, key: str) -> HTMLResponse:
    """The words behind an edge."""
    found = answers.evidence_answer(evidence(view, key))
    return page(request, "evidence.html", answer=found, twin=twin(request))
