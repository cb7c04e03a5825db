"""/api/health and /api/status: whether the explorer works, and what its store holds."""

from importlib.metadata import version

from fastapi import APIRouter

from api import answers, wire
from api.deps import ViewDep

router = APIRouter(tags=["service"])


@router.get("/health")
def health(view: ViewDep) -> wire.HealthOut:
    """Answers 200 while the store does."""
    view.nodes(["health"])  # one round trip; an absent server raises StoreUnavailableError
    return wire.HealthOut(status="ok", version=version("respgraph"))


@router.get("/status")
def status(view: ViewDep) -> wire.StatusOut:
    """The store and how many of each kind it holds."""
    return answers.status(view.status())
