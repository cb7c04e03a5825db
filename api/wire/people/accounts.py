"""Shapes of accounts and tokens; no answer holds a password or, but once, a token."""

from typing import Annotated

from pydantic import Field

from api.access.accounts import MOST_DAYS, USUAL_DAYS
from api.access.passwords import LONGEST, SHORTEST
from api.wire.references import Wire
from graph.access.people import MOST_NAME, Account, Role, Token

Name = Annotated[str, Field(min_length=1, max_length=MOST_NAME)]
Password = Annotated[str, Field(min_length=SHORTEST, max_length=LONGEST)]
Places = Annotated[list[Annotated[str, Field(min_length=1, max_length=200)]], Field(max_length=100)]


class AccountOut(Wire):
    """An account; `places` are paths of places and ids of departments that it may change, none: all."""

    name: str
    role: Role
    places: list[str]
    disabled: bool
    has_password: bool
    created_at: str


class AccountsOut(Wire):
    """All accounts by name."""

    items: list[AccountOut]


class AccountIn(Wire):
    """A new account; without a password it comes in by tokens, a proxy or a provider only."""

    name: Name
    role: Role
    places: Places = Field(default_factory=list)
    password: Password | None = None


class AccountChangeIn(Wire):
    """What is to change of an account; what is left out stays. Its sessions end."""

    role: Role | None = None
    places: Places | None = None
    disabled: Annotated[bool, Field(strict=True)] | None = None
    password: Password | None = None


class AskingOut(Wire):
    """Who asks; `guarded` says whether anybody is asked who it is."""

    name: str
    role: str
    places: list[str]
    guarded: bool


class TokenIn(Wire):
    """A token for oneself: a role that is no more than one's own, and for how many days."""

    role: Role | None = None
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = USUAL_DAYS
    note: Annotated[str, Field(max_length=200)] = ""


class TokenOut(Wire):
    """What is kept of a token."""

    id: str
    account: str
    role: Role
    note: str
    created_at: str
    expires_at: str


class MadeTokenOut(TokenOut):
    """A new token; it is shown this once."""

    token: str


class TokensOut(Wire):
    """One's own tokens by time."""

    items: list[TokenOut]


class GoneOut(Wire):
    """What was taken away."""

    removed: str


def account_out(account: Account) -> AccountOut:
    """The shape of an account."""
    return AccountOut(
        name=account.name,
        role=account.role,
        places=list(account.places),
        disabled=account.disabled,
        has_password=bool(account.password),
        created_at=account.created_at,
    )


def token_out(token: Token) -> TokenOut:
    """The shape of a token."""
    return TokenOut(
        id=token.id,
        account=token.account,
        role=token.role,
        note=token.note,
        created_at=token.created_at,
        expires_at=token.expires_at,
    )
