"""A router that is asked for addresses only that begin as its own do.

The application has some forty routers, and FastAPI tries every route of each in turn, those of the one that answers twice: a third
of what a small answer took.
"""

from fastapi import APIRouter
from starlette.routing import Match
from starlette.types import Scope

_PREFIX = "api"
"""What the application puts before the addresses of some routers."""


_WORD = "respgraph.begins"
"""Where the scope of a request holds the word that its address begins with."""


class Router(APIRouter):
    """An APIRouter whose addresses all begin with words of their own, no parameters; to be complete before it is asked first."""

    _known: frozenset[str] | None = None

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """See starlette.routing.BaseRoute; no match at once where the address begins otherwise."""
        if self._known is None:
            self._known = frozenset(begins(getattr(route, "path", "")) for route in self.routes)
        word = scope.get(_WORD)
        if word is None:  # the next router is told
            word = scope[_WORD] = begins(scope["path"].removeprefix(scope.get("root_path", "")))
        return super().matches(scope) if word in self._known else (Match.NONE, {})


def begins(path: str) -> str:
    """The first word of an address, behind the prefix."""
    words = path.split("/", 3)[1:3]
    if words[:1] == [_PREFIX]:
        del words[0]
    return words[0] if words else ""
