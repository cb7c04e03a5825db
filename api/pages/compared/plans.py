"""/compare/plans: what of one plan stands in another, with both quotes, and who gained and lost duties."""

from http import HTTPStatus
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse

from api.answers import references
from api.answers.compared import cover as answers
from api.decisions.notes import notes
from api.http.delivery.router import Router
from api.http.dependencies import Offset, ViewDep
from api.http.pages import Listed, page, page_path
from api.pages.shown.plan_choice import MOST_CHOICES
from api.wire.compared.cover import PlanCoverOut
from graph.errors import MovedIdError, UnknownIdError
from graph.questions.comparing.cover import cover
from graph.questions.plans.plans import plans
from graph.store import View

router = Router(include_in_schema=False)

ROWS = 15
"""Of the pairs and of the targets on a page; each names departments and quotes."""

MOST_ROWS = 60
"""Rows of a list of names; how many more there are is said, and the JSON twin has all."""

PlanKey = Annotated[str, Query(max_length=500)]


@router.get("/compare/plans")
def compare_plans(
    request: Request,
    view: ViewDep,
    one: PlanKey = "",
    other: PlanKey = "",
    from_pair: Offset = 0,
    from_target: Offset = 0,
) -> HTMLResponse:
    """Two plans or editions beside each other; without both, the choice of them."""
    found, unknown = _cover(view, one, other)
    listed = plans(view, limit=MOST_CHOICES)
    options = [references.plan_ref(line.plan) for line in listed.items] if listed.total <= MOST_CHOICES else []
    return page(
        request,
        "compare_plans.html",
        status=HTTPStatus.NOT_FOUND if unknown else HTTPStatus.OK,
        unknown=unknown,
        found=found,
        one=one,
        other=other,
        options=options,
        most=MOST_ROWS,
        pairs=Listed.of(found.pairs, from_pair, ROWS) if found else None,
        targets=Listed.of(found.targets, from_target, ROWS) if found else None,
        rows=ROWS,
        notes=notes(view, found) if found else None,
        twin="/api" + page_path("compare", "plans", one=one, other=other) if found else "",
    )


def _cover(view: View, one: str, other: str) -> tuple[PlanCoverOut | None, str]:
    """The comparison of two plans, or the name of the one that there is not, so that its form can be mended."""
    if not (one.strip() and other.strip()):
        return None, ""
    try:
        return answers.cover(cover(view, one, other)), ""
    except MovedIdError:
        raise
    except UnknownIdError as error:
        return None, next((key for key in (one, other) if repr(key) in error.what), one)
