"""/api/duties, /api/deadlines: duties and what is due across departments and plans, with what narrows and sorts them."""

from api.answers import departments as answers_departments
from api.answers import measures as answers_measures
from api.http.delivery.router import Router
from api.http.dependencies import PagingDep, TodayDep, ViewDep
from api.http.narrowing import DueWishDep, SortWord, WishDep
from api.wire import departments as wire_departments
from api.wire import measures as wire_measures
from graph.questions.departments.duties_across import across
from graph.questions.plans.deadlines import deadlines

router = Router(tags=["departments"])


@router.get("/duties")
def duties_across(
    view: ViewDep, paging: PagingDep, wish: WishDep, sort: SortWord = "plan"
) -> wire_departments.AcrossOut:
    """Duties of all departments that the words name, or of a plan, with counts by role, plan and year."""
    return answers_departments.across(across(view, wish, sort=sort, offset=paging.offset, limit=paging.limit))


@router.get("/deadlines")
def list_deadlines(view: ViewDep, paging: PagingDep, wish: DueWishDep, today: TodayDep) -> wire_measures.DeadlinesOut:
    """Measures and targets by the last day that their deadline leaves, with counts of periods and quarters.

    What recurs, has no end or no deadline is a list of its own. Plans that expire in the period stand beside.
    """
    found = deadlines(view, wish, today, offset=paging.offset, limit=paging.limit)
    return answers_measures.deadlines(found)
