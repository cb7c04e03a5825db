"""Who may do what: accounts with a role and places, their tokens and sessions, and who acts in a change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, Self, get_args
from unicodedata import normalize

from graph.errors import BadRequestError

Role = Literal["reader", "editor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""From the one that may least to the one that may all."""

Kind = Literal["account", "token", "session", "failures", "secret"]
"""What a register keeps, each under ids of its own."""

MOST_NAME = 100
"""Letters of an account's name."""


def rank(role: str) -> int:
    """How much a role may do; 0 for nobody."""
    return ROLES.index(role) + 1 if role in ROLES else 0


class Kept:
    """What a register keeps as JSON."""

    def content(self) -> dict[str, Any]:
        """Its fields."""
        return asdict(self)  # type: ignore[call-overload,no-any-return]  # only dataclasses derive from it

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Self:
        """From its fields; those of a newer respgraph are passed over."""
        known = {one.name for one in fields(cls)}  # type: ignore[arg-type]  # only dataclasses derive from it
        given = {name: tuple(value) if isinstance(value, list) else value for name, value in content.items()}
        return cls(**{name: value for name, value in given.items() if name in known})


@dataclass(frozen=True, slots=True)
class Account(Kept):
    """A person or a program. `places` are paths of places (重庆市/永川区) and ids of departments; none: everywhere.

    `password` is a hash, empty for who comes in by a token, a proxy or a provider only. `stamp` changes with the password and
    with what the account may do, and ends the sessions from before.
    """

    name: str
    role: Role
    places: tuple[str, ...] = ()
    password: str = ""
    disabled: bool = False
    created_at: str = ""
    stamp: str = ""

    def public(self) -> dict[str, Any]:
        """What may be shown of it, as an audit says before and after."""
        return {
            "role": self.role,
            "places": list(self.places),
            "disabled": self.disabled,
            "password": bool(self.password),
        }


@dataclass(frozen=True, slots=True)
class Token(Kept):
    """What a program shows instead of a password; `digest` is of its secret, which nobody keeps.

    `role` may be less than that of its account, never more.
    """

    id: str
    account: str
    role: Role
    digest: str
    note: str
    created_at: str
    expires_at: str


@dataclass(frozen=True, slots=True)
class Session(Kept):
    """A browser that signed in; `id` is a digest of what its cookie holds. `role` is that of who has no account here."""

    id: str
    account: str
    stamp: str
    started_at: float
    address: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who makes a change: by name, with a role within places, from an address, `via` page, api or command line.

    Without a name it is a program that opened the store by itself: whoever made the change said who it is.
    """

    name: str = ""
    role: Role | Literal[""] = "admin"
    places: Sequence[str] = ()
    address: str = ""
    via: str = ""

    def may(self, role: str) -> bool:
        """Whether the role is enough for what takes `role`."""
        return rank(self.role) >= rank(role)


ITSELF = Actor()
"""A program that opened the store, with all rights."""


def spelt(name: str) -> str:
    """A name in the one spelling under which its account is kept: full-width letters are the others."""
    return normalize("NFKC", name).strip()


def checked_name(name: str) -> str:
    """A name for an account. BadRequestError for one that can't be one."""
    bare = spelt(name)
    if not bare or len(bare) > MOST_NAME or not bare.isprintable() or any(mark in bare for mark in "/\\,;\"'<>"):
        raise BadRequestError("this can't be the name of an account", where=name[:MOST_NAME], hint="give a user name")
    return bare


def is_name(name: str) -> bool:
    """Whether an account could have the name, as it is written."""
    try:
        return checked_name(name) == name
    except BadRequestError:
        return False


def checked_places(places: Iterable[str]) -> tuple[str, ...]:
    """Paths of places and ids of departments as they are compared, without a slash at an end. BadRequestError for what is none."""
    found = []
    for place in places:
        bare = place.strip().strip("/")
        if not bare or not bare.isprintable():
            raise BadRequestError("this is no place", where=place[:MOST_NAME], hint="give a path such as PROVINCE/CITY")
        found.append(bare)
    return tuple(dict.fromkeys(found))


def checked_role(role: str) -> Role:
    """One of the roles. BadRequestError for another word."""
    for one in ROLES:
        if role == one:
            return one
    raise BadRequestError("there is no such role", where=role[:MOST_NAME], hint="give reader, editor or admin")
