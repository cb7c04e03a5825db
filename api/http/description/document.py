"""The OpenAPI document: what the routes say of themselves, and what holds for all of them.

Operations have the names of their functions for ids, so that a client made from the document reads well; each declares every
status that it may answer with, errors as problem details.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.routing import APIRoute

from api.http.delivery.base_path import base_of
from api.http.description.statuses import STATUSES, Told, statuses
from api.http.problems import MEDIA_TYPE
from api.wire.about import ProblemDetailsOut

DOCUMENT = "/api/openapi.json"

USUAL = "/openapi.json"
"""Where generators of clients look for it first."""

BINARY = "application/octet-stream"
"""What a client may take a file for whose kind it does not know; generators of clients know no other kind of bytes."""

TAGS: Mapping[str, str] = {
    "plans": "Plans, their text, outline, editions; loading and removing them",
    "departments": "Departments, what they must do, with whom, by when",
    "graph": "Measures, goals, targets, search, the graph around a node, the words behind an edge",
    "bottlenecks": "Where plans will jam; figures, matrix, coordination, what-if",
    "names": "Names that a person should look at, and what people decided",
    "progress": "How far work has come",
    "decisions": "Task tables that were edited and come back",
    "export": "Lists and the whole store to take away",
    "compare": "Plans, places and years beside each other",
    "networks": "The graph as a network for other programs",
    "people": "Who asks, accounts and tokens, and the audit of what was done",
    "service": "The explorer itself",
}


def operation_id(route: APIRoute) -> str:
    """The name of the route's function."""
    return route.name


class Explorer(FastAPI):
    """A FastAPI application whose OpenAPI document is whole."""

    def setup(self) -> None:
        """Routes of the application's own: the document, with the path under which the client knows us."""
        self.add_route(DOCUMENT, self._document, include_in_schema=False)
        self.add_route(USUAL, self._elsewhere, include_in_schema=False)

    async def _elsewhere(self, request: Request) -> RedirectResponse:
        return RedirectResponse(base_of(request.scope) + DOCUMENT, HTTPStatus.PERMANENT_REDIRECT)

    async def _document(self, request: Request) -> JSONResponse:
        return JSONResponse({**self.openapi(), "servers": [{"url": base_of(request.scope) or "/"}]})

    def openapi(self) -> dict[str, Any]:
        """The document; made once for the routes that there are."""
        document = super().openapi()
        if "ProblemDetailsOut" not in document.setdefault("components", {}).setdefault("schemas", {}):
            complete(document)
        return document


def complete(document: dict[str, Any]) -> None:
    """Put statuses, problem details, tags and the kinds of files into a document that FastAPI made of the routes."""
    parts = document["components"]
    shape = ProblemDetailsOut.model_json_schema(ref_template="#/components/schemas/{model}")
    parts["schemas"] |= {**shape.pop("$defs", {}), "ProblemDetailsOut": shape}
    for name in ("HTTPValidationError", "ValidationError"):  # FastAPI's own shape of a 422, which is not ours
        parts["schemas"].pop(name, None)
    parts["schemas"] = dict(sorted(parts["schemas"].items()))
    parts["responses"] = {f"Status{status}": _response(told) for status, told in STATUSES.items()}
    used: set[str] = set()
    for methods in document["paths"].values():
        for method, operation in methods.items():
            for parameter in operation.get("parameters", ()):
                parameter["schema"] = _as_asked(parameter["schema"], may_be_empty=method == "get")
            used.update(operation.get("tags", ()))
            own = {code: told for code, told in operation["responses"].items() if code.startswith("2")}
            for told in own.values():
                _with_bytes(told)
            common = {
                str(status): {"$ref": f"#/components/responses/Status{status}"}
                for status in statuses(method, operation)
            }
            operation["responses"] = own | common
    document["tags"] = [{"name": name, "description": TAGS.get(name, "")} for name in sorted(used)]


def _response(told: Told) -> dict[str, Any]:
    if not told.problem:
        return {"description": told.words}
    return {
        "description": told.words,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetailsOut"}}},
    }


def _with_bytes(told: dict[str, Any]) -> None:
    content = told.get("content", {})
    if content and "application/json" not in content and BINARY not in content:
        told["content"] = {BINARY: {"schema": {"type": "string", "format": "binary"}}, **content}


def _as_asked(schema: dict[str, Any], *, may_be_empty: bool) -> dict[str, Any]:
    """A parameter as an address has it: never null; without a value it counts as not given (api/http/methods.py)."""
    choices = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if choices:
        rest = {name: value for name, value in schema.items() if name != "anyOf"}
        schema = {**rest, **choices[0]} if len(choices) == 1 else {**rest, "anyOf": choices}
    if may_be_empty and "pattern" in schema:
        schema = {**schema, "pattern": f"^$|{schema['pattern']}"}
    return schema
