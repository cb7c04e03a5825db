"""/names: what the words leave open, what people decided, and the forms to decide; it works without a script."""

from http import HTTPStatus
from typing import Annotated

from fastapi import Form, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import ValidationError

from api.answers import names as answers_names
from api.decisions.decision_parts import undo
from api.decisions.requests import decide
from api.http.access.asking import ByDep
from api.http.access.origins import OwnOrigin
from api.http.delivery.router import Router
from api.http.dependencies import Offset, StoreDep, ViewDep
from api.http.pages import page, page_path
from api.wire.names import DecisionIn, Kind
from api.wire.references import FormIn
from graph.errors import BadRequestError
from graph.questions.departments.names import review
from graph.schema import schema

router = Router(include_in_schema=False)

NAMES_A_PAGE = 20
MOST_DECISIONS = 20
"""The latest decisions that the page lists; all of them are on /decisions."""


class Decided(FormIn):
    """What a form of the page says: a decision, or the id of one to take back, and where the reader was."""

    undo: str = ""
    kind: Kind = "same"
    subject: str = ""
    object: str = ""
    name: str = ""
    department_kind: str = "government"
    why: str = ""
    offset: int = 0


@router.get("/names")
def names_page(request: Request, view: ViewDep, by: ByDep, offset: Offset = 0) -> HTMLResponse:
    """The review list and the decisions."""
    found = answers_names.review(view, review(view, offset=offset, limit=NAMES_A_PAGE))
    decisions = view.decisions(undone=True)[::-1]
    return page(
        request,
        "names.html",
        review=found,
        decisions=answers_names.decisions(view, decisions, limit=MOST_DECISIONS),
        kinds=[kind for kind in schema().nodes["Department"].properties["kind"].enum if kind != "unresolved"],
        signed=by,
        step=NAMES_A_PAGE,
        twin=f"/api/names/review?offset={offset}&limit={NAMES_A_PAGE}",
    )


@router.post("/names")
def decide_here(_own: OwnOrigin, store: StoreDep, by: ByDep, said: Annotated[Decided, Form()]) -> RedirectResponse:
    """Decide or take back, then show the page again."""
    if said.undo:
        undo(store, said.undo, by)
    else:
        decide(store, _asked(said.model_dump(exclude={"undo", "offset"})), by)
    offset = str(said.offset) if said.offset else ""
    return RedirectResponse(page_path("names", offset=offset), status_code=HTTPStatus.SEE_OTHER)


class Stated(FormIn):
    """A reform as the form states it: from when, one or two (`also`) departments before, one or two (`heir`) after.

    The first of those after may be a new one, by its `name`.
    """

    since: str = ""
    subject: str = ""
    also: str = ""
    part: str = ""
    object: str = ""
    heir: str = ""
    name: str = ""
    why: str = ""


@router.post("/names/reforms")
def state_reform(_own: OwnOrigin, store: StoreDep, by: ByDep, said: Annotated[Stated, Form()]) -> RedirectResponse:
    """State a reform of one department, of two that became one, or of one whose duties went to two; then the page again."""
    if said.also.strip() and said.heir.strip():
        raise BadRequestError(
            "two departments that became two are two reforms", hint="state one of them, then the other"
        )
    asked = _asked({"kind": "reform", **said.model_dump(exclude={"also", "heir"})})
    decide(store, asked, by)
    if said.also.strip():  # it is said of each; what the first became is known by now
        after = asked.object or asked.name
        second = asked.model_copy(update={"subject": said.also.strip(), "object": after, "name": ""})
        decide(store, second, by)
    if said.heir.strip():
        decide(store, asked.model_copy(update={"object": said.heir.strip(), "name": ""}), by)
    return RedirectResponse(page_path("names"), status_code=HTTPStatus.SEE_OTHER)


def _asked(said: dict[str, object]) -> DecisionIn:
    try:
        return DecisionIn.model_validate(said)
    except ValidationError as error:
        raise RequestValidationError([{**line, "loc": ("body", *line["loc"])} for line in error.errors()]) from error
