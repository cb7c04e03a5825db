"""The shapes of what the service says of its store."""

from api.wire.shared import Wire


class HealthOut(Wire):
    """Whether the store answers."""

    status: str
    version: str


class StatusOut(Wire):
    """The store and what it holds."""

    engine: str
    address: str
    schema_version: int
    nodes: dict[str, int]
    edges: dict[str, int]
    decisions: int
    last_load: str
