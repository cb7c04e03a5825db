"""/about: what the explorer is, what it holds, what its words and marks mean, and how to read, cite and use it."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.answers.about import explained
from api.http.dependencies import ViewDep
from api.pages.shown.page import page, twin
from viz.site.accuracy import accuracy

router = APIRouter(include_in_schema=False)


@router.get("/about")
def about_page(request: Request, view: ViewDep) -> HTMLResponse:
    """Help."""
    return page(request, "about.html", about=explained(view), accuracy=accuracy(), twin=twin(request))
