"""An OpenID Connect provider that says who it is; Authlib speaks to it: discovery, state, nonce, PKCE, signature, times."""

from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import Response

from api.http.access.proxies import KEY, Outside
from api.http.delivery.base_path import base_of
from api.settings import Settings
from graph.errors import BadRequestError, SignInError, StoreUnavailableError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from authlib.integrations.starlette_client import StarletteOAuth2App

DISCOVERY = "/.well-known/openid-configuration"
ON_THE_WAY_S = 600
"""How long somebody may take at the provider."""

COOKIE = "respgraph-signing-in"
"""Holds state, nonce and the verifier while somebody is at the provider; signed."""

RETURN = "/login/return"

GIVEN = (
    "code",
    "state",
    "iss",
    "session_state",
    "scope",
    "authuser",
    "prompt",
    "error",
    "error_description",
    "error_uri",
)
"""What providers put into the address to which they send people back."""

WAIT_S = 10.0
"""How long we wait for the provider."""


class Provider:
    """The provider of the settings."""

    def __init__(self, settings: Settings) -> None:
        """Nothing is asked of it yet. BadRequestError where Authlib is not installed, or a setting is missing."""
        if not settings.oidc_client:
            raise BadRequestError("the provider needs a client id", hint="set RESPGRAPH_OIDC_CLIENT")
        self._claim = settings.oidc_claim
        self._return = settings.oidc_return
        self._client = _client(settings)

    async def way_there(self, request: Request, way: str) -> Response:
        """To the provider; `way` is where somebody goes on afterwards."""
        from httpx2 import HTTPError  # noqa: PLC0415 - comes with the extra

        request.session["next"] = way
        try:
            answer: Response = await self._client.authorize_redirect(request, self._way_back(request))
        except (HTTPError, ValueError, RuntimeError) as error:
            raise _away() from error
        return answer

    async def who(self, request: Request) -> tuple[str, str]:
        """Who came back, and where to go on. SignInError where the provider's answer proves nothing."""
        from authlib.common.errors import AuthlibBaseError  # noqa: PLC0415 - comes with the extra
        from httpx2 import HTTPError  # noqa: PLC0415 - same
        from joserfc.errors import JoseError  # noqa: PLC0415 - same

        way = str(request.session.pop("next", "/"))
        try:
            token: Mapping[str, Any] = await self._client.authorize_access_token(request)
        except HTTPError as error:
            raise _away() from error
        except (AuthlibBaseError, JoseError, ValueError, KeyError) as error:
            raise SignInError("the provider's answer proves nobody", hint="sign in again") from error
        finally:
            request.session.clear()
        claims = token.get("userinfo") or {}
        if (issuer := request.query_params.get("iss", "")) and issuer != claims.get("iss"):  # RFC 9207
            raise SignInError("the answer is of another provider", where=issuer[:200], hint="sign in again")
        return self._name(claims), way

    def _name(self, claims: "Mapping[str, Any]") -> str:
        """The name that the provider vouches for; an address that it let somebody type in is nobody's name."""
        name = claims.get(self._claim)
        if not isinstance(name, str) or not name.strip():
            raise SignInError(
                "the provider does not say a name", where=self._claim, hint="set RESPGRAPH_OIDC_CLAIM to another claim"
            )
        if self._claim == "email" and claims.get("email_verified") not in (True, "true"):
            raise SignInError(
                "the provider has not checked whose address this is",
                where=name[:200],
                hint="let it send email_verified, or set RESPGRAPH_OIDC_CLAIM to another claim",
            )
        return name.strip()

    def _way_back(self, request: Request) -> str:
        if self._return:
            return self._return
        outside: Outside = request.scope[KEY]
        return f"{outside.scheme or request.url.scheme}://{outside.host}{base_of(request.scope)}{RETURN}"


def _client(settings: Settings) -> "StarletteOAuth2App":
    try:
        from authlib.integrations.starlette_client import OAuth  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise BadRequestError(
            "OpenID Connect needs Authlib, which is not installed", hint="pip install 'respgraph[oidc]'"
        ) from error
    oauth = OAuth()
    oauth.register(
        "provider",
        client_id=settings.oidc_client,
        client_secret=settings.oidc_secret.get_secret_value(),
        server_metadata_url=settings.oidc_issuer.rstrip("/") + DISCOVERY,
        client_kwargs={"scope": "openid profile email", "code_challenge_method": "S256", "timeout": WAIT_S},
    )
    return oauth.provider


def _away() -> StoreUnavailableError:
    return StoreUnavailableError("the provider does not answer", hint="try again, or sign in with a password")
