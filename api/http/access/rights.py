"""The one table of rights (rights.yaml): which role an address takes, as its route is found."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from fastapi import Request

from graph.access.people import ROLES, Actor
from graph.data_files import data_of
from graph.errors import ForbiddenError

if TYPE_CHECKING:
    from api.http.methods import Addresses

OPEN = "open"
KEY = "respgraph.right"
"""Where the scope of a request holds the Right that it was let in by."""


class Right(NamedTuple):
    """What an address takes: `open` or a role.

    `in_person`: somebody has to come without a token; `unasked`: it is not even looked at who asks, so that it answers while
    the store does not.
    """

    address: str
    role: str
    in_person: bool = False
    unasked: bool = False


@cache
def rights() -> Mapping[str, Right]:
    """The rows by `METHOD path`."""
    table = data_of("api.http.access", "rights")
    in_person, unasked = frozenset(table["in_person"]), frozenset(table["unasked"])
    return {
        line: Right(line, role, line in in_person, line in unasked) for role in (OPEN, *ROLES) for line in table[role]
    }


def right_of(method: str, path: str, known: "Addresses") -> Right | None:
    """The row of the route that will answer; None where no route does, or it has no row."""
    for one in known.fitting(path):
        if method in one.methods:
            return rights().get(f"{method} {one.path}")
    return None


def answered(method: str, path: str, known: "Addresses") -> bool:
    """Whether any route answers."""
    return any(method in one.methods for one in known.fitting(path))


def permits(right: Right, actor: Actor, *, guarded: bool) -> bool:
    """Whether somebody may use an address; everybody may where nobody is asked who it is."""
    return not guarded or right.role == OPEN or (bool(actor.name) and actor.may(right.role))


async def as_let_in(request: Request) -> None:
    """ForbiddenError where another route answers than the one whose row was looked at, or one without a row.

    It holds for every route and is asked before anything of the question is read.
    """
    let_in: Right | None = request.scope.get(KEY)
    route = request.scope["route"]
    row = rights().get(f"{request.scope['method']} {full_path(request)}")
    if row is None or let_in is None or row.role != let_in.role:
        raise ForbiddenError("this address is in no table of rights", where=route.path)


def full_path(request: Request) -> str:
    """The path of the route that answers, as it is written, with the prefix under which it stands."""
    path: str = request.scope["route"].path
    return f"/api{path}" if request.scope["path"].startswith("/api/") else path
