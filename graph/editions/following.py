"""Decisions follow what they are about into a new edition of their plan, or stay behind and are listed; none moves to other words.

Pure: two readings of one plan, their alignment and the decisions in, those that now point elsewhere out. What a decision
pointed to when it was made is kept with it (`Decision.followed`), so that a person can see and confirm it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from graph.decisions import ADD_EDGE, ADD_NODE, CORRECT_DUTY, CORRECT_NODE, JUDGE, PROGRESS, REJECT, RETARGETS, plan_of
from graph.editions import corrections
from graph.editions.alignment import Moved, renames
from graph.editions.twins import Editions
from graph.ids import document_id
from graph.model import Anchor, Decision, Followed, PlanGraph

_FOLLOW = {
    REJECT: corrections.rejection,
    ADD_EDGE: corrections.added_duty,
    CORRECT_DUTY: corrections.corrected_duty,
    CORRECT_NODE: corrections.corrected_node,
    ADD_NODE: corrections.added_node,
    PROGRESS: corrections.report,
    JUDGE: corrections.judgement,
}


def followed(
    decisions: Iterable[Decision], before: PlanGraph, after: PlanGraph, moves: Iterable[Moved], *, at: str
) -> list[Decision]:
    """The decisions that have to be stored anew, in their order.

    Those that stand as they are are left out, and those whose words are gone: they rest, and the review lists them.
    """
    given = tuple(moves)
    why = {move.old: move for move in given}
    editions = Editions(before, after, renames(given))
    found = []
    for decision in decisions:
        new = None
        if decision.kind in _FOLLOW and plan_of(decision) == before.plan:
            new = _FOLLOW[decision.kind](decision, editions)
        elif (
            decision.kind in RETARGETS
            and decision.anchor is not None
            and before.document == document_id(decision.anchor.sha256)
        ):
            new = _mention(decision, decision.anchor, editions)
        if new is not None and new != decision:
            found.append(_noted(new, decision, why, at))
    return found


def _mention(decision: Decision, anchor: Anchor, editions: Editions) -> Decision | None:
    """What was decided of one mention, found again by its words in the same duty."""
    spans = ((edge, edge.evidence.party) for edge in editions.before.edges if edge.source == decision.subject)
    place = (anchor.start, anchor.end)
    seen = next((edge for edge, party in spans if party is not None and (party.start, party.end) == place), None)
    equal = editions.twins(seen) if seen is not None else []
    return replace(decision, anchor=editions.anchor(equal[0])) if equal else None


def _noted(new: Decision, old: Decision, why: Mapping[str, Moved], at: str) -> Decision:
    """With a note of what it pointed to, where that has another name now; new places of the same words need no look."""
    move = why.get(old.edge.target if old.edge else old.subject)
    if move is not None and move.why != "plan":
        note = Followed(at=at, before=move.old, after=move.new, why=move.why, likeness=move.likeness)
    elif move is None and (likeness := corrections.reworded(old, new)) is not None:
        note = Followed(at=at, before=old.subject, after=new.subject, why="words", likeness=likeness)
    else:
        return new
    return replace(new, followed=(*old.followed, note))
