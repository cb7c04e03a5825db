"""/networks: the networks that can be taken away, by which rule, in which formats; of everything, a plan, or a department."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query, Request
from fastapi.responses import Response

from api.answers import references as answers
from api.exports.networks.files import offered
from api.http.delivery.router import Router
from api.http.dependencies import RostersDep, ViewDep
from api.http.filters.facet_parameters import FacetsDep
from api.http.pages import page
from graph.facets.facets import NOTHING
from graph.questions.departments.finding import find_department
from graph.questions.plans.plans import named_plan, plans
from graph.schema import schema

router = Router(include_in_schema=False)

MOST_CHOICES = 100
"""Plans that are offered to choose from; of more one is asked for by its name."""

Words = Annotated[str, Query(max_length=300)]


@router.get("/networks")
def networks_page(
    request: Request,
    view: ViewDep,
    rosters: RostersDep,
    plan: Words = "",
    department: Words = "",
    facets: FacetsDep = NOTHING,
    *,
    single: bool = False,
) -> Response:
    """The links to every network in every format, narrowed as the form says."""
    known = plans(view)
    one = named_plan(view, plan) if plan else None
    who = find_department(view, department, rosters=rosters) if department else None
    asked = {"plan": one.id if one else "", "department": who.id if who else "", **facets.chosen()}
    if single:
        asked["single"] = "true"
    return page(
        request,
        "networks.html",
        offered=offered(),
        plan=answers.plan_ref(one) if one else None,
        who=answers.department_ref(who) if who else None,
        chosen=facets.chosen(),
        roles=list(schema().roles),
        options=[answers.plan_ref(line.plan) for line in known.items] if known.total <= MOST_CHOICES else [],
        loaded=known.total,
        single=single,
        query=urlencode({name: said for name, said in asked.items() if said}, doseq=True),
        twin="/api/networks",
    )
