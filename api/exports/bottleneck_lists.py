"""Lists of findings, matrix, coordination, figures and what-if, whole and narrowed as their pages are."""

from collections.abc import Callable, Mapping, Sequence

from api.answers import bottlenecks as answers_bottlenecks
from api.answers import figures as answers_figures
from api.answers.bottlenecks import matter_facts
from api.answers.what_if import imagined
from api.exports import bottleneck_rows
from api.exports.list_requests import ListName, Wanted
from api.wire import bottlenecks as shapes
from api.wire import figures as wire_figures
from api.wire.namesakes import told_apart
from api.wire.what_if import WhatIfIn, WhatIfOut
from graph.bottlenecks.findings.folding import By
from graph.errors import BadRequestError
from graph.facets.facets import WORK_FACETS
from graph.model import Node
from graph.questions.bottlenecks.coordination import call_list, coordination
from graph.questions.bottlenecks.figures import MOST_FIGURED, figures
from graph.questions.bottlenecks.findings import Findings, findings
from graph.questions.bottlenecks.gathered_facts import chosen_plans
from graph.questions.bottlenecks.judged_findings import Judged
from graph.questions.bottlenecks.matrix import matrix
from graph.questions.bottlenecks.wanted_findings import Narrowed
from graph.questions.departments.finding import find_department
from graph.questions.departments.workload import dutied_plans
from graph.questions.plans.plans import named_plan, plans
from graph.schema import Language
from graph.store import View
from viz.office.sheets import Sheet


def found(view: View, wanted: Wanted, judged: Judged = "") -> Findings:
    """All findings of the plan or plans, narrowed by tier, rule, department, thresholds and what readers said."""
    return _found(view, wanted, judged, None)


def _found(view: View, wanted: Wanted, judged: Judged, folded: By | None) -> Findings:
    who = find_department(view, wanted.department).id if wanted.department else ""
    return findings(
        view,
        _plans(view, wanted),
        matters=matter_facts,
        given=wanted.limits,
        narrowed=Narrowed(wanted.tier, wanted.rule, who, judged=judged, facets=wanted.facets),
        folded=folded,
    )


def of_one_plan(view: View, wanted: Wanted) -> Findings:
    """All findings of the plan that is named, else of the latest."""
    return findings(view, [_one_plan(view, wanted).id], matters=matter_facts, given=wanted.limits)


def sheets(view: View, name: ListName, wanted: Wanted, language: Language) -> Sequence[Sheet]:
    """One of the lists below, with what explains it."""
    if name == "findings":
        every, folds = (
            told_apart(answers_bottlenecks.findings(_found(view, wanted, judged, folded)), language)
            for judged, folded in _EVERY_AND_FOLDED
        )
        return [bottleneck_rows.finding_sheet(every, language), bottleneck_rows.fold_sheet(folds, language)]
    if name in ("meeting", "meeting-annex"):
        raise BadRequestError(f"the list {name!r} is a Word document", hint="ask for docx, or for the list findings")
    if name == "matrix":
        return _matrix(view, wanted, language)
    if name in _FIGURES:
        shown = told_apart(answers_figures.figures(figures(view, _plans(view, wanted)), "plan"), language)
        said = bottleneck_rows.unled_sheets(shown.unled, language) if name == "profiles" else []
        return [_FIGURES[name](shown, language), *said]
    if name in _WHAT_IF:
        return [_WHAT_IF[name](told_apart(_imagined(view, wanted), language), language)]
    return _TALK[name](view, wanted, language)


_OF_MATRIX = ("function", *WORK_FACETS)
"""Facets of the rows and columns of the matrix; its role is that of its cells."""


def _matrix(view: View, wanted: Wanted, language: Language) -> Sequence[Sheet]:
    role = wanted.roles[0] if wanted.roles else ""
    answer = answers_bottlenecks.matrix(
        matrix(view, _one_plan(view, wanted), order=wanted.order, role=role, facets=wanted.facets.only(_OF_MATRIX)),
        wanted.order,
        {},
    )
    answer, words = told_apart(answer, language), wanted.words
    rows = [row for row in answer.rows if words in row.department.name or words in row.department.name_en]
    return bottleneck_rows.matrix_sheets(answer, rows, language)


def _pairs(view: View, wanted: Wanted, language: Language) -> Sequence[Sheet]:
    found = told_apart(_coordination(view, wanted), language)
    return [bottleneck_rows.pair_sheet(found, language), *bottleneck_rows.unled_sheets(found.unled, language)]


def _talk(view: View, wanted: Wanted, language: Language) -> Sequence[Sheet]:
    found = told_apart(_coordination(view, wanted), language)
    return [bottleneck_rows.talk_sheet(found, language), *bottleneck_rows.unled_sheets(found.unled, language)]


def _coordination(view: View, wanted: Wanted) -> shapes.CoordinationOut:
    return answers_bottlenecks.coordination(coordination(view, [_one_plan(view, wanted).id]))


def _calls(view: View, wanted: Wanted, language: Language) -> Sequence[Sheet]:
    node = find_department(view, wanted.needs(wanted.department, "calls", "a department"))
    plans = [named_plan(view, wanted.plan)] if wanted.plan else dutied_plans(view, node)
    calls = answers_bottlenecks.calls(call_list(view, node, [plan.id for plan in plans]))
    shown = told_apart(calls, language)
    return [bottleneck_rows.call_sheet(shown, language), *bottleneck_rows.unled_sheets(shown.unled, language)]


def _imagined(view: View, wanted: Wanted) -> WhatIfOut:
    if not wanted.changes:
        wanted.needs("", "what-if", "changes (`change`)")
    return imagined(view, WhatIfIn(plan=_one_plan(view, wanted).id, changes=list(wanted.changes)))


def _one_plan(view: View, wanted: Wanted) -> Node:
    """The plan that is named, else the latest, as the pages about one plan choose it."""
    if wanted.plan:
        return named_plan(view, wanted.plan)
    listed = plans(view).items
    if not listed:
        raise BadRequestError("no plan is loaded", hint="load one first")
    return listed[-1].plan


def _plans(view: View, wanted: Wanted) -> tuple[str, ...]:
    """The plan that is named, else all; the latest where they are more than a page is about."""
    if wanted.plan:
        return (named_plan(view, wanted.plan).id,)
    listed = plans(view)
    return (listed.items[-1].plan.id,) if listed.total > MOST_FIGURED else chosen_plans(view, "")


_EVERY_AND_FOLDED: tuple[tuple[Judged, By | None], ...] = (("all", None), ("", "plan"))
"""A list holds every finding, also those that readers called wrong (it says so); beside it alike ones folded."""

_FIGURES: Mapping[ListName, Callable[[wire_figures.FiguresOut, Language], Sheet]] = {
    "profiles": bottleneck_rows.profile_sheet,
    "concentration": bottleneck_rows.concentration_sheet,
    "places": bottleneck_rows.place_sheet,
    "losses": bottleneck_rows.loss_sheet,
    "covers": bottleneck_rows.cover_sheet,
    "between": bottleneck_rows.between_sheet,
}
_WHAT_IF: Mapping[ListName, Callable[[WhatIfOut, Language], Sheet]] = {
    "what-if-measures": bottleneck_rows.changed_work_sheet,
    "what-if-findings": bottleneck_rows.changed_finding_sheet,
    "what-if-loads": bottleneck_rows.changed_load_sheet,
}
_TALK: Mapping[ListName, Callable[[View, Wanted, Language], Sequence[Sheet]]] = {
    "coordination": _pairs,
    "calls": _calls,
    "talk": _talk,
}
