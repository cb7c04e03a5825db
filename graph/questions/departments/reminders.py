"""What a department has to be reminded of 催办: what is overdue, what falls due soon, and what nobody ever reported on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from graph.deadlines.due import due, first_day, last_day
from graph.decisions import read_as
from graph.decisions.progress import Progress
from graph.model import Node
from graph.questions.departments.duties import Duty, duties
from graph.questions.plans.progress import progress_of
from graph.roster import Roster
from graph.schema import schema
from graph.store import View

Kind = Literal["overdue", "soon", "silent"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""Past its last day and not done; due before the day that was asked for; of the rest, what nobody ever reported on."""

SOON = 30
"""Days ahead of today that count as soon where no day is asked for."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A measure or goal that a department owes, once, by its strongest `duty`; `roles` are all that it has in it.

    `deadline` is the first that is open and counts (empty for none), `last` its last day, `days` from that day to today: above 0 overdue.
    `targets` are those due by it that are not met. `progress` is what was last reported of the duty, else of the work, else of a target.
    """

    kind: Kind
    duty: Duty
    roles: tuple[str, ...]
    deadline: str
    last: str
    days: int
    targets: tuple[Node, ...]
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class Reminders:
    """What a department owes, seen from `today`, with what is due before `before`; `counts` of each kind."""

    department: Node
    today: date
    before: date
    owed: tuple[Owed, ...]
    counts: Mapping[Kind, int]


def horizon(today: date, before: date | None) -> date:
    """The day before which something is due soon."""
    return before or today + timedelta(days=SOON + 1)


def day_before(written: str | None) -> date | None:
    """The day that a date (YYYY, YYYY-MM, YYYY-MM-DD) names as an end; None for none."""
    return date.fromisoformat(first_day(written)) if written else None


def reminders(
    view: View,
    department: Node,
    today: date,
    *,
    before: date | None = None,
    plan: str = "",
    own: bool = False,
    rosters: Sequence[Roster] = (),
) -> Reminders:
    """The overdue first, the longest overdue first of all; then what is due soon; then what nobody reported on, in order of plan and text.

    What was reported as done, or measured as met, is owed no more. The reads of `duties`, and at most three for what was reported.
    """
    held = duties(view, department, plan=plan, own=own, rosters=rosters).page.items
    told = _told(view, held)
    end = horizon(today, before)
    works: dict[str, list[Duty]] = {}
    for duty in held:
        works.setdefault(duty.work.id, []).append(duty)
    found = [owed for same in works.values() if (owed := _owed(same, told, today, end)) is not None]
    found.sort(key=lambda each: (KINDS.index(each.kind), each.last))
    counts = {kind: sum(each.kind == kind for each in found) for kind in KINDS}
    return Reminders(department, today, end, tuple(found), counts)


def is_closed(progress: Progress | None) -> bool:
    """Whether a report says that nothing is owed any more."""
    return progress is not None and (progress.state == "done" or progress.verdict == "met")


def _told(view: View, held: Iterable[Duty]) -> dict[str, Progress]:
    """What was reported of duties, works and targets; one read where nobody has decided or reported anything yet."""
    if not view.last_decided():
        return {}
    subjects = {read_as(duty.edge) for duty in held} | {duty.work.id for duty in held}
    subjects |= {target.id for duty in held for target in duty.targets}
    return progress_of(view, sorted(subjects)) if subjects else {}


def _owed(same: Sequence[Duty], told: Mapping[str, Progress], today: date, end: date) -> Owed | None:
    """What of a work is owed; None for nothing."""
    ranks = list(schema().roles)
    first, *_ = ordered = sorted(same, key=lambda duty: ranks.index(duty.role))
    work, targets = first.work, first.targets
    reports = [told.get(key) for key in (*(read_as(duty.edge) for duty in ordered), work.id)]
    if any(map(is_closed, reports)):
        return None
    of_targets = [told.get(target.id) for target in targets]
    unmet = [target for target, said in zip(targets, of_targets, strict=True) if not is_closed(said)]
    last_said = next((said for said in (*reports, *of_targets) if said is not None), None)
    roles = tuple(dict.fromkeys(duty.role for duty in ordered))
    dated = sorted(
        (last_day(at), at)
        for at in {_own_deadline(work), *(target.text("deadline") for target in unmet)}
        if is_dated(at)
    )
    if dated and dated[0][0] < end.isoformat():
        last, deadline = dated[0]
        late = (today - date.fromisoformat(last)).days
        due_then = tuple(target for target in unmet if target.text("deadline") == deadline)
        return Owed("overdue" if late > 0 else "soon", first, roles, deadline, last, late, due_then, last_said)
    if last_said is None:
        last, deadline = dated[0] if dated else ("", _own_deadline(work))
        return Owed("silent", first, roles, deadline, last, 0, (), None)
    return None


def _own_deadline(work: Node) -> str:
    """As lists of deadlines count it: a goal is due by its targets alone."""
    return work.text("deadline") if work.kind == "Measure" else ""


def is_dated(deadline: str) -> bool:
    """Whether it has a last day."""
    found = due(deadline)
    return found is not None and found.kind == "dated"
