"""/bottlenecks, /matrix, /figures: where plans will jam, for people who have to prevent it."""

from itertools import groupby
from typing import Literal

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.answers import bottlenecks as answers_bottlenecks
from api.answers import departments as answers_departments
from api.answers import figures as answers_figures
from api.answers.bottlenecks import matter_facts
from api.exports.papers.annexes import MOST_ITEMS
from api.exports.papers.briefs import brief
from api.http.delivery.router import Router
from api.http.dependencies import MemoryDep, Offset, ViewDep
from api.http.filters.facet_parameters import FacetsDep, MatrixFacetsDep
from api.http.narrowing import LimitsDep, RuleWord
from api.http.pages import PAGE_SIZE, Listed, page, page_language, page_path, twin
from api.pages.shown import charts
from api.pages.shown.plan_choice import choose, choose_of
from api.pages.shown.quoted_findings import some_quotes, summed
from api.wire import bottlenecks as wire_bottlenecks
from graph.bottlenecks.findings.folding import MATTER_FIRST, By
from graph.bottlenecks.findings.wording import Tier
from graph.facets.facets import Facets
from graph.model import Node
from graph.questions.bottlenecks.figures import MOST_FIGURED, figures
from graph.questions.bottlenecks.findings import findings
from graph.questions.bottlenecks.gathered_facts import chosen_plans
from graph.questions.bottlenecks.judged_findings import Judged
from graph.questions.bottlenecks.matrix import ORDERS, Order, matrix, matrix_choices
from graph.questions.bottlenecks.wanted_findings import Narrowed
from graph.questions.departments.finding import find_department
from graph.questions.plans.measure_list import measures_among
from graph.schema import schema
from graph.store import View
from viz.site.matrix import laid_out, levels, role_heat

router = Router(include_in_schema=False)

FINDINGS_LISTED = 20
Folded = Literal["rule", "plan", "no"]
MOST_QUOTES = 3
"""Quotes of a finding in a list; the rest are on the finding's own page, QUOTES_OF_ONE at a time."""

QUOTES_OF_ONE = 40
MOST_WORKS = 8
PROFILES_LISTED = 15
MEASURES_ACROSS = 16
"""Columns of a matrix on a page, where not all fit: a page stays under 100 kB."""

WHOLE_ACROSS = 25
"""A plan of so few measures is shown whole."""

"""Columns of a page: what A4 across takes in print."""


@router.get("/bottlenecks")
def bottlenecks_page(
    request: Request,
    view: ViewDep,
    limits: LimitsDep,
    memory: MemoryDep,
    facets: FacetsDep,
    plan: str = "",
    tier: Tier | None = None,
    rule: RuleWord | None = None,
    department: str = "",
    finding: str = "",
    judged: Judged = "",
    folded: Folded | None = None,
    from_words: Offset = 0,
    offset: Offset = 0,
) -> HTMLResponse:
    """Findings by tier, alike ones folded, what to do before why and the words behind it."""
    who = find_department(view, department) if department else None
    choice = choose_of(view, who, formal=False) if who and not plan else choose(view, plan)
    several = choice.plan is None and choice.total > 1
    by = _fold(folded, rule or "", judged, one=bool(finding), several=several)
    step = MATTER_FIRST if by else FINDINGS_LISTED
    found = answers_bottlenecks.findings(
        findings(
            view,
            choice.ids if who else choice.ids or chosen_plans(view, ""),
            matters=matter_facts,
            given=limits,
            narrowed=Narrowed(tier or "", rule or "", who.id if who else "", finding, judged, facets),
            folded=by,
            memory=memory,
            offset=offset,
            limit=step,
        )
    )
    return page(
        request,
        "bottlenecks.html",
        choice=choice,
        found=found,
        facets=found.facets if not finding else [],
        chosen=facets.chosen(),
        groups=[(name, list(items)) for name, items in groupby(found.items, key=lambda finding: finding.tier)],
        summaries=summed(found, one_plan=choice.plan is not None),
        quotes={
            one.id: some_quotes(one.evidence, from_words if finding else 0, QUOTES_OF_ONE if finding else MOST_QUOTES)
            for one in found.items
        },
        one=bool(finding),
        most_in_paper=MOST_ITEMS,
        step=QUOTES_OF_ONE,
        found_step=step,
        folded=by,
        folds={fold.first: fold for fold in found.folds},
        judged=judged,
        most_works=MOST_WORKS,
        tier=tier or "",
        rule=rule or "",
        limits=limits,
        who=answers_departments.department(who) if who else None,
        twin=_twin(request, step, by),
    )


