"""What a picture shows: nodes, the edges between them, and the titles that its evidence refers to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.model import Edge, Node


@dataclass(frozen=True, slots=True)
class Scene:
    """A part of the graph to draw; every edge's ends are among `nodes`, others are left out of the picture.

    `center` is the id of the node in question, if there is one; `plans` gives the title of every plan that an edge's
    evidence comes from; `truncated` says that the question had more nodes than the limit let through, `notice` what else is to be said beside the picture.
    """

    center: str | None
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    plans: Mapping[str, str] = field(default_factory=dict)
    truncated: bool = False
    title: str = ""
    notice: str = ""
