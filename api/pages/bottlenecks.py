"""/bottlenecks, /matrix, /coordination, /figures: where plans will jam, for people who have to prevent it."""

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api import answers_bottlenecks, answers_departments, answers_figures, wire
from api import wire_bottlenecks as shapes
from api.deps import MemoryDep, ViewDep
from api.limits import LimitsDep
from api.matters import matter_facts
from api.pages.choosing import choose
from api.pages.language import page_language
from api.pages.page import PAGE_SIZE, page, twin
from api.pages.quoted import some_quotes
from api.papers import MOST_ITEMS
from api.routes.bottlenecks import RuleWord
from graph.bottlenecks.wording import Tier
from graph.questions.bottlenecks import Narrowed, findings
from graph.questions.coordination import call_list, coordination
from graph.questions.departments import find_department
from graph.questions.figures import figures
from graph.questions.gathered import MOST_PLANS, chosen_plans
from graph.questions.matrix import ORDERS, Order, matrix
from graph.schema import Language, schema
from viz.matrix import Picture, arcs, levels, role_heat

router = APIRouter(include_in_schema=False)

FINDINGS_LISTED = 20
MOST_QUOTES = 3
"""Quotes of a finding in a list; the rest are on the finding's own page, QUOTES_OF_ONE at a time."""

QUOTES_OF_ONE = 40
MOST_WORKS = 8
PROFILES_LISTED = 20
PAIRS_DRAWN = 30
PAIRS_LISTED = 30
CALLS_LISTED = 20
TALKS_LISTED = 40
MEASURES_ACROSS = 25
"""Columns of a page: what A4 across takes in print."""

LETTER: dict[Language, float] = {"zh": 15.5, "en": 8.2}
"""Width of a letter in the picture, in its units."""

Offset = Annotated[int, Query(ge=0, le=2**31)]


class Listed(NamedTuple):
    """What a page shows of a list, where it begins and how long the list is."""

    items: Sequence[object]
    offset: int
    total: int

    @classmethod
    def of(cls, every: Sequence[object], offset: int, limit: int) -> "Listed":
        """From `offset` on, `limit` of them."""
        return cls(every[offset : offset + limit], offset, len(every))


@router.get("/bottlenecks")
def bottlenecks_page(
    request: Request,
    view: ViewDep,
    limits: LimitsDep,
    memory: MemoryDep,
    plan: str = "",
    tier: Tier | None = None,
    rule: RuleWord | None = None,
    department: str = "",
    finding: str = "",
    from_words: Offset = 0,
    offset: Offset = 0,
) -> HTMLResponse:
    """Findings grouped by tier, with the words behind each."""
    choice = choose(view, plan, most=MOST_PLANS)
    who = find_department(view, department) if department else None
    found = answers_bottlenecks.findings(
        findings(
            view,
            choice.ids or chosen_plans(view, ""),
            matters=matter_facts,
            given=limits,
            narrowed=Narrowed(tier or "", rule or "", who.id if who else "", finding),
            memory=memory,
            offset=offset,
            limit=FINDINGS_LISTED,
        )
    )
    return page(
        request,
        "bottlenecks.html",
        choice=choice,
        found=found,
        groups=[(name, list(items)) for name, items in groupby(found.items, key=lambda finding: finding.tier)],
        summaries=_summaries(found, one_plan=choice.plan is not None),
        quotes={
            one.id: some_quotes(one.evidence, from_words if finding else 0, QUOTES_OF_ONE if finding else MOST_QUOTES)
            for one in found.items
        },
        one=bool(finding),
        most_in_paper=MOST_ITEMS,
        step=QUOTES_OF_ONE,
        found_step=FINDINGS_LISTED,
        most_works=MOST_WORKS,
        tier=tier or "",
        rule=rule or "",
        limits=limits,
        who=answers_departments.department(who) if who else None,
        twin=twin(request, limit=str(FINDINGS_LISTED)),
    )


def _summaries(found: shapes.FindingsOut, *, one_plan: bool) -> list[shapes.SummaryOut]:
    """What the page sums up: every rule of the one plan, or of many plans the rules of the findings on the page."""
    here = {(item.plan.id, item.rule) for item in found.items}
    return [each for each in found.summaries if one_plan or (each.plan.id, each.rule) in here]


