"""The graph page and the files that pages refer to."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import Query, Request
from fastapi.responses import HTMLResponse, Response

from api.answers.scenes import center_of, due, joined, scene_around, scene_of_plan, scene_of_way, scene_of_words
from api.exports.rows import scene_sheets
from api.facets.counted import facets_out
from api.http.delivery.router import Router
from api.http.dependencies import DateWords, NodeKindWord, RoleWord, ViewDep
from api.http.filters.facet_parameters import PlanFacetsDep
from api.http.filters.unknown_parameters import also_takes, unknown_filter
from api.http.pages import POLICY, LanguageDep, page_path
from api.http.saved_files import Format, saved
from api.wire.references import FacetOut
from graph.errors import UnknownIdError
from graph.facets.counting import counted_of_holders
from graph.facets.facets import Facets
from graph.facets.narrowing import sorted_plans
from graph.ledger.records import Holding
from graph.questions.plans.plans import plan_id, plans
from graph.schema import Language
from graph.store import View
from viz.office.sheets import csv_text, xlsx
from viz.pictures.picture import asset, picture_html
from viz.pictures.scene import Question, Scene
from viz.site.catalogue_words import catalogue, words
from viz.site.site import site_asset

router = Router(include_in_schema=False)

DAY = "public, max-age=86400"
MOST_EXPANDED = 20
Words = Annotated[str, Query(max_length=300)]


IN_THE_ADDRESS = ("hide", "show", "fold", "at", "look")
"""What the picture itself writes into its address: what is clicked off, closed and chosen, and where one looks."""


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
    facets: PlanFacetsDep,
    expand: Annotated[list[str] | None, Query(max_length=MOST_EXPANDED)] = None,
    limit: Annotated[int, Query(ge=1, le=2000)] = 300,
    download: bool = False,
    table: Literal["xlsx", "csv"] | None = None,
) -> Response:
    """The interactive picture around a node, of what words find, of a whole plan, or of the way between two nodes.

    `expand` shows the neighbours of further nodes; `download` gives one file that works without a network, `table` the links as a
    spreadsheet.
    """
    chosen = plan_id(view, plan)
    start = from_ or center or chosen or _first(view)
    if to and facets:
        raise unknown_filter(next(iter(facets.chosen())), ("from", "to", "center"))
    ask = _Asked(view, tuple(roles or ()), tuple(kinds or ()), chosen, limit, sorted_plans(view, facets))
    scene = (
        ask.way(start, to, words("no_way", language))
        if to
        else ask.around(start, depth, catalogue()["by_topic"][language])
    )
    for node in expand or ():
        scene = ask.expanded(scene, node)
    if due_before:
        scene = due(scene, due_before)
    if table:
        sheets = scene_sheets(scene, language)
        return saved(Format(table), xlsx(sheets) if table == "xlsx" else csv_text(sheets[0]), scene.title[:60])
    offered = ask.offered(start, depth, scene, facets) if not to else []
    headers = {"Content-Security-Policy": POLICY, "Vary": "Accept-Language, Cookie"}
    if download:
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(scene.title[:60], safe='')}.html"}
        return HTMLResponse(picture_html(scene, language=language), headers=headers)
    html = picture_html(
        scene,
        language=language,
        inline=False,
        asset_prefix="/assets",
        links=[
            (words("home", language), "/"),
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
                *((one.name, each.value) for one in offered if one.has_several for each in one.values if each.chosen),
            ),
        ),
    )
    return HTMLResponse(html, headers=headers)


def _here(request: Request, **more: str) -> str:
    """This picture's address with what it is asked as."""
    return str(request.url.include_query_params(**more).replace(scheme="", netloc=""))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A picture's question: what the address says that narrows every part of it."""

    view: View
    roles: tuple[str, ...]
    kinds: tuple[str, ...]
    plan: str
    limit: int
    plans: list[str] | None

    def offered(self, start: str, depth: int, scene: Scene, facets: Facets) -> list[FacetOut]:
        """The facets of plans with how many lines of the picture without them are of such plans; nothing where all are of one."""
        if self.plan:
            return []
        whole = scene
        if facets:
            whole = replace(self, plans=None).around(start, depth, "")
        lines = Counter(edge.plan for edge in whole.edges if edge.plan)
        if len(lines) <= 1 and not facets:
            return []
        return facets_out(counted_of_holders(self.view.ledger(), facets, Holding({**lines}, ())))

    def around(self, start: str, depth: int, by_topic: str) -> Scene:
        """Around the node that `start` names; a plan whole; else what the words find."""
        try:
            key = center_of(self.view, start)
        except UnknownIdError:
            found = scene_of_words(
                self.view,
                start,
                depth=depth,
                roles=self.roles,
                kinds=self.kinds,
                plan=self.plan,
                plans=self.plans,
                limit=self.limit,
                by_topic=by_topic,
            )
            if found.nodes:
                return found
            raise
        inside = self.plans is None or key in self.plans
        if self.view.nodes([key])[0].kind == "Plan" and depth == 1 and inside:
            return scene_of_plan(self.view, key, roles=self.roles, limit=self.limit)
        return self._near(key, depth)

    def way(self, start: str, to: str, no_way: str) -> Scene:
        """The way between two named nodes."""
        return scene_of_way(self.view, center_of(self.view, start), center_of(self.view, to), no_way=no_way)

    def expanded(self, scene: Scene, node: str) -> Scene:
        """With the neighbours of a node that the picture has."""
        if all(each.id != node for each in scene.nodes):
            return scene
        return joined(scene, self._near(node, 1), limit=self.limit)

    def _near(self, key: str, depth: int) -> Scene:
        return scene_around(
            self.view,
            key,
            depth=depth,
            roles=self.roles,
            kinds=self.kinds,
            plan=self.plan,
            plans=self.plans,
            limit=self.limit,
        )


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


@router.get("/assets/{name}")
def asset_file(name: str) -> Response:
    """A stylesheet or script from a closed list."""
    try:
        content, media_type = site_asset(name)
    except UnknownIdError:
        content, media_type = asset(name)
    return Response(content, media_type=media_type, headers={"Cache-Control": DAY})
