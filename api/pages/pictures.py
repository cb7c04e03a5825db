"""The graph page and the files that pages refer to."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from fastapi import Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from api.answers.scenes import due
from api.exports.rows import scene_sheets
from api.http.delivery.router import Router
from api.http.dependencies import DateWords, NodeKindWord, RoleWord, ViewDep
from api.http.filters.facet_parameters import FacetsDep
from api.http.filters.unknown_parameters import also_takes, unknown_filter
from api.http.pages import POLICY, LanguageDep, page_path
from api.http.saved_files import Format, attached, saved
from api.pages.shown.drawn import Asked, talk_scene
from api.wire.references import FacetOut
from graph.errors import UnknownIdError
from graph.questions.plans.plans import plan_id, plans
from graph.schema import Language
from graph.store import View
from viz.office.sheets import csv_text, xlsx
from viz.pictures.labels import name_of
from viz.pictures.panel_words import edge_words, node_text
from viz.pictures.picture import asset, picture_html
from viz.pictures.scene import Question, Scene
from viz.site.catalogue_words import words
from viz.site.site import site_asset

router = Router(include_in_schema=False)

DAY = "public, max-age=86400"
MOST_EXPANDED = 20
Words = Annotated[str, Query(max_length=300)]

AT_ONCE = 20
"""Lines or nodes whose words are asked for in one address."""

Ids = Annotated[list[str] | None, Query(max_length=AT_ONCE)]

IN_THE_ADDRESS = ("hide", "show", "fold", "at", "look", "pin", "least")
"""What the picture itself writes into its address: what is clicked off, closed, chosen, pinned, and where one looks."""


@router.get("/graph", response_model=None, openapi_extra=also_takes(IN_THE_ADDRESS))
def graph_page(
    request: Request,
    view: ViewDep,
    language: LanguageDep,
    center: Words = "",
    from_: Annotated[str, Query(alias="from", max_length=300)] = "",
    to: Words = "",
    depth: Annotated[int, Query(ge=0, le=4)] = 1,
    roles: Annotated[list[RoleWord] | None, Query()] = None,
    kinds: Annotated[list[NodeKindWord] | None, Query()] = None,
    plan: Words = "",
    due_before: DateWords | None = None,
    *,
    facets: FacetsDep,
    expand: Annotated[list[str] | None, Query(max_length=MOST_EXPANDED)] = None,
    limit: Annotated[int, Query(ge=1, le=2000)] = 300,
    seen_as: Annotated[Literal["departments"] | None, Query(alias="view")] = None,
    download: bool = False,
    table: Literal["xlsx", "csv"] | None = None,
) -> Response:
    """The interactive picture around a node, of what words find, of a whole plan, or of the way between two nodes.

    `expand` shows the neighbours of further nodes; `download` gives one file that works without a network, `table` the links as a
    spreadsheet. `view=departments` shows departments alone, and who must talk to whom: in a plan, around a department, in the measures
    that words find, or in the plans that the facets choose.
    """
    chosen = plan_id(view, plan)
    start = from_ or center or chosen or ("" if seen_as and facets else _first(view))
    if to and facets:
        raise unknown_filter(next(iter(facets.chosen())), ("from", "to", "center"))
    ask = Asked(view, tuple(roles or ()), tuple(kinds or ()), chosen, limit, facets)
    if seen_as and not to:
        scene = talk_scene(ask, start, depth, due_before or "", language)
    else:
        scene = ask.scene(start, to, depth, language)
        for node in expand or ():
            scene = ask.expanded(scene, node)
        scene = due(scene, due_before) if due_before else scene
    if table:
        sheets = scene_sheets(scene, language)
        return saved(
            Format(table),
            xlsx(sheets) if table == "xlsx" else csv_text(sheets[0]),
            _file_name(scene, language),
            "picture",
        )
    offered = ask.offered(start, depth, scene) if start and not to else []
    headers = {"Content-Security-Policy": POLICY, "Vary": "Accept-Language, Cookie"}
    if download:
        headers = attached(_file_name(scene, language), "html", "picture")
        return HTMLResponse(picture_html(scene, language=language), headers=headers)
    html = picture_html(
        scene,
        language=language,
        inline=False,
        asset_prefix="/assets",
        links=[
            (words("home", language), "/"),
            *([] if to else [_other_view(request, seen_as, language)]),
            (words("save_file", language), _here(request, download="true")),
            (words("as_xlsx", language), _here(request, table="xlsx")),
            (words("as_csv", language), _here(request, table="csv")),
        ],
        question=Question(
            start=start,
            to=to,
            steps=depth,
            plan=plan,
            due_before=due_before or "",
            facets=() if to else tuple(_choices(offered, language)),
            carried=(
                *(("roles", role) for role in roles or ()),
                *(("kinds", kind) for kind in kinds or ()),
                *((("view", seen_as),) if seen_as and not to else ()),
                *((one.name, each.value) for one in offered if one.has_several for each in one.values if each.chosen),
            ),
        ),
    )
    return HTMLResponse(html, headers=headers)


def _other_view(request: Request, seen_as: str | None, language: Language) -> tuple[str, str]:
    """From the duties to departments alone, or back; what is folded, pinned and looked at is of the one only."""
    bare = request.url.remove_query_params([*IN_THE_ADDRESS, "view"])
    url = bare if seen_as else bare.include_query_params(view="departments")
    return words("see_whole" if seen_as else "see_talk", language), str(url.replace(scheme="", netloc=""))


def _here(request: Request, **more: str) -> str:
    """This picture's address with what it is asked as."""
    return str(request.url.include_query_params(**more).replace(scheme="", netloc=""))


def _choices(
    offered: Iterable[FacetOut], language: Language
) -> Iterator[tuple[str, str, tuple[tuple[str, str, bool], ...]]]:
    """Facets of which at most one value is chosen, in words."""
    for facet in offered:
        if not facet.has_several:
            values = ((one.value, f"{getattr(one, language)} ({one.count})", one.chosen) for one in facet.values)
            yield facet.name, getattr(facet, language), tuple(values)


def _first(view: View) -> str:
    """The latest plan: what a picture without a question shows."""
    listed = plans(view).items
    if not listed:
        raise UnknownIdError("there is no plan to draw", hint="load one: " + page_path("upload"))
    return listed[-1].plan.id


def _file_name(scene: Scene, language: Language) -> str:
    return f"{words('file_picture', language)}-{scene.title[:60]}"


@router.get("/graph/words")
def graph_words(view: ViewDep, language: LanguageDep, edge: Ids = None, node: Ids = None) -> JSONResponse:
    """The sentences behind lines, and what nodes say themselves, by id, for the script of the page; what is not there any more is left out."""
    edges = [found for key in edge or () if (found := view.edge(key))]
    plans = {each.id: str(each.properties["title"]) for each in view.nodes(sorted({e.plan for e in edges if e.plan}))}
    words: dict[str, Any] = {each.id: edge_words(each, plans, language) for each in edges}
    words |= {each.id: {"name": name_of(each, language), "text": node_text(each)} for each in view.nodes(node or ())}
    return JSONResponse(words, headers={"Vary": "Accept-Language, Cookie"})


@router.get("/assets/{name}")
def asset_file(name: str) -> Response:
    """A stylesheet or script from a closed list."""
    try:
        content, media_type = site_asset(name)
    except UnknownIdError:
        content, media_type = asset(name)
    return Response(content, media_type=media_type, headers={"Cache-Control": DAY})
