"""/login, /logout: in with a name and a password, and out again."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from fastapi import Form, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.http.access.asking import ActorDep, SignInDep, is_guarded, known_of
from api.http.access.provider import GIVEN, RETURN, Provider
from api.http.access.security import session_cookie
from api.http.delivery.router import Router
from api.http.filters.unknown_parameters import also_takes
from api.http.pages import page
from graph.errors import SignInError, TooManyError

if TYPE_CHECKING:
    from api.settings import Settings

router = Router(include_in_schema=False)

Next = Annotated[str, Form(max_length=2000)]


@router.get("/login")
def login_page(request: Request, actor: ActorDep, next: str = "/") -> Response:  # noqa: A002 - a parameter of the address
    """Where one signs in; who is known goes on."""
    if actor.name:
        return RedirectResponse(way_on(next), status_code=HTTPStatus.SEE_OTHER)
    return form_page(request, next)


@router.post("/login")
def sign_in(
    request: Request,
    sign_in: SignInDep,
    actor: ActorDep,
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    next: Next = "/",  # noqa: A002 - a field of the form
) -> Response:
    """In, or the form again with why not."""
    if not is_guarded(request.scope):
        return RedirectResponse("/", status_code=HTTPStatus.SEE_OTHER)
    try:
        cookie = sign_in.with_password(name, password, actor)
    except TooManyError as error:
        answer = form_page(request, next, name=name, refused=error.what, status=HTTPStatus.TOO_MANY_REQUESTS)
        answer.headers["Retry-After"] = str(error.wait)
        return answer
    except SignInError as error:
        return form_page(request, next, name=name, refused=error.what, status=HTTPStatus.UNAUTHORIZED)
    return let_in(request, cookie, next)


@router.get("/login/provider")
async def to_provider(request: Request, next: str = "/") -> Response:  # noqa: A002 - a parameter of the address
    """To the provider."""
    return await _provider(request).way_there(request, way_on(next))


@router.get(RETURN, openapi_extra=also_takes(GIVEN))
async def from_provider(request: Request, sign_in: SignInDep, actor: ActorDep) -> Response:
    """Back from the provider: in, or a refusal in words."""
    settings: Settings = request.app.state.settings
    name, way = await _provider(request).who(request)
    cookie = await run_in_threadpool(
        lambda: sign_in.from_outside(name, actor, how=settings.oidc_issuer, newcomers=settings.newcomers)
    )
    return let_in(request, cookie, way)


@router.post("/logout")
def sign_out(request: Request, sign_in: SignInDep, actor: ActorDep) -> Response:
    """Out; the session is over, whoever has its cookie."""
    known = known_of(request.scope)
    if known and known.session:
        sign_in.out(known.session, actor)
    answer = RedirectResponse("/login", status_code=HTTPStatus.SEE_OTHER)
    answer.headers.append("Set-Cookie", session_cookie(request.scope, "", ends=True))
    return answer


def let_in(request: Request, cookie: str, way: str) -> Response:
    """To where one was on the way, with the cookie of the session."""
    answer = RedirectResponse(way_on(way), status_code=HTTPStatus.SEE_OTHER)
    answer.headers.append("Set-Cookie", session_cookie(request.scope, cookie))
    return answer


def form_page(
    request: Request, way: str, *, name: str = "", refused: str = "", status: HTTPStatus = HTTPStatus.OK
) -> HTMLResponse:
    """The form."""
    provider = request.app.state.settings.oidc_name if request.app.state.settings.oidc_issuer else ""
    return page(
        request, "login.html", status=status.value, next=way_on(way), name=name, refusal=refused, provider=provider
    )


def _provider(request: Request) -> Provider:
    provider: Provider | None = request.app.state.provider
    if provider is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return provider


def way_on(way: str) -> str:
    """A way within the explorer; the start for one that leads anywhere else."""
    try:
        parts = urlsplit(way)
    except ValueError:
        return "/"
    ours = (
        way.startswith("/") and not way.startswith(("//", "/\\", "/login")) and not parts.netloc and way.isprintable()
    )
    return way if ours and "\\" not in way else "/"
