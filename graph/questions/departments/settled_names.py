"""Names that a reading left open: which department stands for each, and who decided what it is since then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.decisions import ACTING, RETARGETS
from graph.model import Decision, Problem
from graph.store import View

UNREAD_NAME = "unresolved-party"
"""The code of a problem that is a name which the words do not decide."""


@dataclass(frozen=True, slots=True)
class OpenName:
    """A name of a load report: the department (id) that stands for it, and the decision in force that says what it is, if any."""

    department: str
    decision: Decision | None


Place = tuple[int, int]
"""Where a problem begins and ends in its document."""


def open_names(view: View, plan: str, problems: Iterable[Problem]) -> Mapping[Place, OpenName]:
    """The open names among the problems of a plan, by their places. Two reads where there are any, else none."""
    wanted = {(problem.start, problem.end) for problem in problems if problem.code == UNREAD_NAME}
    reading = view.reading(plan) if wanted else None
    if reading is None:
        return {}
    made = [each for each in view.decisions(kinds=ACTING) if each.kind in RETARGETS]
    whole = {each.subject: each for each in made if each.anchor is None}
    spots = {(each.subject, each.anchor.start, each.anchor.end): each for each in made if each.anchor is not None}
    found: dict[Place, OpenName] = {}
    for edge in reading.edges:
        words = edge.evidence.party
        if words is not None and (words.start, words.end) in wanted:
            place = (words.start, words.end)
            decision = spots.get((edge.source, *place)) or whole.get(edge.source)
            found.setdefault(place, OpenName(edge.source, decision))
    return found


def settled(names: Mapping[Place, OpenName]) -> int:
    """How many of them somebody decided."""
    return sum(name.decision is not None for name in names.values())
