"""The web application: answers under /api, pages beside them, problem details for errors."""

from collections.abc import Hashable
from importlib.metadata import version

from fastapi import Depends, FastAPI
from starlette.middleware.sessions import SessionMiddleware
from starlette.types import Scope

from api.access.passwords import Passwords
from api.access.signing_in import Limits, SignIn
from api.http import problems
from api.http.access.asking import actor_of, is_guarded
from api.http.access.guard import Guard
from api.http.access.provider import COOKIE as ON_THE_WAY
from api.http.access.provider import ON_THE_WAY_S, Provider
from api.http.access.proxies import networks as proxies_of
from api.http.access.rights import as_let_in
from api.http.allowed_hosts import Hosts, allowed_names
from api.http.body_limits import Bodies
from api.http.delivery.base_path import BasePath, checked_base
from api.http.delivery.large_answers import packed
from api.http.description.document import Explorer, operation_id
from api.http.etags import ETags
from api.http.filters.empty_parameters import Blanks
from api.http.filters.unknown_parameters import refuse_unknown
from api.http.jobs.heavy_jobs import HeavyJobs
from api.http.jobs.looking_through import looking_through
from api.http.jobs.time_limits import TimeLimits
from api.http.methods import Addresses, Heads, Methods, addresses
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
from api.http.routes.people import accounts as accounts_route
from api.http.routes.people import audit as audit_route
from api.http.watching import figures
from api.http.watching.figures import Figures
from api.http.watching.requests import Watch
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
from api.pages.lists import reminders as reminders_page
from api.pages.people import accounts as accounts_page
from api.pages.people import audit as audit_page
from api.pages.people import signing_in
from api.pages.taken import networks as networks_page
from api.settings import Settings
from graph.questions.bottlenecks.kept_findings import Keeper
from graph.questions.bottlenecks.remembered_findings import Memory
from graph.roster import read_rosters
from graph.store import Store
from graph.stores.damage import Suspicion

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
    accounts_route.router,
    audit_route.router,
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
    reminders_page.router,
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
    figures.router,
    signing_in.router,
    accounts_page.router,
    audit_page.router,
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
        dependencies=[Depends(as_let_in), Depends(refuse_unknown)],
    )
    app.state.addresses = Addresses(addresses(ROUTERS, "/api"), addresses(PAGES))
    app.state.store = store
    app.state.settings = settings
    app.state.rosters = read_rosters(settings.rosters) if settings.rosters else ()
    app.state.figures = Figures()
    app.state.heavy = HeavyJobs(counted=app.state.figures.heavy)
    app.state.suspicion = Suspicion(store)
    app.state.memory = Memory(keeper=keeper)
    app.state.names = names = allowed_names(settings.allowed_hosts)
    app.state.passwords = Passwords(settings.password_memory)
    limits = Limits(settings.session_idle, settings.session_limit)
    app.state.sign_in = sign_in = SignIn(store, app.state.passwords, limits)
    app.add_middleware(OneState, store=store, beside=lambda scope: _beside(scope, settings, app.state.memory))
    app.add_middleware(Bodies, file=settings.upload_limit)
    app.add_middleware(ETags, prefix="/api")
    app.add_middleware(Blanks)
    app.add_middleware(Methods)
    app.state.provider = None
    if settings.oidc_issuer:
        app.state.provider = Provider(settings)
        app.add_middleware(
            SessionMiddleware,
            secret_key=sign_in.secret(),
            session_cookie=ON_THE_WAY,
            max_age=ON_THE_WAY_S,
            same_site="lax",
        )
    app.add_middleware(Guard, store=store, settings=settings, sign_in=sign_in, names=names)
    app.add_middleware(Hosts, allowed=names)
    app.add_middleware(TimeLimits, seconds=settings.question_limit, refused=problems.domain_problem)
    problems.install(app)
    for router in ROUTERS:
        app.include_router(router, prefix="/api")
    for router in PAGES:
        app.include_router(router)
    app.add_middleware(
        BasePath,
        base=checked_base(settings.root_path, app.state.addresses.words()),
        forwarded=settings.forwarded_prefix,
        proxies=proxies_of(settings.proxies),
    )
    app.add_middleware(packed)
    app.add_middleware(Heads)
    app.add_middleware(  # the last one added is asked first
        Watch, figures=app.state.figures, proxies=proxies_of(settings.proxies), slow=settings.slow
    )
    return app


def _beside(scope: Scope, settings: Settings, memory: Memory) -> Hashable:
    """What an answer follows from beside the store and the request: who asks, what day it is, how many plans were looked through."""
    actor = actor_of(scope)
    return actor.name, actor.role, actor.places, is_guarded(scope), settings.day(), memory.looked
