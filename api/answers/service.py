"""From the store's status to the wire's shape."""

from api.wire.service import StatusOut
from graph.store import Status


def status(found: Status) -> StatusOut:
    """The store and what it holds."""
    return StatusOut(
        engine=found.engine,
        address=found.address,
        schema_version=found.schema_version,
        nodes=found.nodes,
        edges=found.edges,
        decisions=found.decisions,
        last_load=found.last_load,
    )
