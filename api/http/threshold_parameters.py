"""Thresholds of findings as query parameters, each in place of the table's value; an empty one is none."""

from typing import Annotated

from fastapi import Depends, Query
from pydantic import BeforeValidator

Limit = Annotated[float | None, BeforeValidator(lambda said: None if said == "" else said)]


def get_limits(
    *,
    many_leads: Annotated[Limit, Query(description="Leads from which a measure has many")] = None,
    share_one_in: Annotated[Limit, Query(description="A department is in one of so many assigned measures")] = None,
    share_measures: Annotated[Limit, Query(description="and in at least so many")] = None,
    many_led: Annotated[Limit, Query(description="or it leads so many")] = None,
    many_chapters: Annotated[Limit, Query(description="Chapters in which a department leads")] = None,
    helper_measures: Annotated[Limit, Query(description="Measures in which a department only helps")] = None,
    sole_targets: Annotated[Limit, Query(description="Sub-targets in a measure with one lead")] = None,
    matter_measures: Annotated[Limit, Query(description="Measures on one matter without a common lead")] = None,
) -> dict[str, float]:
    """The thresholds that the query gives."""
    given = {
        "many_leads": many_leads,
        "share_one_in": share_one_in,
        "share_measures": share_measures,
        "many_led": many_led,
        "many_chapters": many_chapters,
        "helper_measures": helper_measures,
        "sole_targets": sole_targets,
        "matter_measures": matter_measures,
    }
    return {name: value for name, value in given.items() if value is not None}


LimitsDep = Annotated[dict[str, float], Depends(get_limits)]
