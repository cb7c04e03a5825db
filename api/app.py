"""The web application: answers under /api, pages beside them, problem details for errors."""

from importlib.metadata import version

from fastapi import Depends, FastAPI

from api.http import problems
from api.http.allowed_hosts import Hosts, allowed_names
from api.http.body_limits import Bodies
from api.http.delivery.base_path import BasePath, checked_base
from api.http.delivery.large_answers import packed
from api.http.description.document import Explorer, operation_id
from api.http.etags import ETags
from api.http.filters.empty_parameters import Blanks
from api.http.filters.unknown_parameters import refuse_unknown
from api.http.methods import Heads, Methods, addresses
from api.http.one_state import OneState
from api.http.routes import (
    bottlenecks,
    compare,
    departments,
    duties,
    editions,
    exports,
    graph,
    names,
    networks,
    plans,
    progress,
    service,
)
from api.http.routes import imports as imports_route
from api.http.routes import uploads as upload_route
from api.http.work.heavy_jobs import HeavyJobs
from api.http.work.looking_through import looking_through
from api.pages import bottlenecks as bottleneck_pages
from api.pages import coordination, details, pictures, uploads, what_if
from api.pages import departments as department_pages
from api.pages import editions as edition_pages
from api.pages import home as lists
from api.pages import names as names_page
from api.pages import search as searching
from api.pages.compared import citations as citations_page
from api.pages.compared import leads as compared_leads
from api.pages.compared import plans as compared_plans
from api.pages.compared import targets as compared_targets
from api.pages.decided import corrections as corrections_page
from api.pages.decided import progress as progress_page
from api.pages.described import operations as operations_page
from api.pages.lists import deadlines, targets
from api.pages.lists import duties as duties_pages
from api.pages.lists import measures as measures_page
from api.pages.taken import networks as networks_page
from api.settings import Settings
from graph.questions.bottlenecks.kept_findings import Keeper
from graph.questions.bottlenecks.remembered_findings import Memory
from graph.roster import read_rosters
from graph.store import Store

ROUTERS = (
    names.router,
    compare.router,
    bottlenecks.router,  # before departments: its addresses end in more than a key
    departments.router,
    duties.router,
    exports.router,
    networks.router,
    graph.router,
    editions.router,  # before plans: its addresses end in more than a key
    plans.router,
    upload_route.router,
    upload_route.several,
    imports_route.router,
    service.router,
    progress.router,
)
PAGES = (
    lists.router,
    department_pages.router,
    measures_page.router,
    targets.router,
    compared_targets.router,
    compared_leads.router,
    compared_plans.router,
    searching.router,
    duties_pages.router,
    deadlines.router,
    citations_page.router,
    edition_pages.router,  # before details: its addresses end in more than a key
    details.router,
    pictures.router,
    uploads.router,
    names_page.router,
    corrections_page.router,
    progress_page.router,
    bottleneck_pages.router,
    coordination.router,
    what_if.router,
    networks_page.router,
    operations_page.router,
)


def create_app(store: Store, settings: Settings, keeper: Keeper | None = None) -> FastAPI:
    """An application over an open store; who opened the store closes it. The keeper shares findings with other processes."""
    app = Explorer(
        title="respgraph",
        summary="Who must do what under which plan, with the words behind every edge",
        version=version("respgraph"),
        docs_url=None,  # FastAPI's pages load scripts from other hosts; ours is api/pages/described
        redoc_url=None,
        generate_unique_id_function=operation_id,
        separate_input_output_schemas=False,
        lifespan=looking_through,
        dependencies=[Depends(refuse_unknown)],
    )
    app.state.addresses = [*addresses(ROUTERS, "/api"), *addresses(PAGES)]
    app.state.store = store
    app.state.settings = settings
    app.state.rosters = read_rosters(settings.rosters) if settings.rosters else ()
    app.state.heavy = HeavyJobs()
    app.state.memory = Memory(keeper=keeper)
    app.add_middleware(OneState, store=store)
    app.add_middleware(Bodies, file=settings.upload_limit)
    app.add_middleware(ETags, prefix="/api")
    app.add_middleware(Blanks)
    app.add_middleware(Methods)
    app.add_middleware(Hosts, allowed=allowed_names(settings.allowed_hosts))
    problems.install(app)
    for router in ROUTERS:
        app.include_router(router, prefix="/api")
    for router in PAGES:
        app.include_router(router)
    own = {address.path.split("/")[1] for address in app.state.addresses}
    app.add_middleware(BasePath, base=checked_base(settings.root_path, own), forwarded=settings.forwarded_prefix)
    app.add_middleware(packed)
    app.add_middleware(Heads)  # the last one added is asked first
    return app
