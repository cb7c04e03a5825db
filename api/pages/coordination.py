"""/coordination: who must talk to whom in a plan, and whom one department must call first, in a plan or in all of its."""

from typing import NamedTuple

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.answers import bottlenecks as answers_bottlenecks
from api.http.delivery.router import Router
from api.http.dependencies import Offset, ViewDep
from api.http.pages import Listed, page, page_language, page_path, twin
from api.pages.shown.namesakes import told_apart
from api.pages.shown.plan_choice import choose, choose_of
from api.wire import bottlenecks as shapes
from api.wire import references as wire
from graph.questions.bottlenecks.coordination import call_list, coordination
from graph.questions.departments.finding import find_department
from graph.questions.plans.plans import find_plan
from graph.schema import Language
from viz.site.matrix import Picture, arcs, levels

router = Router(include_in_schema=False)

PAIRS_DRAWN = 30
PAIRS_LISTED = 12
CALLS_LISTED = 8
TALKS_LISTED = 12
MOST_WORKS = 4

LETTER: dict[Language, float] = {"zh": 15.5, "en": 8.2}
"""Width of a letter in the picture, in its units."""


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
    """Who must talk to whom; for one department whom it must call first, without a plan over all that give it duties."""
    who = find_department(view, department) if department else None
    choice = choose_of(view, who) if who and not plan else choose(view, plan, most=0)
    found = (
        answers_bottlenecks.coordination(coordination(view, choice.ids, offset=offset, limit=PAIRS_LISTED))
        if choice.plan
        else None
    )
    calls = (
        answers_bottlenecks.calls(call_list(view, who, choice.ids, offset=from_call, limit=CALLS_LISTED))
        if who
        else None
    )
    return page(
        request,
        "coordination.html",
        choice=choice,
        found=found,
        step=PAIRS_LISTED,
        calls=calls,
        elsewhere=len(choose_of(view, who).over) if who and plan and not (calls and calls.total) else 0,
        where=told_apart(
            view,
            [*(found.departments if found else ()), *(call.partner for call in (calls.items if calls else ()))],
            page_language(request),
        ),
        drawn=_drawn(found, page_language(request)) if found and not offset else None,
        calls_step=CALLS_LISTED,
        most_works=MOST_WORKS,
        talks=Listed.of(_talks(found), from_row, TALKS_LISTED) if found else None,
        talks_step=TALKS_LISTED,
        twin=_calls_twin(who.id, plan and find_plan(view, plan).id, from_call)
        if who
        else twin(request, limit=str(PAIRS_LISTED)),
    )


def _calls_twin(department: str, plan: str, offset: int) -> str:
    query = {"plan": plan, "offset": str(offset) if offset else "", "limit": str(CALLS_LISTED)}
    return f"/api{page_path('departments', department, 'calls', **query)}"


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
