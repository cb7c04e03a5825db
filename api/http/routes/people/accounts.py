"""/api/account, /api/tokens: oneself; /api/accounts: all of them, for admins."""

from http import HTTPStatus
from typing import Annotated

from fastapi import Path, Request

from api.access import accounts
from api.access.passwords import Passwords
from api.http.access.asking import ActorDep, is_guarded
from api.http.delivery.router import Router
from api.http.dependencies import StoreDep
from api.wire.people import accounts as wire

router = Router(tags=["people"])

NameKey = Annotated[str, Path(description="The name of the account")]


@router.get("/account")
def who_asks(request: Request, actor: ActorDep) -> wire.AskingOut:
    """Who asks, with which role and for which places."""
    guarded = is_guarded(request.scope)
    return wire.AskingOut(name=actor.name, role=actor.role, places=list(actor.places), guarded=guarded)


@router.get("/tokens")
def list_tokens(store: StoreDep, actor: ActorDep) -> wire.TokensOut:
    """One's own tokens; what they are is not kept."""
    return wire.TokensOut(items=[wire.token_out(one) for one in accounts.tokens(store, actor.name)])


@router.post("/tokens", status_code=HTTPStatus.CREATED)
def make_token(store: StoreDep, actor: ActorDep, asked: wire.TokenIn) -> wire.MadeTokenOut:
    """A token for oneself; it is in this answer and in no other."""
    said, token = accounts.make_token(store, actor.name, actor, role=asked.role or "", days=asked.days, note=asked.note)
    return wire.MadeTokenOut(token=said, **wire.token_out(token).model_dump())


@router.delete("/tokens/{token}")
def revoke_token(store: StoreDep, actor: ActorDep, token: Annotated[str, Path(description="Its id")]) -> wire.GoneOut:
    """Let one of one's own tokens mean nothing from now on; an admin may do so with any."""
    accounts.revoke_token(store, token, actor, of="" if actor.may("admin") else actor.name)
    return wire.GoneOut(removed=token)


@router.get("/accounts")
def list_accounts(store: StoreDep) -> wire.AccountsOut:
    """All accounts by name."""
    return wire.AccountsOut(items=[wire.account_out(one) for one in accounts.accounts(store)])


@router.post("/accounts", status_code=HTTPStatus.CREATED)
def add_account(request: Request, store: StoreDep, actor: ActorDep, asked: wire.AccountIn) -> wire.AccountOut:
    """A new account; the first one is an admin."""
    made = accounts.add_account(
        store,
        asked.name,
        asked.role,
        actor,
        places=tuple(asked.places),
        password=passwords(request).hashed(asked.password) if asked.password else "",
    )
    return wire.account_out(made)


@router.patch("/accounts/{name}")
def change_account(
    request: Request, store: StoreDep, actor: ActorDep, name: NameKey, asked: wire.AccountChangeIn
) -> wire.AccountOut:
    """Another role, other places, a new password, or no way in; its sessions end."""
    account = None
    if asked.password:
        account = accounts.set_password(store, name, passwords(request).hashed(asked.password), actor)
    if asked.role is not None or asked.places is not None or asked.disabled is not None or account is None:
        places = None if asked.places is None else tuple(asked.places)
        account = accounts.change_account(
            store, name, actor, role=asked.role or "", places=places, disabled=asked.disabled
        )
    return wire.account_out(account)


@router.delete("/accounts/{name}")
def remove_account(store: StoreDep, actor: ActorDep, name: NameKey) -> wire.GoneOut:
    """Take an account away with its tokens; what it decided stays under its name."""
    accounts.remove_account(store, name, actor)
    return wire.GoneOut(removed=name)


def passwords(request: Request) -> Passwords:
    """What makes hashes."""
    found: Passwords = request.app.state.passwords
    return found
