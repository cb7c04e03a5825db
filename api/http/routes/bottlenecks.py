"""/api/bottlenecks, figures, matrix, coordination, what-if: where plans will jam, and what another organisation would change."""

from typing import Annotated

from fastapi import Depends, Query, Request
from fastapi.responses import Response

from api.answers import bottlenecks as answers_bottlenecks
from api.answers import figures as answers_figures
from api.answers.bottlenecks import matter_facts
from api.answers.what_if import imagined
from api.http.access.origins import own_origin
from api.http.delivery.router import Router
from api.http.dependencies import Key, MemoryDep, PagingDep, RoleWord, ViewDep
from api.http.filters.facet_parameters import FacetsDep, MatrixFacetsDep
from api.http.jobs.heavy_jobs import heavy
from api.http.narrowing import LimitsDep, RuleWord
from api.http.routes.departments import Jurisdiction, find_or_redirect
from api.wire import bottlenecks as wire_bottlenecks
from api.wire import figures as wire_figures
from api.wire import what_if as wire_what_if
from graph.bottlenecks.findings.folding import By as FoldBy
from graph.bottlenecks.findings.wording import Tier
from graph.questions.bottlenecks.coordination import call_list, coordination
from graph.questions.bottlenecks.figures import By, figures
from graph.questions.bottlenecks.findings import findings
from graph.questions.bottlenecks.gathered_facts import chosen_plan, chosen_plans
from graph.questions.bottlenecks.judged_findings import Judged
from graph.questions.bottlenecks.matrix import Order, matrix, matrix_choices
from graph.questions.bottlenecks.wanted_findings import Narrowed
from graph.questions.departments.finding import find_department

router = Router(tags=["bottlenecks"])

Plan = Annotated[str, Query(description="Number, title or id of a plan; none: all of them")]
OnePlan = Annotated[str, Query(description="Number, title or id of a plan; none: the only one that is loaded")]


@router.get("/bottlenecks")
def find_bottlenecks(
    view: ViewDep,
    paging: PagingDep,
    limits: LimitsDep,
    memory: MemoryDep,
    facets: FacetsDep,
    plan: Plan = "",
    tier: Annotated[Tier | None, Query(description="Only this tier")] = None,
    rule: Annotated[RuleWord | None, Query(description="Only this rule")] = None,
    department: Annotated[str, Query(description="Only what touches a department, by id or any name")] = "",
    finding: Annotated[str, Query(description="Only the finding with this id")] = "",
    judged: Annotated[
        Judged, Query(description="By what readers said; without it all but those called wrong, `none`: not judged yet")
    ] = "",
    folded: Annotated[
        FoldBy | None, Query(description="Fold alike findings: those of a rule, or of a rule in a plan, in one line")
    ] = None,
) -> wire_bottlenecks.FindingsOut:
    """Where plans will jam: findings by tier, each with its sentence, numbers, quotes and what would resolve it."""
    who = find_department(view, department).id if department else ""
    narrowed = Narrowed(tier or "", rule or "", who, finding, judged, facets)
    found = findings(
        view,
        chosen_plans(view, plan),
        matters=matter_facts,
        given=limits,
        narrowed=narrowed,
        folded=folded,
        memory=memory,
        offset=paging.offset,
        limit=paging.limit,
    )
    return answers_bottlenecks.findings(found)


@router.get("/figures")
def plan_figures(
    view: ViewDep,
    paging: PagingDep,
    plan: Plan = "",
    by: Annotated[By, Query(description="What a line of the profiles is")] = "plan",
    slots: Annotated[bool, Query(description="Count departments of one function in several places as one")] = False,
) -> wire_figures.FiguresOut:
    """How leads are spread: concentration, covers, lose-k, pairs, profiles, and how far each rank holds.

    Paging goes over the departments.
    """
    keys = chosen_plans(view, plan)
    return answers_figures.figures(
        figures(view, keys, by=by, slots=slots, offset=paging.offset, limit=paging.limit), by
    )


@router.get("/matrix")
def plan_matrix(
    view: ViewDep,
    paging: PagingDep,
    facets: MatrixFacetsDep,
    plan: OnePlan = "",
    order: Annotated[Order, Query(description="Order of the departments")] = "cluster",
    role: Annotated[RoleWord | None, Query(description="Only cells of this role")] = None,
) -> wire_bottlenecks.MatrixOut:
    """Departments x measures of a plan with every role. Paging goes over the measures."""
    found = matrix(
        view,
        chosen_plan(view, plan),
        order=order,
        role=role or "",
        facets=facets,
        offset=paging.offset,
        limit=paging.limit,
    )
    return answers_bottlenecks.matrix(found, order, matrix_choices(view, found, facets))


@router.get("/coordination")
def plan_coordination(view: ViewDep, paging: PagingDep, plan: OnePlan = "") -> wire_bottlenecks.CoordinationOut:
    """Who must talk to whom to carry a plan out; the pairs that carry most first."""
    node = chosen_plan(view, plan)
    return answers_bottlenecks.coordination(coordination(view, [node.id], offset=paging.offset, limit=paging.limit))


@router.get("/departments/{key:path}/calls", response_model=wire_bottlenecks.CallsOut)
def department_calls(
    request: Request, view: ViewDep, paging: PagingDep, key: Key, plan: Plan = "", jurisdiction: Jurisdiction = ""
) -> wire_bottlenecks.CallsOut | Response:
    """Whom a department must call first."""
    node = find_or_redirect(request, view, key, jurisdiction)
    if isinstance(node, Response):
        return node
    keys = chosen_plans(view, plan)
    return answers_bottlenecks.calls(call_list(view, node, keys, offset=paging.offset, limit=paging.limit))


@router.post("/what-if", dependencies=[Depends(own_origin), Depends(heavy)])
def what_if(view: ViewDep, asked: wire_what_if.WhatIfIn) -> wire_what_if.WhatIfOut:
    """What another organisation would change; nothing is stored."""
    return imagined(view, asked)
