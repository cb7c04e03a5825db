"""Facets as query parameters: a route declares which of them apply to it, and every other one is refused."""

import inspect
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Query
from starlette.concurrency import run_in_threadpool

from api.facets.asked import facets_of
from api.http.dependencies import OneOf, TodayDep, ViewDep
from graph.facets.facets import FACETS, PLAN_FACETS, TOLD, WORK_FACETS, Facets
from graph.facets.labels import closed_values

MOST_CHOSEN = 20
"""Values of one facet that may be chosen together."""

_LONGEST = 100
_KEYWORD = inspect.Parameter.KEYWORD_ONLY


def taking(*names: str) -> Callable[..., Awaitable[Facets]]:
    """A dependency that reads these facets from the query; FilterError for a value that there is not."""

    async def read(view: Any, today: date, **given: Sequence[str] | None) -> Facets:  # noqa: ANN401  # as the signature below says
        said = {name: values for name, values in given.items() if values}
        if not said:  # most questions: no thread is asked to read nothing
            return Facets(today=today)
        return await run_in_threadpool(facets_of, view, said, today)

    asked = (
        inspect.Parameter("view", _KEYWORD, annotation=ViewDep),
        inspect.Parameter("today", _KEYWORD, annotation=TodayDep),
    )
    read.__signature__ = inspect.Signature([*asked, *map(_parameter, names)])  # type: ignore[attr-defined]  # FastAPI reads it
    return read


def _parameter(name: str) -> inspect.Parameter:
    known = closed_values(name)
    said = Query(max_length=MOST_CHOSEN, description=TOLD[name])
    value: Any = Annotated[str, OneOf(lambda: known)] if known else Annotated[str, Query(max_length=_LONGEST)]
    return inspect.Parameter(name, _KEYWORD, default=None, annotation=Annotated[list[value] | None, said])


FacetsDep = Annotated[Facets, Depends(taking(*FACETS))]
"""All facets: for lists of duties, measures, targets and plans."""

BorneFacetsDep = Annotated[Facets, Depends(taking(*(name for name in FACETS if name != "function")))]
"""All but who bears it: for the duties of one department."""

MatrixFacetsDep = Annotated[Facets, Depends(taking("function", *WORK_FACETS))]
"""Those of rows and columns of one plan's matrix."""

PlanFacetsDep = Annotated[Facets, Depends(taking(*PLAN_FACETS))]
"""Those of plans: for answers that go over whole plans."""
