"""Decisions follow what they are about into a new edition of their plan, or stay behind and are listed; none moves to other words.

Pure: two readings of one plan, their alignment and the decisions in, those that now point elsewhere out. What a decision
pointed to when it was made is kept with it (`Decision.followed`), so that a person can see and confirm it.
"""

from collections.abc import Iterable
from dataclasses import replace

from graph.decisions import RETARGETS
from graph.editions.alignment import Moved, renames
from graph.ids import document_id, edge_id
from graph.model import Anchor, Decision, Edge, Followed, PlanGraph, quote_of


def followed(
    decisions: Iterable[Decision], before: PlanGraph, after: PlanGraph, moves: Iterable[Moved], *, at: str
) -> list[Decision]:
    """The decisions that have to be stored anew, in their order.

    Those that stand as they are are left out, and those whose words are gone: they rest, and the review lists them.
    """
    given = tuple(moves)
    moved, why = renames(given), {move.old: move for move in given}
    found = []
    for decision in decisions:
        new = None
        if decision.kind == "reject-edge" and decision.edge is not None and decision.edge.plan == before.plan:
            new = _reject(decision, decision.edge, after, moved)
        elif decision.kind == "add-edge" and decision.edge is not None and decision.edge.plan == before.plan:
            new = _add(decision, decision.edge, before, after, moved)
        elif (
            decision.kind in RETARGETS and decision.anchor is not None and before.document == _document(decision.anchor)
        ):
            new = _mention(decision, decision.anchor, before, after, moved)
        if new is not None and new != decision:
            found.append(_noted(new, decision, why, at))
    return found


def same_duty(edge: Edge, other: Edge, target: str) -> bool:
    """Whether `other` is the duty `edge`, whose target is now called `target`: the same role, department and words."""
    return (
        (other.kind, other.source, other.target) == (edge.kind, edge.source, target)
        and quote_of(other.evidence.statement) == quote_of(edge.evidence.statement)
        and quote_of(other.evidence.party) == quote_of(edge.evidence.party)
    )


def _reject(decision: Decision, edge: Edge, after: PlanGraph, moved: dict[str, str]) -> Decision | None:
    source, target = moved.get(edge.source, edge.source), moved.get(edge.target, edge.target)
    asked = replace(edge, source=source)
    equal = [other for other in after.edges if same_duty(asked, other, target)]
    if not equal or any(other.id == decision.subject for other in equal):
        return None
    return replace(decision, subject=equal[0].id, edge=equal[0], anchor=_anchor(after, equal[0]))


def _add(decision: Decision, edge: Edge, before: PlanGraph, after: PlanGraph, moved: dict[str, str]) -> Decision | None:
    """An added duty stands on its work as long as the work is there, under whatever id."""
    target = moved.get(edge.target, edge.target)
    if target == edge.target and after.plan == before.plan:
        return None
    mark = edge.id[len(edge_id(edge.kind, edge.source, edge.target, "")) :]
    new = replace(edge, target=target, plan=after.plan, id=edge_id(edge.kind, edge.source, target, mark))
    return replace(decision, object=target, edge=new)


def _mention(
    decision: Decision, anchor: Anchor, before: PlanGraph, after: PlanGraph, moved: dict[str, str]
) -> Decision | None:
    """What was decided of one mention, found again by its words in the same duty."""
    seen = next((edge for edge in before.edges if edge.source == decision.subject and _at(edge) == _span(anchor)), None)
    if seen is None:
        return None
    target = moved.get(seen.target, seen.target)
    equal = [other for other in after.edges if same_duty(seen, other, target)]
    return replace(decision, anchor=_anchor(after, equal[0])) if equal else None


def _anchor(graph: PlanGraph, edge: Edge) -> Anchor | None:
    words = edge.evidence.party or edge.evidence.statement
    return Anchor(graph.document.removeprefix("sha256:"), words.start, words.end, words.quote) if words else None


def _document(anchor: Anchor) -> str:
    return document_id(anchor.sha256)


def _at(edge: Edge) -> tuple[int, int] | None:
    party = edge.evidence.party
    return (party.start, party.end) if party else None


def _span(anchor: Anchor) -> tuple[int, int]:
    return anchor.start, anchor.end


def _noted(new: Decision, old: Decision, why: dict[str, Moved], at: str) -> Decision:
    """With a note of what it pointed to, where that has another name now; new places of the same words need no look."""
    target = old.edge.target if old.edge else ""
    move = why.get(target)
    if move is None or move.why == "plan":
        return new
    note = Followed(at=at, before=target, after=move.new, why=move.why, likeness=move.likeness)
    return replace(new, followed=(*old.followed, note))
