"""/citations: acts that plans name, loaded or not, and what cites one of them, or what a plan cites, with the words."""

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.answers import plans as answers_plans
from api.answers import references as answers
from api.http.delivery.router import Router
from api.http.dependencies import Offset, ViewDep
from api.http.filters.facet_parameters import PlanFacetsDep
from api.http.pages import PAGE_SIZE, page, page_path
from graph.errors import UnknownIdError
from graph.model import Node
from graph.questions.plans.citations import (
    ROLES,
    CitedAct,
    CitedAs,
    acts_near,
    all_cited,
    citations,
    cited_acts,
    find_act,
)
from graph.questions.plans.plans import named_plan
from graph.store import View

router = Router(include_in_schema=False)


@router.get("/citations")
def citations_page(
    request: Request,
    view: ViewDep,
    facets: PlanFacetsDep,
    plan: str = "",
    act: str = "",
    how: CitedAs | None = None,
    loaded: bool | None = None,
    offset: Offset = 0,
) -> HTMLResponse:
    """Acts by how many plans name them; with `plan` what it cites, with `act` what cites that, or what comes near it."""
    source = named_plan(view, plan) if plan.strip() else None
    target, near = _act(view, act)
    roles = (how,) if how else ()
    said = {
        "plan": source.id if source else "",
        "act": target.id if target else "",
        "how": how or "",
        "loaded": "" if loaded is None else str(loaded).lower(),
    }
    one = source is not None or target is not None
    listed = citations(
        view,
        plan=said["plan"],
        act=said["act"],
        how=roles,
        loaded=loaded,
        facets=facets,
        offset=offset,
        limit=PAGE_SIZE if one else 0,
    )
    acts = cited_acts(view, how=roles, loaded=loaded, facets=facets, offset=offset, limit=0 if one else PAGE_SIZE)
    return page(
        request,
        "citations.html",
        source=answers.plan_ref(source) if source else None,
        target=answers.plan_ref(target) if target else None,
        target_loaded=target is not None and target.id in view.ledger().entries,
        also=answers_plans.also_named(
            next((each.also for each in all_cited(view).acts if target and each.act.id == target.id), ())
        ),
        asked="" if target else act.strip(),
        near=[answers_plans.cited_act(each) for each in near],
        one=one,
        citations=answers_plans.citations(listed),
        acts=answers_plans.cited_acts(acts),
        said=said,
        chosen=facets.chosen(),
        roles=ROLES,
        twin="/api"
        + page_path(
            "citations" if one else "cited", **said, offset=str(offset or ""), limit=str(PAGE_SIZE), **facets.chosen()
        ),
    )


def _act(view: View, key: str) -> tuple[Node | None, tuple[CitedAct, ...]]:
    """The act of a number, a title or an id; where nothing here is called so, what comes near."""
    if not key.strip():
        return None, ()
    try:
        return find_act(view, key.strip()), ()
    except UnknownIdError:
        return None, acts_near(view, key)