def _twin(request: Request, step: int, by: By | None) -> str:
    url = request.url.remove_query_params("folded").include_query_params(limit=step, **({"folded": by} if by else {}))
    return f"/api{url.path}?{url.query}"


def _fold(folded: Folded | None, rule: str, judged: Judged, *, one: bool, several: bool) -> By | None:
    """How alike findings are folded: by rule; those of one rule by plan; where little is asked for, or `no` is said, not at all."""
    if one or folded == "no":
        return None
    if folded is not None:
        return "rule" if folded == "rule" else "plan"
    if rule:
        return "plan" if several else None
    return None if judged else "rule"


@router.get("/meeting")
def meeting_page(request: Request, view: ViewDep, memory: MemoryDep, plan: str = "") -> HTMLResponse:
    """The findings of a plan on two sheets of A4 for a meeting, as the Word document has them."""
    choice = choose(view, plan, most=0)
    found = findings(view, choice.ids, matters=matter_facts, memory=memory) if choice.plan else None
    return page(
        request,
        "meeting.html",
        choice=choice,
        brief=brief(found, page_language(request)) if found else None,
        twin="/api" + page_path("bottlenecks", plan=choice.plan.id if choice.plan else "", folded="rule"),
    )


@router.get("/matrix")
def matrix_page(
    request: Request,
    view: ViewDep,
    facets: MatrixFacetsDep,
    plan: str = "",
    order: Order = "cluster",
    role: str = "",
    q: str = "",
    offset: Offset = 0,
) -> HTMLResponse:
    """Departments x measures of one plan, as many as a sheet of paper takes; `q` keeps departments by a part of the name."""
    choice = choose(view, plan, most=0)
    shown = role if role in schema().roles else ""
    step = _across(view, choice.plan) if choice.plan else MEASURES_ACROSS
    found = _matrix(view, choice.plan, order, shown, facets, (offset, step)) if choice.plan else None
    rows = [row for row in found.rows if q in row.department.name or q in row.department.name_en] if found else []
    return page(
        request,
        "matrix.html",
        facets=found.facets if found else [],
        chosen=facets.chosen(),
        choice=choice,
        matrix=found,
        across=Listed(found.columns, found.offset, found.total) if found else None,
        step=step,
        rows=rows,
        laid=laid_out(rows, found.columns) if found else [],
        role_heat=role_heat,
        crowd=levels([column.parties for column in found.columns]) if found else [],
        order=order,
        orders=ORDERS,
        role=shown,
        q=q,
        twin=twin(request, limit=str(step)),
    )


def _matrix(
    view: View, plan: Node, order: Order, role: str, facets: Facets, paging: tuple[int, int]
) -> wire_bottlenecks.MatrixOut:
    offset, step = paging
    found = matrix(view, plan, order=order, role=role, facets=facets, offset=offset, limit=step)
    return answers_bottlenecks.matrix(found, order, matrix_choices(view, found, facets))


def _across(view: View, plan: Node) -> int:
    """How many measures of a plan stand beside each other on a page."""
    measures = int(measures_among(view.ledger([plan.id]), plan.id).sum())
    return WHOLE_ACROSS if measures <= WHOLE_ACROSS else MEASURES_ACROSS


@router.get("/figures")
def figures_page(
    request: Request, view: ViewDep, plan: str = "", offset: Offset = 0, from_plan: Offset = 0
) -> HTMLResponse:
    """How leads are spread, what is lost with whom, and how far a rank holds."""
    choice = choose(view, plan, most=MOST_FIGURED)
    found = answers_figures.figures(
        figures(view, choice.ids or chosen_plans(view, ""), offset=offset, limit=PAGE_SIZE), "plan"
    )
    return page(
        request,
        "figures.html",
        choice=choice,
        figures=found,
        places=Listed(found.places, offset, found.total),
        chart=charts.ranks(found.places, page_language(request)),
        profiles=Listed.of(found.profiles, from_plan, PROFILES_LISTED),
        profiles_step=PROFILES_LISTED,
        twin=twin(request, limit=str(PAGE_SIZE)),
    )
