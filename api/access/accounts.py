"""Accounts and their tokens in a store: made, changed, taken away, each told in the audit in the same transaction."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from graph.access.entries import Action, Entry
from graph.access.people import Account, Actor, Role, Token, checked_name, checked_places, checked_role, rank
from graph.access.register import Register
from graph.errors import BadRequestError, UnknownIdError
from graph.store import Store
from graph.stores.replacing import now

MOST_DAYS, USUAL_DAYS = 366, 90
"""How long a token may hold, and holds where nobody says."""

MOST_TOKENS = 100
"""Of one account."""

MARK = "rg"
"""How tokens begin, so that a scan for secrets knows them."""


def accounts(store: Store) -> list[Account]:
    """All accounts by name."""
    found = store.read_register(lambda register: register.every("account"))
    return [Account.of(content) for content in found.values()]


def tokens(store: Store, account: str = "") -> list[Token]:
    """The tokens of an account, or of all, by account and time."""
    found = store.read_register(lambda register: register.every("token"))
    every = [Token.of(content) for content in found.values()]
    kept = [one for one in every if account in ("", one.account)]
    return sorted(kept, key=lambda one: (one.account, one.created_at, one.id))


def account_named(register: Register, name: str) -> Account:
    """The account of a name. UnknownIdError where there is none."""
    content = register.find([("account", name)]).get(("account", name))
    if content is None:
        raise UnknownIdError(f"no account is called {name!r}", hint="`respgraph accounts list` shows them")
    return Account.of(content)


def add_account(
    store: Store, name: str, role: str, actor: Actor, *, places: tuple[str, ...] = (), password: str = ""
) -> Account:
    """A new account; `password` is a hash, empty for none. BadRequestError where the name is taken."""
    given = checked_places(places)
    account = Account(checked_name(name), checked_role(role), given, password, created_at=now(), stamp=_stamp())

    def work(register: Register) -> Account:
        if register.find([("account", account.name)]):
            raise BadRequestError("there is an account of this name", where=account.name, hint="take another name")
        if account.role != "admin" and not register.every("account"):
            raise BadRequestError("the first account is an admin", where=account.name, hint="give it --role admin")
        _keep(register, account, "account-added", {}, actor)
        return account

    return store.change_register(work)


def change_account(
    store: Store,
    name: str,
    actor: Actor,
    *,
    role: str = "",
    places: tuple[str, ...] | None = None,
    disabled: bool | None = None,
) -> Account:
    """Another role, other places, or no way in; sessions from before end. The last admin stays one (BadRequestError)."""

    def change(account: Account) -> Account:
        return Account(
            account.name,
            checked_role(role) if role else account.role,
            account.places if places is None else checked_places(places),
            account.password,
            account.disabled if disabled is None else disabled,
            account.created_at,
            _stamp(),
        )

    return _changed(store, name, actor, "account-changed", change)


def set_password(store: Store, name: str, password: str, actor: Actor) -> Account:
    """Another password (its hash); sessions from before end."""

    def change(account: Account) -> Account:
        return Account(
            account.name, account.role, account.places, password, account.disabled, account.created_at, _stamp()
        )

    return _changed(store, name, actor, "password", change)


def remove_account(store: Store, name: str, actor: Actor) -> None:
    """Take an account away with its tokens; what it decided keeps its name. The last admin stays (BadRequestError)."""

    def work(register: Register) -> None:
        account = account_named(register, name)
        _keep_an_admin(register, account, None)
        for key, content in register.every("token").items():
            if content["account"] == name:
                register.drop("token", key)
        register.drop("account", name)
        register.write(actor, Entry("account-removed", name, account.public()))

    store.change_register(work)


def make_token(
    store: Store, account: str, actor: Actor, *, role: str = "", days: int = USUAL_DAYS, note: str = ""
) -> tuple[str, Token]:
    """A token to show once, and what is kept of it."""
    if not 0 < days <= MOST_DAYS:
        raise BadRequestError(f"a token holds for 1 to {MOST_DAYS} days", where=str(days))
    key, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    ends = (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="seconds")

    def work(register: Register) -> Token:
        owner = account_named(register, account)
        if sum(one["account"] == account for one in register.every("token").values()) >= MOST_TOKENS:
            raise BadRequestError(
                f"an account has at most {MOST_TOKENS} tokens", where=account, hint="revoke one first"
            )
        given: Role = checked_role(role) if role else owner.role
        if rank(given) > rank(owner.role):
            raise BadRequestError("a token may not do more than its account", where=account)
        token = Token(key, account, given, digest_of(secret), note[:200], now(), ends)
        register.put("token", key, token.content())
        told = {"account": account, "role": given, "note": token.note, "expires_at": ends}
        register.write(actor, Entry("token-made", key, after=told))
        return token

    return f"{MARK}_{key}_{secret}", store.change_register(work)


def revoke_token(store: Store, key: str, actor: Actor, *, of: str = "") -> None:
    """Let a token mean nothing from now on; with `of` only one of this account. UnknownIdError where there is none."""

    def work(register: Register) -> None:
        content = register.find([("token", key)]).get(("token", key))
        if content is None or of not in ("", content["account"]):
            raise UnknownIdError(f"there is no token {key!r}", hint="`respgraph tokens list` shows them")
        register.drop("token", key)
        register.write(actor, Entry("token-revoked", key, {"account": content["account"], "note": content["note"]}))

    store.change_register(work)


def digest_of(secret: str) -> str:
    """What is kept of a secret that was made by chance: too long to be guessed, so that one round will do."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _changed(store: Store, name: str, actor: Actor, action: Action, change: Callable[[Account], Account]) -> Account:
    def work(register: Register) -> Account:
        account = account_named(register, name)
        after = change(account)
        _keep_an_admin(register, account, after)
        _keep(register, after, action, account.public(), actor)
        return after

    return store.change_register(work)


def _keep(register: Register, account: Account, action: Action, before: dict[str, Any], actor: Actor) -> None:
    register.put("account", account.name, account.content())
    register.write(actor, Entry(action, account.name, before, account.public()))


def _keep_an_admin(register: Register, before: Account, after: Account | None) -> None:
    """Nobody locks everybody out: one admin who can come in stays while there are accounts at all."""
    if before.role != "admin" or before.disabled or (after and after.role == "admin" and not after.disabled):
        return
    others = [Account.of(content) for content in register.every("account").values() if content["name"] != before.name]
    if after is None and not others:
        return
    if not any(one.role == "admin" and not one.disabled for one in others):
        raise BadRequestError("this is the last admin", where=before.name, hint="make somebody else one first")


def _stamp() -> str:
    return secrets.token_hex(8)
