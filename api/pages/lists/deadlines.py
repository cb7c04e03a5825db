"""/deadlines: what is due this month, this quarter, later, what has passed and what nobody dates, by quarter."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Annotated, NamedTuple

from fastapi import Query, Request
from fastapi.responses import HTMLResponse

from api.answers import measures as answers_measures
from api.answers import references as answers
from api.http.delivery.router import Router
from api.http.dependencies import Offset, TodayDep, ViewDep
from api.http.narrowing import DueWishDep
from api.http.pages import page, page_language, page_path
from api.pages.shown import charts
from api.pages.shown.plan_choice import MOST_CHOICES
from api.wire import measures as wire_measures
from graph.deadlines.periods import WHENS, When, quarter
from graph.questions.plans.deadlines import deadlines
from graph.questions.plans.plans import find_plan, plans

router = Router(include_in_schema=False)

ROWS = 36
"""Of a page; each has many links, and a page stays under 100 kB."""

MOST_PARTIES = 3
"""Departments that a row names; the work's page has all."""

_FIRST: tuple[When, ...] = ("quarter", "later", "passed", "all")
"""What is shown where nobody asks for a period: the first of these that holds anything."""


class Quarter(NamedTuple):
    """What of a quarter is on the page; `total` of the whole list, `key` empty for what has no date."""

    key: str
    items: list[wire_measures.DueOut]
    total: int


@router.get("/deadlines")
def deadlines_page(
    request: Request,
    view: ViewDep,
    wish: DueWishDep,
    today: TodayDep,
    when: Annotated[When | None, Query()] = None,
    offset: Offset = 0,
) -> HTMLResponse:
    """What is due when over all departments and plans, seen from today."""
    if when is None and not wish.quarter:
        counts = deadlines(view, wish, today, limit=0).counts
        wish = replace(wish, when=next((each for each in _FIRST if counts[each]), "all"))
    found = answers_measures.deadlines(deadlines(view, wish, today, offset=offset, limit=ROWS))
    options = plans(view)
    narrowed = {"q": wish.words, "plan": wish.plan, **wish.facets.chosen()}
    period = {"quarter": wish.quarter} if wish.quarter else {"when": wish.when}
    return page(
        request,
        "deadlines.html",
        found=found,
        chart=charts.dues(
            found.quarters,
            today,
            page_language(request),
            lambda key: page_path("deadlines", **narrowed, **({"when": key} if key in WHENS else {"quarter": key})),
        ),
        quarters=list(_by_quarter(found)),
        years=list(_by_year(found.quarters)),
        wish=wish,
        whens=WHENS,
        narrowed=narrowed,
        period=period,
        asked={**narrowed, **period},
        plan=answers.plan_ref(find_plan(view, wish.plan)) if wish.plan else None,
        several=options.total > 1,
        options=[answers.plan_ref(line.plan) for line in options.items] if options.total <= MOST_CHOICES else [],
        most_parties=MOST_PARTIES,
        rows=ROWS,
        twin="/api" + page_path("deadlines", **narrowed, **period, offset=str(offset), limit=str(ROWS)),
    )


def _by_quarter(found: wire_measures.DeadlinesOut) -> Iterable[Quarter]:
    for key, items in groupby(found.items, key=lambda item: quarter(item.last) if item.last else ""):
        yield Quarter(key, list(items), found.quarters.get(key, found.total))


def _by_year(quarters: dict[str, int]) -> Iterable[tuple[str, list[tuple[str, int]]]]:
    """Year → its quarters with how much is due in each."""
    for year, of_year in groupby(quarters.items(), key=lambda pair: pair[0][:4]):
        yield year, list(of_year)
