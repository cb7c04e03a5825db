"""What is asked before a plan is stored: whether it is one that is there under another name, and whether so much may go."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.difference import Difference, difference
from graph.editions.alignment import aligned, renames
from graph.errors import BadRequestError
from graph.model import Edge, Node, PlanGraph, quote_of
from graph.questions.plans.known_plans import known_plans
from graph.questions.plans.plans import find_plan
from graph.store import View

MUCH = 3
"""Where more than one of so many formal duties would go, a person says first that they may."""

Question = Literal["same-title", "same-number", "same-text", "drops"]


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person says to the questions.

    `same_as`: the plan (id, number or title) that the file is a new edition of; `as_new`: it is another plan than those
    that come near; `drop`: duties may go.
    """

    same_as: str = ""
    as_new: bool = False
    drop: bool = False

    def __post_init__(self) -> None:
        if self.same_as and self.as_new:
            raise BadRequestError(
                "a file can't be both another plan and a new edition of one", hint="say one of the two"
            )


NO_ANSWERS = Answers()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question that is open: why, about which plan of the store; of how many duties how many would go."""

    why: Question
    plan: Node
    likeness: float = 1.0
    dropped: int = 0
    duties: int = 0


def names(view: View, graph: PlanGraph, text: str, answers: Answers) -> tuple[Doubt, ...]:
    """The questions whether a reading is a plan that is there under another name."""
    if answers.as_new:
        return ()
    return tuple(Doubt(known.why, known.plan, known.likeness) for known in known_plans(view, graph, text))


def meant(view: View, graphs: Sequence[PlanGraph], text: str, answers: Answers) -> dict[str, str]:
    """Plan of a file → the plan (id) of the store whose new edition it is by the answers.

    Of several plans in a file it is the one that comes near that plan, else the first. Raises UnknownIdError and
    AmbiguousNameError where the answer names no plan or several, BadRequestError where both are there.
    """
    if not answers.same_as or not graphs:
        return {}
    plan = find_plan(view, answers.same_as).id
    if any(graph.plan == plan for graph in graphs):
        return {}
    near = [graph for graph in graphs if any(known.plan.id == plan for known in known_plans(view, graph, text))]
    graph = (near or graphs)[0]
    if view.reading(graph.plan) is not None:
        raise BadRequestError(
            f"{graph.plan} and {plan} are both in the store",
            hint="remove the one that is not wanted: `respgraph remove`, or the button on its history page",
        )
    return {graph.plan: plan}


def change(before: PlanGraph | None, after: PlanGraph) -> Difference:
    """What a reading says that the one before did not; works that were reworded are the same works."""
    return difference(before, after, renames(aligned(before, after)) if before else None)


def losses(before: PlanGraph | None, after: PlanGraph) -> tuple[Doubt, ...]:
    """The question whether so many duties may go, where it has to be asked.

    A duty that another department has now in the same role and work is not gone.
    """
    if before is None:
        return ()
    old, new = _formal(before.edges), _formal(after.edges)
    gone = Counter(map(_words, old)) - Counter(map(_words, new))
    if gone.total() * MUCH <= len(old):  # most loads: nothing has to be compared
        return ()
    dropped = _dropped(before, after)
    if dropped * MUCH <= len(old):
        return ()
    own = next(node for node in before.nodes if node.id == before.plan)
    return (Doubt("drops", own, dropped=dropped, duties=len(old)),)


def _dropped(before: PlanGraph, after: PlanGraph) -> int:
    """How many formal duties go, less those that another department takes over."""
    called = renames(aligned(before, after))
    found = difference(before, after, called).edges
    taken = Counter((edge.kind, edge.target) for edge in _formal(found.added))
    gone = Counter((edge.kind, called.get(edge.target, edge.target)) for edge in _formal(found.dropped))
    return (gone - taken).total()


def _formal(edges: Iterable[Edge]) -> Sequence[Edge]:
    return [edge for edge in edges if edge.properties.get("formal") is True]


def _words(edge: Edge) -> tuple[str, str, str]:
    return edge.kind, quote_of(edge.evidence.statement), quote_of(edge.evidence.party)


def told(doubt: Doubt) -> str:
    """A question in words, for the command line and as the detail of a refusal."""
    title = " ".join(filter(None, (doubt.plan.text("title"), doubt.plan.text("number"))))
    if doubt.why == "drops":
        return f"{doubt.dropped} of {doubt.duties} duties of {title} would go"
    return f"{_WHY[doubt.why].format(likeness=doubt.likeness)} {title}: the same plan, or another?"


_WHY = {
    "same-title": "the same title as",
    "same-number": "the same number as",
    "same-text": "nearly the same text ({likeness:.2f}) as",
}


def hints(doubts: Iterable[Doubt]) -> Iterator[str]:
    """How a person answers on the command line."""
    kinds = {doubt.why for doubt in doubts}
    if kinds - {"drops"}:
        yield "--same-as PLAN makes it the new edition of that plan, --as-new stores it beside it"
    if "drops" in kinds:
        yield "--yes loads it nevertheless; the edition before stays in its history"
