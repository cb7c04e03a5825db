"""What nobody foresaw, over HTTP: a damaged store is named as such, anything else is a mistake of the program; both in words."""

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.responses import Response

from api.http.dependencies import get_store
from api.http.problems import domain_problem, problem
from graph.errors import StoreError
from graph.stores.damage import UNREADABLE, blamed


def install(app: FastAPI) -> None:
    """Answer every other exception with problem details; the server still writes its traceback to the log."""
    for kind in UNREADABLE:
        app.add_exception_handler(kind, _perhaps_damage)
    app.add_exception_handler(Exception, _mistake)


def _perhaps_damage(request: Request, error: Exception) -> Response:
    """Rows that are lost make questions stumble: ask the store before the program is blamed."""
    try:
        with blamed(get_store(request)):
            raise error
    except StoreError as damage:
        return domain_problem(request, damage)


def _mistake(request: Request, error: Exception) -> Response:
    return problem(
        request,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "mistake",
        "A mistake of the program",
        f"respgraph made a mistake ({type(error).__name__})",
        hint="the server's log says where; please report it",
    )
