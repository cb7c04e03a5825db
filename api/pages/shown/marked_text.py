"""A plan's text cut at the words that edges came from, so that each opens its edge and the words in question stand out."""

from dataclasses import dataclass
from itertools import pairwise

from graph.model import Node
from graph.schema import schema
from graph.store import View


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `edge` is an edge that it is evidence of, `here` that it is in question, `first` the first such."""

    text: str
    edge: str
    here: bool
    first: bool


def pieces(view: View, plan: Node, text: str, offset: int, *, here: tuple[int | None, int | None]) -> list[Piece]:
    """Pieces that concatenate to `text`, which begins at `offset` of its document. Two reads."""
    spans = _spans(view, plan)
    start, end = here
    asked = (start, end) if start is not None and end is not None else None
    cuts = {offset, offset + len(text)}
    for first, last, _ in spans:
        cuts |= {first, last}
    if asked:
        cuts |= set(asked)
    points = sorted(cut for cut in cuts if offset <= cut <= offset + len(text))
    result: list[Piece] = []
    found = False
    index = 0
    for begin, stop in pairwise(points):
        while index < len(spans) and spans[index][1] <= begin:
            index += 1
        inside = index < len(spans) and spans[index][0] <= begin
        marked = bool(asked and asked[0] <= begin and stop <= asked[1])
        result.append(
            Piece(text[begin - offset : stop - offset], spans[index][2] if inside else "", marked, marked and not found)
        )
        found = found or marked
    return result


def _spans(view: View, plan: Node) -> list[tuple[int, int, str]]:
    """Parties of statements and words of targets as (start, end, edge id), in order, without overlaps."""
    roles = list(schema().roles.values())
    holders = [
        plan.id,
        *(node.id for kind in ("Goal", "Measure") for node in view.list_nodes(kind, plan=plan.id).items),
    ]
    found = []
    for edge in view.edges(holders, kinds=[*roles, "HAS_TARGET"]):
        words = edge.evidence.party if edge.kind in roles else edge.evidence.statement
        if words is not None and edge.plan == plan.id:
            found.append((words.start, words.end, edge.id))
    kept: list[tuple[int, int, str]] = []
    for span in sorted(found):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
