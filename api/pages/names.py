"""/names: what the words leave open, what people decided, and the forms to decide; it works without a script."""

from http import HTTPStatus
from typing import Annotated

from fastapi import Form, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import ValidationError

from api.answers import names as answers_names
from api.decisions.decision_parts import undo
from api.decisions.requests import decide
from api.http.access.asking import ByDep, actor_of
from api.http.access.origins import OwnOrigin
from api.http.delivery.router import Router
from api.http.delivery.typed_forms import keep, told_saved
from api.http.dependencies import Offset, StoreDep, ViewDep
from api.http.pages import page, page_path
from api.pages.shown.desk import remembered
from api.wire.names import DecisionIn, Kind
from api.wire.references import LONGEST_KEY, FormIn
from graph.errors import BadRequestError
from graph.model import Node
from graph.questions.departments.names import places_in_doubt, review
from graph.schema import schema
from graph.store import View

router = Router(include_in_schema=False)

NAMES_A_PAGE = 20
MOST_DECISIONS = 20
"""The latest decisions that the page lists; all of them are on /decisions."""


Words = Annotated[str, Query(max_length=LONGEST_KEY)]

_CARDS = ("same", "different", "new", "collective")
"""Kinds of decisions that are made on a card of the page."""


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
    at: int = 0
    place: str = ""


@router.get("/names")
def names_page(
    request: Request,
    view: ViewDep,
    place: Words = "",
    department: Words = "",
    offset: Offset = 0,
    at: Offset = 0,
    saved: Words = "",
) -> HTMLResponse:
    """The review list, those of one's own department's place first, and the decisions.

    What was decided just now (`saved`) stands folded where its card stood (`at`), so that no other card takes its place.
    """
    asked = review(
        view, place=place, department=department, first=_own_places(request, view), offset=offset, limit=NAMES_A_PAGE
    )
    found = answers_names.review(view, asked)
    decisions = view.decisions(undone=True)[::-1]
    just_now = [each for each in decisions if each.id == saved and not each.undone and each.kind in _CARDS]
    return page(
        request,
        "names.html",
        review=found,
        decisions=answers_names.decisions(view, decisions, limit=MOST_DECISIONS),
        kinds=[kind for kind in schema().nodes["Department"].properties["kind"].enum if kind != "unresolved"],
        place=place,
        department=department,
        places=places_in_doubt(view),
        decided_now=answers_names.decisions(view, just_now).items,
        at=min(at, max(len(found.items) - 1, 0)),
        step=NAMES_A_PAGE,
        twin="/api"
        + page_path("names", "review", place=place, department=department, offset=str(offset), limit=str(NAMES_A_PAGE)),
    )


def _own_places(request: Request, view: View) -> list[str]:
    """The place of the department that the browser remembers, and those of who asks."""
    own = remembered(request.cookies)
    nodes = view.nodes([own]) if own else []
    return [*(node.text("jurisdiction") for node in nodes), *actor_of(request.scope).places]


@router.post("/names")
def decide_here(
    request: Request, _own: OwnOrigin, store: StoreDep, by: ByDep, said: Annotated[Decided, Form()]
) -> RedirectResponse:
    """Decide or take back, then show the page again with what was decided in the place of its card."""
    offset = str(said.offset) if said.offset else ""
    back = page_path("names", place=said.place, offset=offset)
    keep(request, said.model_dump(exclude_defaults=True) | {"kind": said.kind, "subject": said.subject}, back=back)
    if said.undo:
        undo(store, said.undo, by)
        return _see(told_saved(back, "undone"))
    made = decide(store, _asked(said.model_dump(exclude={"undo", "offset", "at", "place"})), by)
    if made.kind == "reject-edge" and made.edge is not None:  # its page is gone; that of its work shows what is left
        works = store.view().nodes([made.edge.target])
        return _see(told_saved(_page_of(works[0]) if works else page_path("decisions"), made.id))
    return _see(told_saved(page_path("names", place=said.place, offset=offset, at=str(said.at)), made.id, "decided"))


def _page_of(work: Node) -> str:
    return page_path({"Plan": "plans", "Goal": "goals", "SubTarget": "targets"}.get(work.kind, "measures"), work.id)


def _see(path: str) -> RedirectResponse:
    return RedirectResponse(path, status_code=HTTPStatus.SEE_OTHER)


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


_REFORM = {
    "since": "reform_since", "subject": "reform_before", "also": "reform_also", "part": "reform_part", "object": "reform_after",
    "heir": "reform_heir", "name": "reform_new", "why": "decision_why",
}  # fmt: skip
"""What the fields of a reform are called, by keys of the catalogue."""


@router.post("/names/reforms")
def state_reform(
    request: Request, _own: OwnOrigin, store: StoreDep, by: ByDep, said: Annotated[Stated, Form()]
) -> RedirectResponse:
    """State a reform of one department, of two that became one, or of one whose duties went to two; then the page again."""
    keep(request, said.model_dump(), back=page_path("names"), labels=_REFORM)
    if said.also.strip() and said.heir.strip():
        raise BadRequestError(
            "two departments that became two are two reforms", hint="state one of them, then the other"
        )
    asked = _asked({"kind": "reform", **said.model_dump(exclude={"also", "heir"})})
    made = decide(store, asked, by)
    if said.also.strip():  # it is said of each; what the first became is known by now
        after = asked.object or asked.name
        second = asked.model_copy(update={"subject": said.also.strip(), "object": after, "name": ""})
        made = decide(store, second, by)
    if said.heir.strip():
        made = decide(store, asked.model_copy(update={"object": said.heir.strip(), "name": ""}), by)
    return _see(told_saved(page_path("names"), made.id, "reforms"))


def _asked(said: dict[str, object]) -> DecisionIn:
    try:
        return DecisionIn.model_validate(said)
    except ValidationError as error:
        raise RequestValidationError([{**line, "loc": ("body", *line["loc"])} for line in error.errors()]) from error
