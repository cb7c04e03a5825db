"""The one door: who asks, whether the address is open to them, and what goes out with every answer."""

import time
from http import HTTPStatus
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access.signing_in import Known, SignIn, outsider
from api.decisions.decision_parts import signed_by
from api.http.access import proxies
from api.http.access.asking import ACTOR, GUARDED, KNOWN
from api.http.access.origins import is_foreign, says_whence
from api.http.access.rights import KEY as RIGHT
from api.http.access.rights import OPEN, Right, answered, permits, right_of
from api.http.access.security import COOKIE, protect, secured, session_cookie
from api.http.access.telling import Telling, asked_for
from api.http.problems import domain_problem, problem
from api.http.watching.requests import note
from api.settings import Settings
from graph.access.people import Actor
from graph.errors import ForbiddenError, RespgraphError, SignInError
from graph.store import Store

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")

MOST_OPEN = 16 * 1024
"""Bytes of what somebody may send before it is known who it is."""

LOOK_S = 2.0
"""How long a store that had no accounts counts as having none; one that has some does so for good."""


class Guard:
    """ASGI middleware over one store."""

    def __init__(
        self, app: ASGIApp, *, store: Store, settings: Settings, sign_in: SignIn, names: tuple[str, ...]
    ) -> None:
        """Wrap `app`; `names` are those by which we are called besides our own."""
        self.app = app
        self._store = store
        self._settings = settings
        self._sign_in = sign_in
        self._names = names
        self._proxies = proxies.networks(settings.proxies)
        self._guarded = bool(settings.guarded or settings.proxy_user or settings.oidc_issuer)
        self._looked = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in, or refuse."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        outside = proxies.outside(scope, self._proxies)
        via = "api" if scope["path"].startswith("/api") else "page"
        scope = {**scope, proxies.KEY: outside, ACTOR: Actor("", "", (), outside.address, via)}
        request = Request(scope)
        right = right_of(scope["method"], scope["path"], scope["app"].state.addresses)
        note(scope, route=right.address.partition(" ")[2] if right else "", actor=scope[ACTOR])
        try:
            known, guarded = (
                (None, self._guarded)
                if (right and right.unasked) or not (self._guarded or self._is_to_look())
                else await run_in_threadpool(self._known, request, outside)
            )
        except RespgraphError as error:
            await secured(domain_problem(request, error), scope, receive, send)
            return
        if known is not None:
            scope = {**scope, ACTOR: known.actor}
        elif not guarded:
            scope = {**scope, ACTOR: Actor(signed_by(self._settings), "admin", (), outside.address, via)}
        note(scope, actor=scope[ACTOR])
        scope |= {RIGHT: right, GUARDED: guarded, KNOWN: known}
        request = Request(scope)
        refusal = self._refusal(request, right, guarded=guarded)
        if refusal is not None:
            await secured(refusal, scope, receive, send)
            return
        await self.app(scope, receive, _going_out(scope, known, Telling(self._store, scope, receive, send)))

    def _known(self, request: Request, outside: proxies.Outside) -> tuple[Known | None, bool]:
        """Who asks, and whether that is asked at all."""
        if not self._is_guarded():
            return None, False
        come: Actor = request.scope[ACTOR]
        said = request.headers.get("authorization", "")
        if said.lower().startswith("bearer "):
            known = self._sign_in.by_token(said[7:].strip(), come)
            if known is None:
                raise SignInError("the token is unknown or over", hint="make another one: `respgraph tokens add NAME`")
            return known, True
        if (
            self._settings.proxy_user
            and outside.proxied
            and (name := proxies.user(request.scope, self._settings.proxy_user))
        ):
            account = self._store.read_register(lambda register: outsider(register, name, self._settings.newcomers))
            if account is None:
                raise ForbiddenError("this account may not come in", where=name[:200], hint="ask an admin to add it")
            return Known(Actor(account.name, account.role, account.places, come.address, come.via)), True
        cookie = request.cookies.get(COOKIE, "")
        return (self._sign_in.by_cookie(cookie, come) if cookie else None), True

    def _is_to_look(self) -> bool:
        """Whether it is time to look whether there are accounts; until then no request waits for a thread to be told that."""
        return not self._looked or time.monotonic() - self._looked > LOOK_S

    def _is_guarded(self) -> bool:
        """Once there are accounts they are asked for until the end, also where somebody takes the last one away."""
        if not self._guarded and self._is_to_look():
            self._guarded = bool(self._store.read_register(lambda register: register.every("account")))
            self._looked = time.monotonic()
        return self._guarded

    def _refusal(self, request: Request, right: Right | None, *, guarded: bool) -> Response | None:
        """What to answer in place of the route; None where it may answer."""
        scope = request.scope
        actor: Actor = scope[ACTOR]
        by_itself = guarded and bool(actor.name) and actor.via != "token"  # the browser adds what tells who it is
        if scope["method"] not in SAFE and (
            is_foreign(request.headers, scope[proxies.KEY], self._names)
            or (by_itself and not says_whence(request.headers))
        ):
            status = HTTPStatus.FORBIDDEN
            return problem(request, status, "http", status.phrase, "the request comes from another site")
        if scope["method"] not in SAFE and right and right.role == OPEN and _is_large(request):
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            return problem(
                request, status, "too-large", status.phrase, "this form is larger than a name and a password"
            )
        if not guarded or (right and right.role == OPEN):
            return None
        if right is None:
            known = answered(scope["method"], scope["path"], scope["app"].state.addresses)
            return domain_problem(request, ForbiddenError("this address is in no table of rights")) if known else None
        return _too_little(request, right)


def _going_out(scope: Scope, known: Known | None, send: Send) -> Send:
    """Answers with the headers of a careful site, and the cookie where it is to be kept anew."""

    async def out(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            protect(headers, guarded=scope[GUARDED])
            if known and known.cookie and "set-cookie" not in headers:
                headers.append("Set-Cookie", session_cookie(scope, known.cookie))
        await send(message)

    return out


def _is_large(request: Request) -> bool:
    """Whether nobody in particular sends more than a form holds, or does not say how much."""
    said = request.headers.get("content-length", "")
    return "transfer-encoding" in request.headers or (said.isdigit() and int(said) > MOST_OPEN)


def _by_token(request: Request, right: Right) -> Response | None:
    """What to answer a token where one has to come in person: it would make more of itself than it was given."""
    if not right.in_person or request.scope[ACTOR].via != "token":
        return None
    hint = "sign in with the password"
    return domain_problem(request, ForbiddenError("nobody does that with a token", hint=hint))


def _too_little(request: Request, right: Right) -> Response | None:
    """What to answer who has not the role; a page leads nobody to where one signs in."""
    scope = request.scope
    actor: Actor = scope[ACTOR]
    if permits(right, actor, guarded=True):
        return _by_token(request, right)
    if actor.name:
        hint = f"ask an admin for the role {right.role}"
        return domain_problem(request, ForbiddenError("this account may not do that", where=actor.name, hint=hint))
    if scope["method"] == "GET" and not scope["path"].startswith("/api"):
        language = request.query_params.get("lang", "")
        more = f"&lang={language}" if language in ("zh", "en") else ""
        way = f"/login?next={quote(asked_for(scope), safe='/')}{more}"
        return RedirectResponse(way, status_code=HTTPStatus.SEE_OTHER)
    return domain_problem(request, SignInError("nobody is signed in", hint="sign in, or send a token"))
