"""/api/health, /api/status, /api/about: whether the explorer works, what its store holds, what its words mean."""

from importlib.metadata import version

from fastapi import APIRouter

from api.answers import service as answers_service
from api.answers.about import explained
from api.http.dependencies import ViewDep
from api.wire import service as wire_service
from api.wire.about import AboutExplorerOut

router = APIRouter(tags=["service"])


@router.get("/health")
def health(view: ViewDep) -> wire_service.HealthOut:
    """Answers 200 while the store does."""
    view.nodes(["health"])  # one round trip; an absent server raises StoreUnavailableError
    return wire_service.HealthOut(status="ok", version=version("respgraph"))


@router.get("/status")
def status(view: ViewDep) -> wire_service.StatusOut:
    """The store and how many of each kind it holds."""
    return answers_service.status(view.status())


@router.get("/about")
def about(view: ViewDep) -> AboutExplorerOut:
    """The explorer and its store, the meanings of roles, kinds, tiers, editions and codes, and the packages shipped."""
    return explained(view)
