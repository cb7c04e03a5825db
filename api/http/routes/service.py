"""/api/, health, status, about: what there is, whether it works, what the store holds, what its words mean."""

from functools import cache
from importlib.metadata import version

from fastapi import Request

from api.answers.about import explained
from api.http.delivery.base_path import base_of
from api.http.delivery.router import Router
from api.http.dependencies import ViewDep
from api.http.description.document import DOCUMENT
from api.http.description.operations import operations
from api.http.pages import page_path
from api.wire import about as wire_about
from api.wire.about import AboutExplorerOut
from graph.store import Status

router = Router(tags=["service"])


@cache
def _version() -> str:
    """Ours; reading it takes as long as all the rest of an answer about health."""
    return version("respgraph")


@router.get("/")
def list_operations(request: Request) -> wire_about.ApiOut:
    """What there is under /api: every operation with its address and where it is described."""
    base = base_of(request.scope)
    listed = [
        wire_about.OperationOut(
            id=one.id,
            method=one.method,
            path=base + one.path,
            summary=one.summary,
            described=base + page_path("docs", one.id),
        )
        for one in operations(request.app.openapi())
    ]
    return wire_about.ApiOut(version=_version(), openapi=base + DOCUMENT, described=f"{base}/docs", operations=listed)


@router.get("/health")
def health(view: ViewDep) -> wire_about.HealthOut:
    """Answers 200 while the store does."""
    view.nodes(["health"])  # one round trip; an absent server raises StoreUnavailableError
    return wire_about.HealthOut(status="ok", version=_version())


@router.get("/health/live")
def live() -> wire_about.HealthOut:
    """Answers 200 while the process does, whatever the store does: one that stays silent is to be started anew."""
    return wire_about.HealthOut(status="ok", version=_version())


@router.get("/health/ready")
def ready(view: ViewDep) -> wire_about.HealthOut:
    """Answers 200 while the explorer can answer questions, 503 while its store does not: ask another one meanwhile."""
    return health(view)


@router.get("/status")
def status(view: ViewDep) -> Status:
    """The store and how many of each kind it holds."""
    return view.status()


@router.get("/about")
def about(view: ViewDep) -> AboutExplorerOut:
    """The explorer and its store, the meanings of roles, kinds, tiers, editions and codes, and the packages shipped."""
    return explained(view)
