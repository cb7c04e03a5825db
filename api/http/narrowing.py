"""What narrows lists, as query parameters: thresholds and rules of findings, a wish for duties, changes to the organisation."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import Depends, Query
from pydantic import BeforeValidator, TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool

from api.http.dependencies import QUARTER_PATTERN, DateWords, OneOf, ViewDep
from api.http.filters.facet_parameters import FacetsDep, PlanFacetsDep
from api.http.problems import in_words
from api.wire.what_if import ChangeIn
from graph.bottlenecks.findings.findings import RULES
from graph.bottlenecks.findings.thresholds import thresholds
from graph.deadlines.periods import When
from graph.errors import BadRequestError
from graph.questions.departments.duties_across import Sort, Wish
from graph.questions.plans.deadlines import Wish as DueWish
from graph.questions.plans.plans import plan_id
from graph.schema import Language
from graph.store import View
from viz.site.catalogue_words import words

SoonBefore = Annotated[
    DateWords | None, Query(description="What is due before it counts as soon; none: within 30 days")
]

Limit = Annotated[float | None, BeforeValidator(lambda said: None if said == "" else said)]


_LEAST = {line.name: line.least for line in thresholds()}


def _limit(name: str, words: str) -> Any:  # noqa: ANN401  what Query gives is FastAPI's own
    """The parameter of a threshold; how small it may be stands in the description, and is checked with the table."""
    return Query(description=words, json_schema_extra={"minimum": _LEAST[name]})


async def get_limits(
    *,
    many_leads: Annotated[Limit, _limit("many_leads", "Leads from which a measure has many")] = None,
    many_responsible: Annotated[
        Limit, _limit("many_responsible", "Responsible units from which it has, in a plan without leads")
    ] = None,
    share_one_in: Annotated[
        Limit, _limit("share_one_in", "A department is in one of so many assigned measures")
    ] = None,
    share_measures: Annotated[Limit, _limit("share_measures", "and in at least so many")] = None,
    many_led: Annotated[Limit, _limit("many_led", "or it leads so many")] = None,
    many_chapters: Annotated[Limit, _limit("many_chapters", "Chapters in which a department leads")] = None,
    helper_measures: Annotated[
        Limit, _limit("helper_measures", "Measures in which a department is never in charge")
    ] = None,
    sole_targets: Annotated[Limit, _limit("sole_targets", "Sub-targets in a measure that one carries")] = None,
    matter_measures: Annotated[
        Limit, _limit("matter_measures", "Measures on one matter that nobody carries all of")
    ] = None,
) -> dict[str, float]:
    """The thresholds that the query gives; BadRequestError for one below the least that makes sense."""
    given = {
        "many_leads": many_leads,
        "many_responsible": many_responsible,
        "share_one_in": share_one_in,
        "share_measures": share_measures,
        "many_led": many_led,
        "many_chapters": many_chapters,
        "helper_measures": helper_measures,
        "sole_targets": sole_targets,
        "matter_measures": matter_measures,
    }
    said = {name: value for name, value in given.items() if value is not None}
    thresholds(said)  # what is below the least is refused wherever it stands, also where a list makes no use of it
    return said


LimitsDep = Annotated[dict[str, float], Depends(get_limits)]


def _rules() -> Iterable[str]:
    return RULES


RuleWord = Annotated[str, OneOf(_rules)]


async def get_wish(
    view: ViewDep,
    facets: FacetsDep,
    q: Annotated[str, Query(max_length=200, description="Words that the department's name contains")] = "",
    plan: Annotated[str, Query(description="Number, title or id of a plan")] = "",
    due_from: Annotated[DateWords | None, Query(description="Due at or after YYYY, YYYY-MM or YYYY-MM-DD")] = None,
    due_before: Annotated[DateWords | None, Query(description="Due before YYYY, YYYY-MM or YYYY-MM-DD")] = None,
    parties: Annotated[int, Query(ge=0, le=10_000, description="Least number of departments that share the work")] = 0,
) -> Wish:
    """What narrows the duties; UnknownIdError for a plan that is not there."""
    return Wish(q, await _plan_id(view, plan), due_from or "", due_before or "", parties, facets)


WishDep = Annotated[Wish, Depends(get_wish)]


async def get_due_wish(
    view: ViewDep,
    facets: PlanFacetsDep,
    q: Annotated[str, Query(max_length=200, description="Words that the department's name contains")] = "",
    plan: Annotated[str, Query(description="Number, title or id of a plan")] = "",
    when: Annotated[
        When,
        Query(
            description="all with a date, passed, due this month, this quarter, later; recurring, open-ended, undated"
        ),
    ] = "all",
    quarter: Annotated[
        str,
        Query(
            max_length=7,
            description="A quarter in place of `when`, YYYY-Qn",
            json_schema_extra={"pattern": QUARTER_PATTERN},
        ),
    ] = "",
) -> DueWish:
    """What narrows deadlines; UnknownIdError for a plan that is not there."""
    return DueWish(q, await _plan_id(view, plan), when, quarter, facets)


async def _plan_id(view: View, key: str) -> str:
    """As plan_id; no thread is asked to look for nothing."""
    return await run_in_threadpool(plan_id, view, key) if key else ""


DueWishDep = Annotated[DueWish, Depends(get_due_wish)]


SortWord = Annotated[Sort, Query(description="What the duties are ordered by")]


CHANGE: TypeAdapter[ChangeIn] = TypeAdapter(ChangeIn)


def read_change(said: str, language: Language) -> ChangeIn:
    """A change as addresses hold it. BadRequestError in words of the language."""
    try:
        return CHANGE.validate_json(said)
    except ValidationError as error:
        raise BadRequestError(
            "a change in the address can't be read", where=said[:80], hint=what_is_wrong(error, language)
        ) from error


def what_is_wrong(error: ValidationError, language: Language) -> str:
    """Every field that is not valid, in words of the language."""
    told = (
        words("invalid_field", language, name=line["field"], why=line["message"])
        for line in in_words(error.errors(), language)
    )
    return "; ".join(told)
