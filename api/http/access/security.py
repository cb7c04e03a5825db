"""What goes out with answers: headers, so that a browser does nothing that we did not mean, and the cookie of a session."""

from collections.abc import Mapping
from http.cookies import SimpleCookie

from fastapi.responses import Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Receive, Scope, Send

from api.http.access import proxies

COOKIE = "respgraph-session"

HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
"""Where an answer says nothing of its own; pages have a policy that lets our styles and scripts in (api/http/pages)."""


def protect(headers: MutableHeaders, *, guarded: bool) -> None:
    """Add what is missing; with accounts nobody between us and the reader may keep an answer for others."""
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if guarded:
        kept = headers.get("cache-control", "").replace(
            "public", "private"
        )  # the cookie of a session may go out with it
        if "private" not in kept and "no-store" not in kept:
            kept = f"private, {kept}" if kept else "private, no-cache"
        headers["Cache-Control"] = kept
        headers.add_vary_header("Cookie, Authorization")


async def secured(answer: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Send an answer that no route made."""
    protect(answer.headers, guarded=True)
    await answer(scope, receive, send)


def session_cookie(scope: Scope, value: str, *, ends: bool = False) -> str:
    """The header that keeps or ends a session: out of reach of scripts, not sent by other sites, under TLS only there."""
    outside: proxies.Outside = scope[proxies.KEY]
    cookie: SimpleCookie = SimpleCookie()
    cookie[COOKIE] = value
    one = cookie[COOKIE]
    one["httponly"], one["samesite"], one["path"] = True, "Lax", "/"
    if outside.scheme == "https" or Headers(scope=scope).get("origin", "").startswith("https://"):
        one["secure"] = True
    if ends:
        one["max-age"] = 0
    return one.OutputString()
