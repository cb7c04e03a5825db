"""/what-if: change the organisation and see what it makes of a plan. Works without a script; the address holds the changes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Annotated, NamedTuple
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError

from api.answers import references as answers
from api.answers.what_if import imagined
from api.http.delivery.router import Router
from api.http.dependencies import ViewDep
from api.http.filters.unknown_parameters import also_takes
from api.http.jobs.heavy_jobs import heavy
from api.http.narrowing import CHANGE, read_change, what_is_wrong
from api.http.pages import page, page_language
from api.pages.shown.namesakes import told_apart
from api.pages.shown.plan_choice import choose
from api.wire import references as wire
from api.wire.what_if import MOST_CHANGES, ChangeIn, WhatIfIn
from graph.errors import BadRequestError
from graph.store import View

router = Router(include_in_schema=False)

FIELDS: Mapping[str, tuple[str, ...]] = {
    "abolish": ("department",),
    "merge": ("departments", "into"),
    "hand-over": ("department", "to", "measures"),
    "add-lead": ("department", "measure"),
    "split": ("department", "new", "measures"),
    "rename": ("department", "name"),
}
"""Kind of change → the fields of its form, in the order of the page."""

SEVERAL = frozenset({"departments", "measures"})


class Made(NamedTuple):
    """A change so far: what it says, as the address says it, and the address without it."""

    said: dict[str, object]
    written: str
    without: str


@router.get(
    "/what-if",
    response_model=None,
    dependencies=[Depends(heavy)],
    openapi_extra=also_takes(name for names in FIELDS.values() for name in names),
)
def what_if_page(
    request: Request,
    view: ViewDep,
    plan: str = "",
    change: Annotated[list[str] | None, Query()] = None,
    kind: str = "",
    form: str = "",
) -> Response:
    """A form, the changes so far, and the difference that they make; the form adds a change to the address."""
    language = page_language(request)
    changes = [read_change(said, language) for said in change or ()]
    if kind:
        return RedirectResponse(_address(plan, [*changes, _filled(request, kind)]), status_code=HTTPStatus.SEE_OTHER)
    return _shown(request, view, plan, changes, form if form in FIELDS else next(iter(FIELDS)))


def _filled(request: Request, kind: str) -> ChangeIn:
    """The change that a filled form says."""
    if kind not in FIELDS:
        raise BadRequestError(f"there is no change {kind!r}", hint="one of " + ", ".join(FIELDS))
    query, language = request.query_params, page_language(request)
    given = {name: query.getlist(name) if name in SEVERAL else query.get(name, "").strip() for name in FIELDS[kind]}
    try:
        return CHANGE.validate_python({"kind": kind, **given})
    except ValidationError as error:
        raise BadRequestError("the form is not filled in", where=kind, hint=what_is_wrong(error, language)) from error


def _shown(request: Request, view: View, plan: str, changes: Sequence[ChangeIn], form: str) -> HTMLResponse:
    choice = choose(view, plan, most=0)
    departments, measures = _options(view, choice.ids)
    asked = WhatIfIn(plan=choice.plan.id, changes=list(changes)) if choice.plan and changes else None
    names = {each.id: each.name for each in departments} | {each.id: each.label + each.title for each in measures}
    return page(
        request,
        "what_if.html",
        choice=choice,
        departments=departments,
        where=told_apart(view, departments, page_language(request)),
        measures=measures,
        names=names,
        fields=FIELDS,
        form=form,
        sole_titles={title for title, n in Counter(each.title for each in measures).items() if n == 1},
        several=SEVERAL,
        changes=[
            Made(one.model_dump(), one.model_dump_json(), _address(plan, [*changes[:place], *changes[place + 1 :]]))
            for place, one in enumerate(changes)
        ],
        full=len(changes) >= MOST_CHANGES,
        query=_address(choice.plan.id if choice.plan else "", changes).partition("?")[2],
        answer=imagined(view, asked) if asked else None,
        asked=asked.model_dump_json(indent=1) if asked else "",
    )


def _options(view: View, plans: Sequence[str]) -> tuple[list[wire.DepartmentRef], list[wire.WorkRef]]:
    """What the forms offer: the departments with duties by name, and the measures in text order. Two reads."""
    if not plans:
        return [], []
    incidence = view.incidence(plans=plans)
    nodes = {node.id: node for node in view.nodes((*incidence.departments, *incidence.measures))}
    departments = [answers.department_ref(nodes[key]) for key in incidence.departments]
    return sorted(departments, key=lambda each: (each.name, each.id)), [
        answers.work_ref(nodes[key]) for key in incidence.measures
    ]


def _address(plan: str, changes: Sequence[ChangeIn]) -> str:
    """The page's address with these changes."""
    query = [("plan", plan)] if plan else []
    query += [("change", change.model_dump_json()) for change in changes]
    return "/what-if" + (f"?{urlencode(query)}" if query else "")
