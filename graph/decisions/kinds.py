"""The kinds of decisions by what they can change, and which plan a decision is about."""

from typing import Final, get_args

from graph.model import Decision, DecisionKind

RETARGETS = frozenset({"same", "new", "collective"})
"""Decisions that give a mention, or all mentions of a department, to another department."""

REFORM: Final = "reform"
SUCCEEDS = "SUCCEEDS"
MOVES = RETARGETS | {REFORM}
"""Decisions that may change every plan which names their subject."""

REJECT: Final = "reject-edge"
ADD_EDGE: Final = "add-edge"
CORRECT_DUTY: Final = "correct-duty"
CORRECT_NODE: Final = "correct-node"
ADD_NODE: Final = "add-node"
PROGRESS: Final = "progress"
"""Reports of how far a duty, target or measure has come. They change no graph and there may be thousands of them."""

JUDGE: Final = "judge-finding"
"""What readers say of findings."""

APART: tuple[str, ...] = (PROGRESS, JUDGE)
"""Kinds that change no graph; there may be many of them, and who answers from the graph leaves them unread."""

OF_ONE_PLAN = frozenset({REJECT, ADD_EDGE, CORRECT_DUTY, CORRECT_NODE, ADD_NODE, *APART})
"""Decisions about words of a single plan."""

ACTING: tuple[str, ...] = tuple(kind for kind in get_args(DecisionKind) if kind not in APART)
"""All kinds that may change what answers say."""

STATES_TARGET = "HAS_TARGET"
"""The kind of edge that states a target; a target without one is none."""


def plan_of(decision: Decision) -> str:
    """The plan (id) whose words the decision is about; empty for those that may touch any plan."""
    if decision.kind not in OF_ONE_PLAN:
        return ""
    if decision.kind in (REJECT, ADD_EDGE):
        return decision.edge.plan if decision.edge else ""
    return decision.object
