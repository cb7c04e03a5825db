"""What a picture shows: nodes, the edges between them, the titles that its evidence refers to, and the question behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.model import Edge, Node


@dataclass(frozen=True, slots=True)
class Pair:
    """Two departments that must talk, and the measures that make them, by id."""

    one: str
    other: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A part of the graph to draw; every edge's ends are among `nodes`, others are left out of the picture.

    `center` is the id of the node in question, if there is one; `plans` gives the title of every plan that an edge's
    evidence comes from; `truncated` says that the question had more nodes than the limit let through, `notice` what else is to be said beside the picture.
    With `pairs` (none: no such picture) it shows departments alone, by `clusters` and in their order among `nodes`; the measures are behind the lines;
    there are `pairs_in_all`, of which the heaviest are here.
    """

    center: str | None
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    plans: Mapping[str, str] = field(default_factory=dict)
    truncated: bool = False
    title: str = ""
    notice: str = ""
    pairs: tuple[Pair, ...] | None = None
    pairs_in_all: int = 0
    clusters: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """Where the picture starts (an id, a name or words), where a way shall lead, how far, which plan, due before when.

    `steps`: from the start; 0 shows only what the words found. `expanded`: ids whose neighbours are shown besides.
    `facets`: what the plans may be narrowed by: a name, what it is called, and its values, what each is called (with a count), whether
    it is chosen. `carried`: what else the address says, to be sent again with the form.
    """

    start: str = ""
    to: str = ""
    steps: int = 1
    plan: str = ""
    due_before: str = ""
    expanded: tuple[str, ...] = ()
    facets: tuple[tuple[str, str, tuple[tuple[str, str, bool], ...]], ...] = ()
    carried: tuple[tuple[str, str], ...] = ()
