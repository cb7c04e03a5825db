"""/api/health, /api/status, /api/about: whether the explorer works, what its store holds, what its words mean."""

from importlib.metadata import version

from fastapi import APIRouter

from api.answers.about import explained
from api.http.dependencies import ViewDep
from api.wire import about as wire_about
from api.wire.about import AboutExplorerOut
from graph.store import Status

router = APIRouter(tags=["service"])


@router.get("/health")
def health(view: ViewDep) -> wire_about.HealthOut:
    """Answers 200 while the store does."""
    view.nodes(["health"])  # one round trip; an absent server raises StoreUnavailableError
    return wire_about.HealthOut(status="ok", version=version("respgraph"))


@router.get("/status")
def status(view: ViewDep) -> Status:
    """The store and how many of each kind it holds."""
    return view.status()


@router.get("/about")
def about(view: ViewDep) -> AboutExplorerOut:
    """The explorer and its store, the meanings of roles, kinds, tiers, editions and codes, and the packages shipped."""
    return explained(view)
