"""When a piece of work is due: one rule for pages, lists and papers.

The timeline of a department counts the dates of targets beside that of their work (api/answers/department_duties.py).
"""

from collections.abc import Sequence
from typing import Protocol

from graph.deadlines.due import in_order


class Stated(Protocol):
    """A target, as answers give it."""

    @property
    def deadline(self) -> str:
        """When it has to be reached; empty where that is not said."""
        ...


class Work(Protocol):
    """A measure, goal or plan, as answers give it."""

    @property
    def deadline(self) -> str:
        """When it has to be done; empty where that is not said."""
        ...

    @property
    def targets(self) -> Sequence[Stated]:
        """The targets that it states."""
        ...


def dues(work: Work) -> tuple[str, ...]:
    """The deadline of the work itself, else those of the targets that it states, the first to end in front."""
    if work.deadline:
        return (work.deadline,)
    return tuple(sorted({target.deadline for target in work.targets} - {""}, key=in_order))
