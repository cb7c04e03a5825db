"""/plans/…/history and /compare: the editions of a plan, and what one says otherwise than another, with both quotes."""

from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api.answers import uploads as answers_uploads
from api.decisions import plan_editions
from api.http.access.asking import ByDep
from api.http.access.origins import own_origin
from api.http.delivery.router import Router
from api.http.dependencies import StoreDep, ViewDep
from api.http.pages import page, page_path, twin
from graph.questions.plans.editions import comparison, editions

router = Router(include_in_schema=False)

MOST_ROWS = 200
"""Rows of a list; how many more there are is said."""

Edition = Annotated[str, Query(max_length=500)]


@router.get("/plans/{key:path}/history")
def history_page(request: Request, view: ViewDep, key: str) -> HTMLResponse:
    """All editions of a plan, the newest first, each beside the one before it."""
    return page(
        request, "history.html", history=answers_uploads.history(editions(view, key)), twin=twin(request)
    )  # fmt: skip


@router.get("/compare")
def compare_page(request: Request, view: ViewDep, before: Edition, after: Edition) -> HTMLResponse:
    """What one edition says otherwise than another."""
    found = answers_uploads.comparison(comparison(view, before, after))
    return page(request, "compare.html", comparison=found, most=MOST_ROWS, twin=twin(request))


@router.post("/plans/{key:path}/restore", dependencies=[Depends(own_origin)])
def restore_form(store: StoreDep, by: ByDep, key: str, edition: Annotated[int, Form(ge=1)]) -> RedirectResponse:
    """Make an older edition current again."""
    plan = plan_editions.restore_edition(store, f"{key}@{edition}", by=by)
    return RedirectResponse(page_path("plans", plan, "history"), status_code=HTTPStatus.SEE_OTHER)


@router.post("/plans/{key:path}/remove", dependencies=[Depends(own_origin)])
def remove_form(store: StoreDep, by: ByDep, key: str) -> RedirectResponse:
    """Take a plan out of the graph; its history stays, and the way back with it."""
    plan = plan_editions.remove_plan(store, key, by=by)
    return RedirectResponse(page_path("plans", plan, "history"), status_code=HTTPStatus.SEE_OTHER)


@router.get("/decisions/followed")
def followed_page(request: Request, view: ViewDep) -> HTMLResponse:
    """Decisions that wait for a look since a plan was loaded anew."""
    return page(request, "followed.html", found=answers_uploads.followed_decisions(view), twin=twin(request))


@router.post("/decisions/followed", dependencies=[Depends(own_origin)])
def confirm_form(store: StoreDep, by: ByDep, decision: Annotated[str, Form(max_length=100)]) -> RedirectResponse:
    """Say that a decision is right where it stands now."""
    plan_editions.confirm(store, decision, by)
    return RedirectResponse(page_path("decisions", "followed"), status_code=HTTPStatus.SEE_OTHER)
