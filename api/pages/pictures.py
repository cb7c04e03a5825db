"""The graph page and the files that pages refer to."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from api.deps import NodeKindWord, RoleWord, ViewDep
from api.pages.language import LanguageDep
from api.pages.page import POLICY
from api.scenes import center_of, scene_around, scene_of_plan
from graph.errors import UnknownIdError
from viz.assets import asset
from viz.picture import picture_html
from viz.site import site_asset

router = APIRouter(include_in_schema=False)

DAY = "public, max-age=86400"


@router.get("/graph")
def graph_page(
    view: ViewDep,
    language: LanguageDep,
    center: str,
    depth: Annotated[int, Query(ge=1, le=4)] = 1,
    roles: Annotated[list[RoleWord] | None, Query()] = None,
    kinds: Annotated[list[NodeKindWord] | None, Query()] = None,
    plan: str = "",
    limit: Annotated[int, Query(ge=1, le=2000)] = 300,
) -> HTMLResponse:
    """The interactive picture around a node; around a plan, all of the plan."""
    key = center_of(view, center)
    if view.nodes([key])[0].kind == "Plan" and depth == 1:
        scene = scene_of_plan(view, key, roles=tuple(roles or ()), limit=limit)
    else:
        scene = scene_around(
            view, key, depth=depth, roles=tuple(roles or ()), kinds=tuple(kinds or ()), plan=plan, limit=limit
        )
    html = picture_html(scene, language=language, inline=False, asset_prefix="/assets")
    return HTMLResponse(html, headers={"Content-Security-Policy": POLICY, "Vary": "Accept-Language, Cookie"})


@router.get("/assets/{name}")
def asset_file(name: str) -> Response:
    """A stylesheet or script from a closed list."""
    try:
        content, media_type = site_asset(name)
    except UnknownIdError:
        content, media_type = asset(name)
    return Response(content, media_type=media_type, headers={"Cache-Control": DAY})
