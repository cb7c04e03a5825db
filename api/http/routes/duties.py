"""/api/duties: formal duties across departments and plans, with what narrows and sorts them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.answers import duties as answers_across
from api.http.dependencies import DateWords, PagingDep, RoleWord, ViewDep
from api.wire import duties as wire_across
from graph.questions.departments.duties_across import Sort, Wish, across
from graph.questions.plans.plans import plan_id

router = APIRouter(tags=["departments"])


def get_wish(
    view: ViewDep,
    q: Annotated[str, Query(max_length=200, description="Words that the department's name contains")] = "",
    role: Annotated[list[RoleWord] | None, Query(description="Roles to keep; none: all")] = None,
    plan: Annotated[str, Query(description="Number, title or id of a plan")] = "",
    due_from: Annotated[DateWords | None, Query(description="Due at or after YYYY, YYYY-MM or YYYY-MM-DD")] = None,
    due_before: Annotated[DateWords | None, Query(description="Due before YYYY, YYYY-MM or YYYY-MM-DD")] = None,
    parties: Annotated[int, Query(ge=0, le=10_000, description="Least number of departments that share the work")] = 0,
) -> Wish:
    """What narrows the duties; UnknownIdError for a plan that is not there."""
    return Wish(q, tuple(role or ()), plan_id(view, plan), due_from or "", due_before or "", parties)


WishDep = Annotated[Wish, Depends(get_wish)]
SortWord = Annotated[Sort, Query(description="What the duties are ordered by")]


@router.get("/duties")
def duties_across(view: ViewDep, paging: PagingDep, wish: WishDep, sort: SortWord = "plan") -> wire_across.AcrossOut:
    """Duties of all departments that the words name, or of a plan, with counts by role, plan and year."""
    return answers_across.across(across(view, wish, sort=sort, offset=paging.offset, limit=paging.limit))
