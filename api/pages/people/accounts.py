"""/account: one's own password, tokens and sessions; /accounts: all accounts, for admins."""

from http import HTTPStatus
from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import Field

from api.access import accounts
from api.access.passwords import SHORTEST, Passwords
from api.http.access.asking import ActorDep, SignInDep, is_guarded
from api.http.delivery.router import Router
from api.http.dependencies import StoreDep
from api.http.pages import page
from api.wire.references import FormIn
from graph.access.people import ROLES, Account, Actor, rank
from graph.errors import BadRequestError
from graph.store import Store

router = Router(include_in_schema=False)


class Wanted(FormIn):
    """What a form wants of one's own account."""

    action: str = Field("", max_length=20)
    old: str = Field("", max_length=1000)
    new: str = Field("", max_length=1000)
    role: str = Field("", max_length=20)
    days: int = accounts.USUAL_DAYS
    note: str = Field("", max_length=200)
    token: str = Field("", max_length=100)


@router.get("/account")
def account_page(request: Request, store: StoreDep, actor: ActorDep) -> HTMLResponse:
    """Oneself."""
    return _own_page(request, store, actor)


@router.post("/account")
def change_own(
    request: Request, store: StoreDep, sign_in: SignInDep, actor: ActorDep, said: Annotated[Wanted, Form()]
) -> Response:
    """Another password, a new token, a token less."""
    if not is_guarded(request.scope):
        raise BadRequestError("there are no accounts", hint="`respgraph accounts add NAME --role admin` makes one")
    if said.action == "password":
        sign_in.confirm(actor, said.old)
        accounts.set_password(store, actor.name, _passwords(request).hashed(said.new), actor)
        return RedirectResponse("/login", status_code=HTTPStatus.SEE_OTHER)
    if said.action == "token":
        shown, _ = accounts.make_token(store, actor.name, actor, role=said.role, days=said.days, note=said.note)
        return _own_page(request, store, actor, shown)
    if said.action == "revoke":
        accounts.revoke_token(store, said.token, actor, of=actor.name)
    return RedirectResponse("/account", status_code=HTTPStatus.SEE_OTHER)


class Changed(FormIn):
    """What a form wants of an account."""

    action: str = Field("", max_length=20)
    name: str = Field("", max_length=200)
    role: str = Field("", max_length=20)
    places: str = Field("", max_length=5000)
    password: str = Field("", max_length=1000)


@router.get("/accounts")
def accounts_page(request: Request, store: StoreDep) -> HTMLResponse:
    """All accounts."""
    return page(
        request,
        "accounts.html",
        accounts=accounts.accounts(store),
        roles=ROLES,
        shortest=SHORTEST,
        twin="/api/accounts",
    )


@router.post("/accounts")
def change_accounts(request: Request, store: StoreDep, actor: ActorDep, said: Annotated[Changed, Form()]) -> Response:
    """Add, change, stop, remove."""
    places = tuple(word for word in said.places.replace("，", ",").replace(",", " ").split() if word)
    if said.action == "add":
        password = _passwords(request).hashed(said.password) if said.password else ""
        accounts.add_account(store, said.name, said.role, actor, places=places, password=password)
    elif said.action == "change":
        accounts.change_account(store, said.name, actor, role=said.role, places=places)
    elif said.action in ("stop", "start"):
        accounts.change_account(store, said.name, actor, disabled=said.action == "stop")
    elif said.action == "password":
        accounts.set_password(store, said.name, _passwords(request).hashed(said.password), actor)
    elif said.action == "remove":
        accounts.remove_account(store, said.name, actor)
    return RedirectResponse("/accounts", status_code=HTTPStatus.SEE_OTHER)


def _own_page(request: Request, store: Store, actor: Actor, shown: str = "") -> HTMLResponse:
    found = store.read_register(lambda register: register.find([("account", actor.name)]))
    own = next((Account.of(content) for content in found.values()), None)
    answer = page(
        request,
        "account.html",
        own=own,
        tokens=accounts.tokens(store, actor.name) if own else [],
        roles=[role for role in ROLES if rank(role) <= rank(actor.role)],
        shown=shown,
        shortest=SHORTEST,
        days=accounts.USUAL_DAYS,
        most=accounts.MOST_DAYS,
        twin="/api/tokens",
    )
    if shown:
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _passwords(request: Request) -> Passwords:
    found: Passwords = request.app.state.passwords
    return found
