"""The question behind a served picture, as the form at the head of its page holds it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """Where the picture starts (an id, a name or words), where a way shall lead, how far, which plan, due before when.

    `steps`: from the start; 0 shows only what the words found. `expanded`: ids whose neighbours are shown besides.
    `carried`: what else the address says, to be sent again with the form.
    """

    start: str = ""
    to: str = ""
    steps: int = 1
    plan: str = ""
    due_before: str = ""
    expanded: tuple[str, ...] = ()
    carried: tuple[tuple[str, str], ...] = ()
