"""Requests as routes know them: HEAD and OPTIONS for every address.

HEAD answers as GET does without the body (RFC 9110 §9.3.2), OPTIONS says what is allowed.
"""

import re
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from itertools import chain
from typing import NamedTuple

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.datastructures import MutableHeaders
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.delivery.router import begins
from api.http.description.document import DOCUMENT, USUAL

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class Methods:
    """ASGI middleware that routes need not know of; 405 lists all methods of an address, not those of its first route."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer OPTIONS, or pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS" and (methods := allowed(scope)):
            headers = [(b"allow", methods.encode())]
            await send({"type": "http.response.start", "status": HTTPStatus.NO_CONTENT.value, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == HTTPStatus.METHOD_NOT_ALLOWED:
                MutableHeaders(raw=message["headers"])["Allow"] = allowed(scope)
            await send(message)

        await self.app(scope, receive, told)


class Heads:
    """ASGI middleware that answers HEAD as GET, without the body; the outermost, so that no header differs."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask as GET and keep the body back."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] != "http.response.body":
                await send(message)
            elif not message.get("more_body", False):
                await send({**message, "body": b""})

        await self.app({**scope, "method": "GET"}, receive, without_body)


class Address(NamedTuple):
    """An address with its path as routes write it, and the methods that it takes."""

    path: str
    pattern: re.Pattern[str]
    methods: frozenset[str]


class Addresses:
    """Every address that there is, in the order in which routes are asked; found by the word that it begins with."""

    def __init__(self, *sorts: Iterable[Address]) -> None:
        """Of these addresses, the earlier ones first."""
        self._by_word: dict[str, list[Address]] = {}
        for one in chain.from_iterable(sorts):
            self._by_word.setdefault(begins(one.path), []).append(one)

    def fitting(self, path: str) -> Iterator[Address]:
        """Those whose pattern a path fits; an id may hold slashes, so that there may be several."""
        return (one for one in self._by_word.get(begins(path), ()) if one.pattern.match(path))

    def words(self) -> set[str]:
        """The first words of the addresses as they are sent, `api` among them."""
        return {one.path.split("/")[1] for listed in self._by_word.values() for one in listed}


def addresses(routers: Iterable[APIRouter], prefix: str = "") -> list[Address]:
    """The addresses of routers in their order, each once; under a prefix the document that describes them, and where it is looked for, come first."""
    methods: dict[str, set[str]] = {DOCUMENT: {"GET"}, USUAL: {"GET"}} if prefix else {}
    for router in routers:
        for route in router.routes:
            if isinstance(route, APIRoute):
                methods.setdefault(prefix + route.path, set()).update(route.methods or ())
    return [Address(path, compile_path(path)[0], frozenset(own)) for path, own in methods.items()]


def allowed(scope: Scope) -> str:
    """The methods of an address for `Allow`; empty for one that does not exist.

    An id may hold slashes, so that several routes fit an address; it belongs to the one that says most of it.
    """
    known: Addresses = scope["app"].state.addresses
    own = max(known.fitting(scope["path"]), key=lambda one: len(one.path), default=None)
    found = [method for method in METHODS if own and method in own.methods]
    if "GET" in found:
        found.insert(1, "HEAD")
    return ", ".join([*found, "OPTIONS"]) if found else ""
