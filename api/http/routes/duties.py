"""/api/duties: formal duties across departments and plans, with what narrows and sorts them."""

from fastapi import APIRouter

from api.answers import departments as answers_departments
from api.http.dependencies import PagingDep, ViewDep
from api.http.narrowing import SortWord, WishDep
from api.wire import departments as wire_departments
from graph.questions.departments.duties_across import across

router = APIRouter(tags=["departments"])


@router.get("/duties")
def duties_across(
    view: ViewDep, paging: PagingDep, wish: WishDep, sort: SortWord = "plan"
) -> wire_departments.AcrossOut:
    """Duties of all departments that the words name, or of a plan, with counts by role, plan and year."""
    return answers_departments.across(across(view, wish, sort=sort, offset=paging.offset, limit=paging.limit))
