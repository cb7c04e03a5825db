"""/api/duties, /api/deadlines, /api/reminders: duties, what is due and who has to be reminded across departments and plans, with what narrows and sorts them."""

from typing import Annotated

from fastapi import Query

from api.answers import departments as answers_departments
from api.answers import measures as answers_measures
from api.http.delivery.router import Router
from api.http.dependencies import PagingDep, TodayDep, ViewDep
from api.http.narrowing import DueWishDep, SoonBefore, SortWord, WishDep
from api.wire import departments as wire_departments
from api.wire import measures as wire_measures
from graph.questions.departments.duties_across import across
from graph.questions.departments.owing import owing
from graph.questions.departments.reminders import day_before
from graph.questions.plans.deadlines import deadlines
from graph.questions.plans.plans import plan_id

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


@router.get("/reminders")
def who_owes(
    view: ViewDep,
    paging: PagingDep,
    today: TodayDep,
    q: Annotated[str, Query(max_length=200, description="Words that the department's name contains")] = "",
    plan: Annotated[str, Query(description="Number, title or id of a plan")] = "",
    due_before: SoonBefore = None,
) -> wire_departments.OwingListOut:
    """Departments that owe something, those with most overdue first; `/api/departments/{key}/reminders` lists it for one."""
    before = day_before(due_before)
    found = owing(
        view, today, before=before, plan=plan_id(view, plan), words=q, offset=paging.offset, limit=paging.limit
    )
    return answers_departments.owing(found)
