"""/decisions: all decisions, the newest first, with the way back; and the one door of the forms that correct and report."""

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import Form, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import ValidationError

from api.answers import names as answers_names
from api.answers.references import plan_ref
from api.decisions.decision_parts import undo
from api.decisions.requests import decide
from api.http.access.asking import ByDep
from api.http.access.origins import OwnOrigin
from api.http.delivery.router import Router
from api.http.delivery.typed_forms import keep, told_saved
from api.http.dependencies import Offset, StoreDep, ViewDep
from api.http.pages import Listed, page, page_path
from api.wire.names import DecisionIn
from api.wire.references import FormIn
from graph.decisions import CORRECT_DUTY, plan_of
from graph.decisions.judgements import VERDICT
from graph.decisions.progress import FIELDS, STATES
from graph.decisions.works import CORRECTABLE
from graph.model import Decision
from graph.questions.moved_ids import corrected_edge
from graph.questions.plans.plans import named_plan
from graph.schema import schema
from graph.store import View

router = Router(include_in_schema=False)

A_PAGE = 50

Kind = Literal["correct-duty", "correct-node", "add-node", "add-edge", "reject-edge", "progress", "judge-finding"]


class Said(FormIn):
    """What a form says: the kind, what it is about, and the values that it sets; those that it has no field for are None.

    `back` is the path of the page to show then. A department whose name was filled in (`department_was`) and is still that is
    not looked up: others may bear the name. An empty field of a report says nothing, one of a correction takes away.
    """

    kind: Kind = "progress"
    subject: str = ""
    object: str = ""
    words: str = ""
    why: str = ""
    back: str = ""
    undo: str = ""
    node: str | None = None
    role: str | None = None
    department: str | None = None
    department_was: str = ""
    work: str | None = None
    title: str | None = None
    deadline: str | None = None
    metric: str | None = None
    comparator: str | None = None
    value: str | None = None
    unit: str | None = None
    baseline: str | None = None
    issuer: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    state: str | None = None
    date: str | None = None
    note: str | None = None
    contact: str | None = None
    verdict: str | None = None

    def values(self) -> dict[str, str]:
        """What is set, by name."""
        if self.kind == "add-edge":
            return {}
        names = {name for names in CORRECTABLE.values() for name in names} | {"role", "department", VERDICT, *FIELDS}
        given = {name: value for name in sorted(names) if (value := getattr(self, name)) is not None}
        if self.department_was and given.get("department", "").strip() == self.department_was.strip():
            del given["department"]
        if self.kind != "correct-node":
            given = {name: value for name, value in given.items() if value.strip()}
        return given | ({"kind": self.node} if self.node else {})


@router.get("/decisions")
def decision_page(
    request: Request,
    view: ViewDep,
    plan: str = "",
    kind: Annotated[list[str] | None, Query()] = None,
    id: Annotated[list[str] | None, Query()] = None,  # noqa: A002 - the word of the address
    undone: bool = False,
    offset: Offset = 0,
) -> HTMLResponse:
    """All decisions in force (or also those taken back), the newest first."""
    chosen = named_plan(view, plan) if plan else None
    found = view.decisions(
        undone=undone or bool(id), kinds=kind or [], ids=id or [], plans=[chosen.id] if chosen else []
    )[::-1]
    shown = answers_names.decisions(view, found, offset=offset, limit=A_PAGE)
    return page(
        request,
        "decisions.html",
        decisions=shown,
        listed=Listed(shown.items, offset, len(found)),
        plan=plan_ref(chosen) if chosen else None,
        kinds=kind or [],
        undone=undone,
        step=A_PAGE,
        twin="/api" + page_path("decisions", plan=plan, undone="true" if undone else ""),
    )


@router.post("/corrections")
def correct_here(
    request: Request, _own: OwnOrigin, store: StoreDep, by: ByDep, said: Annotated[Said, Form()]
) -> RedirectResponse:
    """Decide, or take back, then show the page again that the form stands on; what is refused comes back with its form."""
    labels = {"subject": "department"} if said.kind == "add-edge" else {}
    keep(
        request, said.model_dump(exclude_defaults=True) | {"kind": said.kind}, back=_own_page(said.back), labels=labels
    )
    made = undo(store, said.undo, by) if said.undo else decide(store, _asked(said), by)
    return RedirectResponse(_back(store.view(), said, made), status_code=HTTPStatus.SEE_OTHER)


def _asked(said: Said) -> DecisionIn:
    """The decision that a form asks for; what the API would refuse is refused alike."""
    role = (said.role or "") if said.kind == "add-edge" else ""
    try:
        return DecisionIn(
            kind=said.kind, subject=said.subject, object=said.object, role=role, words=said.words, why=said.why,
            values=said.values(),
        )  # fmt: skip
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error


def _back(view: View, said: Said, made: Decision) -> str:
    """The page to go to: that of a corrected duty under its id of now, else the one that the form names, if it is ours."""
    back, saved = _own_page(said.back), "undone" if said.undo else made.id
    if made.kind == CORRECT_DUTY and (not said.undo or back.startswith("/evidence/")):
        edge = corrected_edge(view, made.subject) or view.edge(made.subject)
        back = page_path("evidence", edge.id) if edge else page_path("decisions")
    elif back.startswith("/evidence/") and made.kind == "add-edge" and said.undo:
        back = page_path("decisions")  # the duty is gone, and its page with it
    return told_saved(back or page_path("decisions", plan=plan_of(made)), saved)


def _own_page(path: str) -> str:
    """The path where it is one of ours, else none."""
    own = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if own else ""


def choices() -> dict[str, list[str]]:
    """What the forms offer: roles, comparators, states."""
    comparators = schema().nodes["SubTarget"].properties["comparator"].enum
    return {"roles": list(schema().roles), "comparators": list(comparators), "states": list(STATES)}
