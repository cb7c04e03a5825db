"""/targets: sub-targets by when they are due, with their owners."""

from collections.abc import Iterable
from itertools import groupby
from typing import Annotated, NamedTuple

from fastapi import Query, Request
from fastapi.responses import HTMLResponse

from api.answers import measures as answers_measures
from api.answers import references as answers
from api.decisions.notes import notes
from api.http.delivery.router import Router
from api.http.dependencies import Offset, ViewDep
from api.http.filters.facet_parameters import FacetsDep
from api.http.pages import page, page_path
from api.pages.shown.plan_choice import MOST_CHOICES
from api.wire import measures as wire_measures
from graph.questions.plans.plans import named_plan, plans
from graph.questions.plans.targets import targets

router = Router(include_in_schema=False)

ROWS = 30
"""Targets on one page: each names several owners and measures, the words of three other lists."""


@router.get("/targets")
def target_list(
    request: Request,
    view: ViewDep,
    facets: FacetsDep,
    plan: str = "",
    unowned: bool | None = None,
    milestones: bool = False,
    due_before: Annotated[str, Query(max_length=20)] = "",
    offset: Offset = 0,
) -> HTMLResponse:
    """Sub-targets with their owners, by when they are due; `due_before` keeps those with an earlier deadline."""
    chosen = named_plan(view, plan) if plan else None
    before = due_before.strip()
    found = targets(
        view,
        plan=chosen.id if chosen else "",
        unowned=unowned,
        milestones=milestones,
        due_before=before,
        by_deadline=True,
        facets=facets,
        offset=offset,
        limit=ROWS,
    )
    listed = answers_measures.targets(found)
    options = plans(view)
    return page(
        request,
        "targets.html",
        step=ROWS,
        targets=listed,
        times=_times(found.deadlines),
        dues=_dues(listed.items, found.deadlines),
        plan=answers.plan_ref(chosen) if chosen else None,
        several=options.total > 1,
        notes=notes(view, listed),
        options=[answers.plan_ref(line.plan) for line in options.items] if options.total <= MOST_CHOICES else [],
        unowned=unowned,
        milestones=milestones,
        due_before=before,
        chosen=facets.chosen(),
        twin="/api"
        + page_path(
            "targets",
            plan=chosen.id if chosen else "",
            unowned="" if unowned is None else str(unowned).lower(),
            milestones="true" if milestones else "",
            due_before=before,
            by_deadline="true",
            offset=str(offset),
            limit=str(ROWS),
            **facets.chosen(),
        ),
    )


class Time(NamedTuple):
    """A deadline of the whole list, how much is due then, and the `offset` of the page on which that begins."""

    deadline: str
    total: int
    offset: int


class Due(NamedTuple):
    """What of a deadline is on the page; `total` of the whole list."""

    deadline: str
    targets: list[wire_measures.TargetOut]
    total: int


def _times(deadlines: Iterable[tuple[str, int]]) -> list[Time]:
    found, begins = [], 0
    for deadline, total in deadlines:
        found.append(Time(deadline, total, begins // ROWS * ROWS))
        begins += total
    return found


def _dues(items: Iterable[wire_measures.TargetOut], deadlines: Iterable[tuple[str, int]]) -> list[Due]:
    totals = dict(deadlines)
    groups = groupby(items, key=lambda target: target.deadline)
    return [Due(deadline, list(group), totals[deadline]) for deadline, group in groups]
