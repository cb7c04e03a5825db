"""/api/names and /api/decisions: names that a person should look at, what people decided, and what was it called."""

from http import HTTPStatus
from typing import Annotated

from fastapi import Path, Query

from api.answers import names as answers_names
from api.decisions.decision_parts import undo
from api.decisions.requests import decide
from api.http.access.asking import ByDep
from api.http.access.origins import OwnOrigin
from api.http.delivery.router import Router
from api.http.dependencies import Key, PagingDep, RostersDep, StoreDep, ViewDep
from api.wire import names as wire_names
from api.wire.references import LONGEST_KEY
from graph.questions.departments.finding import find_department
from graph.questions.departments.names import review
from graph.questions.departments.succession import lineage
from graph.questions.plans.plans import plan_id

router = Router(tags=["names"])

Year = Annotated[int | None, Query(ge=1949, le=2100, description="Also: what it was called in this year")]


@router.get("/names/review")
def review_names(
    view: ViewDep,
    paging: PagingDep,
    place: Annotated[str, Query(max_length=200, description="Only names of this place: its path or its words")] = "",
    department: Annotated[str, Query(max_length=LONGEST_KEY, description="Only this name, by its id")] = "",
) -> wire_names.ReviewOut:
    """Names that the words do not decide, with suggestions (never applied by themselves), counts and sentences."""
    found = review(view, place=place, department=department, offset=paging.offset, limit=paging.limit)
    return answers_names.review(view, found)


@router.get("/decisions")
def list_decisions(
    view: ViewDep,
    paging: PagingDep,
    undone: Annotated[bool, Query(description="Also those taken back")] = False,
    kind: Annotated[list[wire_names.Kind] | None, Query(description="Only these kinds")] = None,
    plan: Annotated[str, Query(description="Only those about words of this plan: number, title or id")] = "",
    subject: Annotated[str, Query(description="Only those about this id")] = "",
) -> wire_names.DecisionsOut:
    """What people decided, oldest first."""
    plans, subjects = [plan_id(view, plan)] if plan else [], [subject] if subject else []
    found = view.decisions(undone=undone, kinds=kind or [], plans=plans, subjects=subjects)
    return answers_names.decisions(view, found, offset=paging.offset, limit=paging.limit)


@router.post("/decisions", status_code=HTTPStatus.CREATED)
def make_decision(_own: OwnOrigin, store: StoreDep, by: ByDep, asked: wire_names.DecisionIn) -> wire_names.DecisionOut:
    """Decide; it holds at once for everything that is loaded, and for what will be."""
    return answers_names.decision(decide(store, asked, by))


@router.post("/decisions/{decision}/undo")
def undo_decision(
    _own: OwnOrigin,
    store: StoreDep,
    by: ByDep,
    decision: Annotated[str, Path(description="Id of the decision")],
) -> wire_names.DecisionOut:
    """Take a decision back; what was read holds again."""
    return answers_names.decision(undo(store, decision, by))


@router.get("/departments/{key:path}/history")
def department_history(
    view: ViewDep,
    rosters: RostersDep,
    key: Key,
    year: Year = None,
    jurisdiction: Annotated[str, Query(description="A place, where several departments have the name")] = "",
) -> wire_names.LineageOut:
    """What a department was called, when, and who came before and after it."""
    node = find_department(view, key, jurisdiction=jurisdiction, rosters=rosters)
    return answers_names.history(lineage(view, node), year=year)
