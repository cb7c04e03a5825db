"""The shapes of the graph itself: nodes, edges with their words, what lies around and between them."""

from typing import Any

from api.wire.references import EvidenceOut, FacetOut, PageOut, Wire
from graph.search.asked import Why


class NodeOut(Wire):
    """Any node."""

    kind: str
    id: str
    caption: str
    plan: str
    properties: dict[str, Any]


class EdgeOut(Wire):
    """Any edge with its evidence."""

    kind: str
    id: str
    source: str
    target: str
    plan: str
    properties: dict[str, Any]
    evidence: EvidenceOut


class AlsoOut(Wire):
    """Words that are searched for in place of others: a synonym, or what Latin letters mean as pinyin or its initials."""

    words: str
    why: Why


class TermOut(Wire):
    """Words that must occur, as typed; `phrase` where in quotes. `unread` counts further readings that are not searched for.

    `simple` are words in traditional characters as they are searched for, in simplified ones (texts in either are found).
    """

    words: str
    phrase: bool
    also: list[AlsoOut]
    unread: int
    simple: str


class SearchOut(PageOut[NodeOut]):
    """Nodes that hold all terms, what these were taken to be, and how many of each kind there are.

    `unpaired` says that a quotation mark without its partner was passed over. All counts are complete. `facets` are what may be
    chosen besides, with how much of the kinds that are asked for each value would leave.
    """

    terms: list[TermOut]
    unpaired: bool
    counts: dict[str, int]
    facets: list[FacetOut]


class SubgraphOut(Wire):
    """The graph around a node; `facets` say how many of its edges, asked for without facets, each value would leave."""

    center: str
    nodes: list[NodeOut]
    edges: list[EdgeOut]
    truncated: bool
    facets: list[FacetOut]


class WayOut(Wire):
    """A shortest way between two nodes; empty where there is none."""

    nodes: list[NodeOut]
    edges: list[EdgeOut]


class OriginOut(Wire):
    """Where words stood in the file."""

    start: int
    end: int
    place: str
    generated: bool


class EvidenceAnswerOut(Wire):
    """An edge with both ends, its words, where these stood in the file, and the text `before` and `after` its statement."""

    edge: EdgeOut
    source: NodeOut
    target: NodeOut
    file_name: str
    origins: list[OriginOut]
    before: str
    after: str
