"""/api/plans/…/history, /api/compare: the editions of a plan, what one says otherwise than another, removing and restoring."""

from typing import Annotated

from fastapi import Depends, Path, Query

from api.answers import uploads as answers_uploads
from api.decisions import plan_editions
from api.http.access.asking import ByDep
from api.http.access.origins import own_origin
from api.http.delivery.router import Router
from api.http.dependencies import Key, StoreDep, ViewDep
from api.wire import uploads as wire_uploads
from graph.questions.plans.editions import comparison, editions

router = Router(tags=["plans"])

Edition = Annotated[str, Query(min_length=1, max_length=500, description="PLAN@NUMBER, or PLAN for its newest edition")]


@router.get("/plans/{key:path}/history")
def plan_history(view: ViewDep, key: Key) -> wire_uploads.PlanHistoryOut:
    """All editions of a plan, the oldest first; of a plan that was removed too."""
    return answers_uploads.history(editions(view, key))


@router.get("/compare")
def compare(view: ViewDep, before: Edition, after: Edition) -> wire_uploads.ComparisonOut:
    """What one edition says otherwise than another, duty by duty and target by target, with both quotes."""
    return answers_uploads.comparison(comparison(view, before, after))


@router.post("/plans/{key:path}/restore", dependencies=[Depends(own_origin)])
def restore_edition(
    store: StoreDep, by: ByDep, key: Key, edition: Annotated[int, Query(ge=1, description="Its number")]
) -> wire_uploads.PlanHistoryOut:
    """Make an older edition, or a plan that was removed, what the graph shows; it becomes the newest edition."""
    plan = plan_editions.restore_edition(store, f"{key}@{edition}", by=by)
    return answers_uploads.history(editions(store.view(), plan))


@router.get("/decisions/followed", tags=["names"])
def followed_decisions(view: ViewDep) -> wire_uploads.FollowedDecisionsOut:
    """Decisions that wait for a look since a plan was loaded anew: on reworded works, or without their words."""
    return answers_uploads.followed_decisions(view)


@router.post("/decisions/{decision}/confirm", dependencies=[Depends(own_origin)])
def confirm_decision(
    store: StoreDep, by: ByDep, decision: Annotated[str, Path(description="Id of the decision")]
) -> wire_uploads.FollowedDecisionOut:
    """Say that a decision which followed its work is right where it stands now."""
    found = plan_editions.confirm(store, decision, by)
    return answers_uploads.followed_decision(store.view(), found)


@router.delete("/plans/{key:path}", dependencies=[Depends(own_origin)])
def delete_plan(store: StoreDep, by: ByDep, key: Key) -> wire_uploads.RemovedOut:
    """Take a plan out of the graph; its editions stay, and restoring one has it back."""
    return wire_uploads.RemovedOut(plan=plan_editions.remove_plan(store, key, by=by), removed=True)
