"""Who asks, as the guard found out (api/http/access/guard): in the scope of a request, and as dependencies of routes."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request
from starlette.types import Scope

from api.access.signing_in import Known, SignIn
from api.http.access.rights import permits, rights
from api.http.one_state import KEY as QUESTION
from api.http.one_state import Question
from graph.access.people import ITSELF, Actor
from graph.acting.scopes import touches

ACTOR = "respgraph.actor"
"""Where the scope of a request holds the Actor."""

GUARDED = "respgraph.guarded"
"""Where it holds whether anybody is asked who it is."""

KNOWN = "respgraph.known"
"""Where it holds the Known, None for nobody."""


def actor_of(scope: Scope) -> Actor:
    """Who asks."""
    actor: Actor = scope.get(ACTOR, ITSELF)
    return actor


def is_guarded(scope: Scope) -> bool:
    """Whether anybody is asked who it is."""
    return bool(scope.get(GUARDED))


def known_of(scope: Scope) -> Known | None:
    """How it is known who asks."""
    known: Known | None = scope.get(KNOWN)
    return known


def may_of(scope: Scope) -> Callable[..., bool]:
    """What templates ask before they show a form or a link: whether who asks may use a row of the table of rights.

    The row is named as it stands there, `POST /names`; KeyError for one that does not. With the id of what a form is about
    (and the kind of decision that it makes) also whether that belongs to her places.
    """
    actor, guarded = actor_of(scope), is_guarded(scope)
    question: Question | None = scope.get(QUESTION)

    def may(row: str, key: str = "", kind: str = "") -> bool:
        if not permits(rights()[row], actor, guarded=guarded):
            return False
        if not (guarded and key and actor.places) or question is None:
            return True
        return touches(question.view(), key, actor, kind)

    return may


async def get_actor(request: Request) -> Actor:
    """Who asks."""
    return actor_of(request.scope)


async def get_by(request: Request) -> str:
    """Who decides: the name of the account, else as the settings have it; never what the client says."""
    return actor_of(request.scope).name


async def get_sign_in(request: Request) -> SignIn:
    """What signs in and knows again."""
    sign_in: SignIn = request.app.state.sign_in
    return sign_in


ActorDep = Annotated[Actor, Depends(get_actor)]
ByDep = Annotated[str, Depends(get_by)]
SignInDep = Annotated[SignIn, Depends(get_sign_in)]
