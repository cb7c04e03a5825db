"""No address takes a parameter that it does not know: what is misspelt would narrow nothing, and the whole list came back."""

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from api.http.delivery.typed_forms import SAVED
from api.http.filters.empty_parameters import ASKED
from api.http.methods import allowed
from graph.errors import FilterError
from graph.facets.facets import FACETS, nearest

ALSO = "x-takes"
"""Where a route says which parameters it takes besides those that it declares."""

EVERYWHERE = ("lang",)
"""Parameters that every address takes: the language of the page."""

PAGES = (SAVED,)
"""Parameters that every page takes besides: what was saved just now."""


LONGEST_PATH = 1_000
"""Characters of an address without its query: ids of edges, which name a plan and two departments, have some 400."""

LONGEST_QUERY = 16_000
"""Bytes of a query as it is sent; the changes of a what-if are the longest."""


async def refuse_unknown(request: Request) -> None:
    """422 for an address without end, 405 for a method that the address does not take, FilterError for a parameter of the query that the route does not declare, empty ones too; it names those that it does.

    It depends on nothing, so that it is asked first: before a plan is looked for and before values are checked. An id may hold
    slashes: `DELETE /api/plans/a/text` is no wish to delete a plan called `a/text`.
    """
    _refuse_long(request)
    methods = allowed(request.scope)
    if methods and request.method not in methods.split(", "):
        raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED)
    given = request.scope.get(ASKED) or request.query_params.keys()
    if not given:
        return
    known = parameters_of(request.scope["route"])
    everywhere = EVERYWHERE if request.scope["path"].startswith("/api/") else (*EVERYWHERE, *PAGES)
    for name in given:
        if name not in known and name not in everywhere:
            raise unknown_filter(name, known)


def _refuse_long(request: Request) -> None:
    """HTTPException 422 for an address longer than any that there is: looking for its words would take minutes."""
    if len(request.scope["path"]) > LONGEST_PATH or len(request.scope["query_string"]) > LONGEST_QUERY:
        raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY, "the address is longer than any that there is here")


def parameters_of(route: APIRoute) -> tuple[str, ...]:
    """The names of the parameters that a route takes in its query, those of its dependencies included."""
    return tuple(dict.fromkeys([*_aliases(route.dependant), *(route.openapi_extra or {}).get(ALSO, ())]))


def also_takes(names: Iterable[str]) -> dict[str, Any]:
    """What a route that reads parameters of its query by itself says of them, as its `openapi_extra`."""
    return {ALSO: sorted(set(names))}


def _aliases(dependant: Dependant) -> Iterator[str]:
    for one in dependant.dependencies:
        yield from _aliases(one)
    yield from (field.alias for field in dependant.query_params)


def unknown_filter(name: str, known: Iterable[str]) -> FilterError:
    """The error for a filter that a question does not have; a facet that others have does not apply to it."""
    names = tuple(known)
    near = nearest(name, names)
    told = "this question takes: " + ", ".join(names) if names else "this question takes none"
    if name in FACETS:
        return FilterError(f"the filter {name!r} does not apply here", hint=told, applicable=names, suggestions=near)
    return FilterError(f"no filter is called {name!r}", hint=told, applicable=names, suggestions=near)
