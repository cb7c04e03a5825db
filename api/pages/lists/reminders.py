"""/reminders 催办: who owes what; of one department the list to send it: overdue, due soon, never reported on."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse

from api.answers import departments as answers_departments
from api.answers.references import plan_ref
from api.http.delivery.router import Router
from api.http.dependencies import DateWords, Offset, TodayDep, ViewDep, get_rosters
from api.http.pages import page, page_language, page_path
from api.pages.shown.namesakes import told_apart
from graph.deadlines.periods import quarter_of
from graph.model import Node
from graph.questions.departments.finding import find_department
from graph.questions.departments.owing import owing
from graph.questions.departments.reminders import KINDS, SOON, Kind, day_before, reminders
from graph.questions.plans.plans import named_plan
from graph.store import View

router = Router(include_in_schema=False)

A_PAGE = 60


@router.get("/reminders")
def reminders_page(
    request: Request,
    view: ViewDep,
    today: TodayDep,
    department: str = "",
    q: Annotated[str, Query(max_length=200)] = "",
    plan: str = "",
    due_before: DateWords | None = None,
    own: bool = False,
    kind: Kind | None = None,
    offset: Offset = 0,
) -> HTMLResponse:
    """Departments by what they owe; with `department` its list."""
    within = named_plan(view, plan) if plan else None
    unit = find_department(view, department, rosters=get_rosters(request)) if department else None
    shown = {"plan": within.id if within else "", "due_before": due_before or ""}
    if unit is not None:
        return _of_one(request, view, today, unit, within, shown, kind, own=own, offset=offset)
    found = answers_departments.owing(
        owing(view, today, before=day_before(due_before), plan=shown["plan"], words=q, offset=offset, limit=A_PAGE)
    )
    return page(
        request,
        "reminders.html",
        found=found,
        unit=None,
        q=q.strip(),
        plan=plan_ref(within) if within else None,
        ahead=_ahead(today),
        shown=shown,
        kinds=KINDS,
        step=A_PAGE,
        where=told_apart(view, [line.department for line in found.items], page_language(request)),
        twin="/api" + page_path("reminders", **shown, q=q.strip(), offset=str(offset), limit=str(A_PAGE)),
    )


def _of_one(
    request: Request,
    view: View,
    today: date,
    unit: Node,
    within: Node | None,
    shown: dict[str, str],
    kind: Kind | None,
    *,
    own: bool,
    offset: int,
) -> HTMLResponse:
    asked = reminders(
        view,
        unit,
        today,
        before=day_before(shown["due_before"]),
        plan=shown["plan"],
        own=own,
        rosters=get_rosters(request),
    )
    kept = tuple(each for each in asked.owed if kind in (None, each.kind))
    found = answers_departments.reminders(replace(asked, owed=kept), offset, A_PAGE)
    named = [partner.department for line in found.items for partner in line.partners]
    return page(
        request,
        "reminders.html",
        found=found,
        unit=found.department,
        plan=plan_ref(within) if within else None,
        ahead=_ahead(today),
        shown={**shown, "own": "true" if own else "", "kind": kind or ""},
        kinds=KINDS,
        step=A_PAGE,
        where=told_apart(view, [found.department, *named], page_language(request)),
        twin="/api" + page_path("departments", unit.id, "reminders", **shown, offset=str(offset), limit=str(A_PAGE)),
    )


def _ahead(today: date) -> dict[str, str]:
    """How far ahead one may look: what it is called and the day before which something is soon."""
    return {
        "thirty": (today + timedelta(days=SOON + 1)).isoformat(),
        "quarter": quarter_of(today).before,
        "year": date(today.year + 1, 1, 1).isoformat(),
    }
