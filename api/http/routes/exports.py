"""/api/export: every list as a spreadsheet, task tables and findings as Word documents, everything as JSON lines."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, Path, Query
from fastapi.responses import Response

from api.exports.list_requests import ListName, Wanted
from api.exports.lists import csv_file, docx_file, ics_file, xlsx_file
from api.http.delivery.file_names import file_name, plain_name
from api.http.delivery.large_answers import Spooled
from api.http.delivery.router import Router
from api.http.dependencies import QUARTER_PATTERN, DateWords, RostersDep, TodayDep, ViewDep
from api.http.filters.facet_parameters import FacetsDep
from api.http.jobs.heavy_jobs import heavy
from api.http.narrowing import LimitsDep, RuleWord, read_change
from api.http.pages import LanguageDep
from api.http.saved_files import MEDIA_TYPES, Format, saved, saving
from api.wire.what_if import MOST_CHANGES
from graph.bottlenecks.findings.wording import Tier
from graph.deadlines.periods import When
from graph.exchange import lines
from graph.questions.bottlenecks.matrix import Order
from viz.site.site import HTML_LANGUAGE

router = Router(prefix="/export", tags=["export"])


@router.get(
    "/{format}",
    dependencies=[Depends(heavy)],
    response_class=Response,
    responses={200: {"content": {media: {} for media in MEDIA_TYPES.values()}, "description": "The file"}},
)
def export(
    view: ViewDep,
    language: LanguageDep,
    rosters: RostersDep,
    today: TodayDep,
    limits: LimitsDep,
    facets: FacetsDep,
    format: Annotated[Format, Path(description="What the list is written as")],  # noqa: A002  the address says so
    list: Annotated[ListName | None, Query(description="Which list; none: a workbook of all (xlsx only)")] = None,  # noqa: A002  same
    plan: Annotated[str, Query(description="Number, title or id of a plan")] = "",
    department: Annotated[str, Query(description="A department by id or any name")] = "",
    show: Annotated[
        str, Query(max_length=20, description="What a number on the department's or plan's page counts")
    ] = "",
    partner: Annotated[str, Query(description="Id of a department: only duties shared with it")] = "",
    unowned: Annotated[bool | None, Query(description="Targets that nobody owns, or only owned ones")] = None,
    milestones: Annotated[bool, Query(description="Milestones in place of sub-targets")] = False,
    due_before: Annotated[DateWords | None, Query(description="Only what is due before this date")] = None,
    q: Annotated[str, Query(max_length=200, description="Words, for the list of a search and the matrix")] = "",
    literal: Annotated[
        bool, Query(description="For a search: only the words as typed, no synonyms, no pinyin")
    ] = False,
    tier: Annotated[Tier | None, Query(description="Findings of this tier")] = None,
    rule: Annotated[RuleWord | None, Query(description="Findings of this rule")] = None,
    order: Annotated[Order, Query(description="Order of the departments in the matrix")] = "cluster",
    work: Annotated[str, Query(description="Id of a measure or goal, for the list of its parties")] = "",
    edge: Annotated[str, Query(description="Id of an edge, for the words behind it")] = "",
    act: Annotated[str, Query(description="An act by number, title or id, for the list of citations")] = "",
    sort: Annotated[
        str, Query(max_length=20, description="A column of departments or plans, with a minus from the largest down")
    ] = "",
    change: Annotated[
        Sequence[str] | None,
        Query(max_length=MOST_CHANGES, description="Changes for what-if, each as JSON of POST /api/what-if"),
    ] = None,
    when: Annotated[When, Query(description="A period, for the list due")] = "all",
    quarter: Annotated[
        str,
        Query(
            max_length=7,
            pattern=QUARTER_PATTERN,
            description="A quarter in place of `when`, YYYY-Qn",
        ),
    ] = "",
) -> Response:
    """A list whole, in the reader's language, narrowed as its page is.

    xlsx and csv of lists, docx of task tables and findings, ics of what is due, jsonl of the store.
    """
    wanted = Wanted(
        plan=plan,
        department=department,
        roles=facets.role,
        unowned=unowned,
        milestones=milestones,
        due_before=due_before or "",
        words=q,
        literal=literal,
        show=show,
        partner=partner,
        tier=tier or "",
        rule=rule or "",
        order=order,
        limits=limits,
        changes=tuple(read_change(said, language) for said in change or ()),
        work=work,
        edge=edge,
        act=act,
        sort=sort,
        rosters=rosters,
        place=next(iter(facets.place), ""),
        when=when,
        quarter=quarter,
        today=today,
        facets=facets,
    ).checked(list)
    name = file_name(view, format, list, wanted, language)
    plain = plain_name(format, list, wanted)
    if format is Format.JSONL:
        return Spooled(lines(view), media_type=MEDIA_TYPES[format], headers=saving(format, name, plain))
    if format is Format.DOCX:
        content = docx_file(view, list, wanted, language, HTML_LANGUAGE[language])
    elif format is Format.CSV:
        content = csv_file(view, list, wanted, language)
    elif format is Format.ICS:
        content = ics_file(view, list, wanted, language)
    else:
        content = xlsx_file(view, list, wanted, language)
    return saved(format, content, name, plain)