@router.get("/matrix")
def matrix_page(
    request: Request,
    view: ViewDep,
    plan: str = "",
    order: Order = "cluster",
    role: str = "",
    q: str = "",
    offset: Offset = 0,
) -> HTMLResponse:
    """Departments x measures of one plan, as many as a sheet of paper takes; `q` keeps departments by a part of the name."""
    choice = choose(view, plan, most=0)
    shown = role if role in schema().roles else ""
    found = (
        answers_bottlenecks.matrix(
            matrix(view, choice.plan, order=order, role=shown, offset=offset, limit=MEASURES_ACROSS), order
        )
        if choice.plan
        else None
    )
    rows = [row for row in found.rows if q in row.department.name or q in row.department.name_en] if found else []
    return page(
        request,
        "matrix.html",
        choice=choice,
        matrix=found,
        across=Listed(found.columns, found.offset, found.total) if found else None,
        step=MEASURES_ACROSS,
        rows=rows,
        leads={column.measure.id: column.leads for column in found.columns} if found else {},
        role_heat=role_heat,
        crowd=levels([column.parties for column in found.columns]) if found else [],
        order=order,
        orders=ORDERS,
        role=shown,
        q=q,
        twin=twin(request, limit=str(MEASURES_ACROSS)),
    )


@router.get("/coordination")
def coordination_page(
    request: Request,
    view: ViewDep,
    plan: str = "",
    department: str = "",
    offset: Offset = 0,
    from_call: Offset = 0,
    from_row: Offset = 0,
) -> HTMLResponse:
    """Who must talk to whom; for one department, whom it must call first."""
    choice = choose(view, plan, most=0)
    who = find_department(view, department) if department else None
    found = (
        answers_bottlenecks.coordination(coordination(view, choice.ids, offset=offset, limit=PAIRS_LISTED))
        if choice.plan
        else None
    )
    return page(
        request,
        "coordination.html",
        choice=choice,
        found=found,
        step=PAIRS_LISTED,
        calls=answers_bottlenecks.calls(call_list(view, who, choice.ids, offset=from_call, limit=CALLS_LISTED))
        if who
        else None,
        drawn=_drawn(found, page_language(request)) if found and not offset else None,
        calls_step=CALLS_LISTED,
        most_works=MOST_WORKS,
        talks=Listed.of(_talks(found), from_row, TALKS_LISTED) if found else None,
        talks_step=TALKS_LISTED,
        twin=twin(request, limit=str(PAIRS_LISTED)),
    )


@router.get("/figures")
def figures_page(
    request: Request, view: ViewDep, plan: str = "", offset: Offset = 0, from_plan: Offset = 0
) -> HTMLResponse:
    """How leads are spread, what is lost with whom, and how far a rank holds."""
    choice = choose(view, plan, most=MOST_PLANS)
    found = answers_figures.figures(
        figures(view, choice.ids or chosen_plans(view, ""), offset=offset, limit=PAGE_SIZE), "plan"
    )
    return page(
        request,
        "figures.html",
        choice=choice,
        figures=found,
        places=Listed(found.places, offset, found.total),
        profiles=Listed.of(found.profiles, from_plan, PROFILES_LISTED),
        profiles_step=PROFILES_LISTED,
        twin=twin(request, limit=str(PAGE_SIZE)),
    )


class Talk(NamedTuple):
    """A department's row among those that must talk: its place, whether a cluster begins, its counts and their heat."""

    place: int
    department: wire.DepartmentRef
    begins: bool
    cells: list[tuple[int, int]]


def _talks(found: shapes.CoordinationOut) -> list[Talk]:
    most = max(map(max, found.talk), default=0)
    return [
        Talk(
            place,
            department,
            place > 0 and found.clusters[place] != found.clusters[place - 1],
            list(zip(found.talk[place], levels(found.talk[place], most=most), strict=True)),
        )
        for place, department in enumerate(found.departments)
    ]


class Drawn(NamedTuple):
    """The picture with the departments of its rows."""

    picture: Picture
    departments: list[wire.DepartmentRef]


def _drawn(found: shapes.CoordinationOut, language: Language) -> Drawn:
    """The pairs that carry most, between their departments in the order of the clusters."""
    pairs = found.items[:PAIRS_DRAWN]
    named = {department.id for pair in pairs for department in (pair.one, pair.other)}
    rows = [department for department in found.departments if department.id in named]
    place = {department.id: row for row, department in enumerate(rows)}
    lines = [(place[pair.one.id], place[pair.other.id], pair.count) for pair in pairs]
    longest = max((len(_shown_name(department, language)) for department in rows), default=0)
    return Drawn(arcs(lines, len(rows), names_width=round(longest * LETTER[language])), rows)


def _shown_name(department: wire.DepartmentRef, language: Language) -> str:
    return (department.name_en if language == "en" else "") or department.name
