"""/duties: what all departments of a kind must do, in which plan, by when; to narrow, to sort, to take away."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from fastapi import Request
from fastapi.responses import Response

from api.answers import departments as answers_departments
from api.answers import references as answers
from api.exports.duty_rows import across_sheet
from api.exports.list_requests import Wanted
from api.exports.papers.sources import source_sheet
from api.facets.counted import facets_out
from api.http.delivery.router import Router
from api.http.dependencies import Offset, TodayDep, ViewDep
from api.http.narrowing import SortWord, WishDep
from api.http.pages import PAGE_SIZE, LanguageDep, page, twin
from api.http.saved_files import Format, saved
from api.pages.shown import charts
from api.wire.references import FacetOut
from graph.questions.departments.duties_across import SORTS, Wish, across
from graph.questions.departments.narrowed_duties import facet_counts
from graph.questions.plans.plans import find_plan
from graph.schema import Language
from viz.office.sheets import csv_text, xlsx
from viz.site.catalogue_words import words

router = Router(include_in_schema=False)

MOST_PLANS = 12
"""Plans that are offered to narrow to, those with most duties."""


@router.get("/duties")
def duties_page(
    request: Request,
    view: ViewDep,
    language: LanguageDep,
    wish: WishDep,
    today: TodayDep,
    sort: SortWord = "plan",
    offset: Offset = 0,
    table: Literal["xlsx", "csv"] | None = None,
) -> Response:
    """The duties that the form asks for; with `table` all of them as a spreadsheet."""
    asked = wish.narrows
    if table:
        sheet = across_sheet(answers_departments.across(across(view, wish, sort=sort)).items, language)
        return saved(
            Format(table),
            xlsx([sheet, source_sheet(view, "duties", _asked(wish, today), language)])
            if table == "xlsx"
            else csv_text(sheet),
            words("file_duties", language),
            "duties",
        )
    found = answers_departments.across(across(view, wish, sort=sort, offset=offset, limit=PAGE_SIZE)) if asked else None
    return page(
        request,
        "duties.html",
        found=found,
        wish=wish,
        sort=sort,
        sorts=SORTS,
        offset=offset,
        chart=_years(request, found.facets, language) if found else "",
        plan=answers.plan_ref(find_plan(view, wish.plan)) if wish.plan else None,
        facets=found.facets if found else facets_out(facet_counts(view.ledger(), wish.facets)),
        most_plans=MOST_PLANS,
        twin=twin(request) if asked else "",
    )


def _asked(wish: Wish, today: date) -> Wanted:
    """What narrows the list, as exports say it."""
    return Wanted(
        plan=wish.plan,
        words=wish.words,
        due_before=wish.due_before,
        facets=wish.facets,
        roles=wish.facets.role,
        today=today,
    )


def _years(request: Request, facets: Sequence[FacetOut], language: Language) -> str:
    """The duties by year of the plan; a column narrows the list to its year."""
    counts = {one.value: one.count for facet in facets if facet.name == "year" for one in facet.values}
    return charts.years(
        counts,
        language,
        "chart_duties",
        lambda year: str(request.url.include_query_params(year=year, offset=0).replace(scheme="", netloc="")),
    )
