"""What people decide, beside what was read: how decisions apply, which ones exclude each other, how far work has come."""

from graph.decisions.applying import applied, effective
from graph.decisions.contradictions import contradiction, repetition
from graph.decisions.departments import merged_into
from graph.decisions.draft import read_as
from graph.decisions.duties import rejections, rejects
from graph.decisions.kinds import (
    ACTING,
    ADD_EDGE,
    ADD_NODE,
    APART,
    CORRECT_DUTY,
    CORRECT_NODE,
    JUDGE,
    MOVES,
    PROGRESS,
    REFORM,
    REJECT,
    RETARGETS,
    STATES_TARGET,
    SUCCEEDS,
    plan_of,
)

__all__ = [
    "ACTING",
    "ADD_EDGE",
    "ADD_NODE",
    "APART",
    "CORRECT_DUTY",
    "CORRECT_NODE",
    "JUDGE",
    "MOVES",
    "PROGRESS",
    "REFORM",
    "REJECT",
    "RETARGETS",
    "STATES_TARGET",
    "SUCCEEDS",
    "applied",
    "contradiction",
    "effective",
    "merged_into",
    "plan_of",
    "read_as",
    "rejections",
    "rejects",
    "repetition",
]
