"""Two editions of a plan side by side: what of the older one is which thing of the newer one."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model import Anchor, Edge, Node, PlanGraph, quote_of


@dataclass(frozen=True, slots=True)
class Editions:
    """The older reading, the newer one, and what things of the older are called in it where that is another id."""

    before: PlanGraph
    after: PlanGraph
    moved: Mapping[str, str]

    def called(self, item: str) -> str:
        """The id in the newer reading."""
        return self.moved.get(item, item)

    def node(self, item: str) -> Node | None:
        """What the thing with this id in the older reading is in the newer one; None where it is gone."""
        wanted = self.called(item)
        return next((node for node in self.after.nodes if node.id == wanted), None)

    def twins(self, edge: Edge) -> list[Edge]:
        """The duties of the newer reading that say the same: the same role, department and words."""
        source, target = self.called(edge.source), self.called(edge.target)
        return [other for other in self.after.edges if _same_duty(edge, other, source, target)]

    def twin(self, edge: Edge, key: str) -> Edge | None:
        """The one of them that has the id `key`, else the first."""
        equal = self.twins(edge)
        return next((other for other in equal if other.id == key), equal[0] if equal else None)

    def anchor(self, edge: Edge) -> Anchor | None:
        """The anchor of a duty of the newer reading."""
        words = edge.evidence.party or edge.evidence.statement
        return self.anchor_at(words.start, words.quote) if words else None

    def anchor_at(self, start: int, quote: str) -> Anchor:
        """The anchor of words of the newer text."""
        return Anchor(self.after.document.removeprefix("sha256:"), start, start + len(quote), quote)

    def place(self, quote: str, work: str) -> int | None:
        """Where words stand in a work of the newer reading, if they do exactly once."""
        node = self.node(work)
        text, start = (node.text("text"), node.properties.get("start")) if node is not None else ("", None)
        if isinstance(start, int) and text.count(quote) == 1:
            return start + text.index(quote)
        return None


def _same_duty(edge: Edge, other: Edge, source: str, target: str) -> bool:
    return (
        (other.kind, other.source, other.target) == (edge.kind, source, target)
        and quote_of(other.evidence.statement) == quote_of(edge.evidence.statement)
        and quote_of(other.evidence.party) == quote_of(edge.evidence.party)
    )
