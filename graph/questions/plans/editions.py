"""The editions of a plan, and what one says otherwise than another: duty by duty and target by target, with both quotes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from graph.difference import Difference, difference
from graph.editions.alignment import aligned, renames
from graph.errors import UnknownIdError
from graph.model import Node
from graph.questions.plans.load_changes import Changes, DutyChange, Sign, TargetChange, changes
from graph.questions.plans.plans import find_plan
from graph.store import Edition, EditionRecord, View

Direction = Literal["", "raised", "lowered"]

_WORKS = ("Goal", "Measure")


@dataclass(frozen=True, slots=True)
class MovedDuty:
    """A duty that another department has now: what was dropped, and what was added in its place, in one measure and role."""

    before: DutyChange
    after: DutyChange


@dataclass(frozen=True, slots=True)
class WorkChange:
    """A goal or measure that is there anew, is gone, or has another heading; `before` is the old node of the last."""

    sign: Sign
    work: Node
    before: Node | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What `after` says otherwise than `before`. `moved` duties stand in `changes` no more; `works` in text order by sign.

    `directions`: id of a target → whether its figure was raised or lowered, where both are numbers of one unit.
    """

    before: EditionRecord
    after: EditionRecord
    changes: Changes
    moved: tuple[MovedDuty, ...]
    works: tuple[WorkChange, ...]
    directions: dict[str, Direction]


def editions(view: View, key: str) -> list[EditionRecord]:
    """All editions of a plan by number; of a removed plan too. Two reads. Raises UnknownIdError, AmbiguousNameError."""
    found = view.editions(key)
    return found or view.editions(find_plan(view, key).id)


def edition_of(view: View, key: str) -> tuple[EditionRecord, Edition]:
    """An edition by `PLAN@NUMBER`, the newest one by `PLAN`; PLAN is an id, a number or a title.

    Raises UnknownIdError, AmbiguousNameError.
    """
    plan, _, number = key.rpartition("@")
    records = editions(view, plan) if plan and number.isdecimal() else editions(view, key)
    wanted = int(number) if plan and number.isdecimal() else max((record.number for record in records), default=0)
    record = next((record for record in records if record.number == wanted), None)
    edition = view.edition(record.plan, wanted) if record else None
    if record is None or edition is None:
        raise UnknownIdError(
            f"there is no edition {wanted} of {plan or key}", hint="`respgraph history` and /plans/…/history list them"
        )
    return record, edition


def comparison(view: View, before: str, after: str) -> Comparison:
    """What one edition says otherwise than another, of the same plan or of two. Raises UnknownIdError, AmbiguousNameError."""
    (old_record, old), (new_record, new) = edition_of(view, before), edition_of(view, after)
    called = renames(aligned(old.graph, new.graph))
    said = difference(old.graph, new.graph, called)
    found = changes(old.graph, new.graph, said)
    moved = _moved(found.duties)
    gone = {id(part) for pair in moved for part in (pair.before, pair.after)}
    kept = tuple(duty for duty in found.duties if id(duty) not in gone)
    return Comparison(
        old_record,
        new_record,
        replace(found, duties=kept),
        moved,
        tuple(_works(said)),
        dict(_directions(found.targets)),
    )


def _works(said: Difference) -> Iterator[WorkChange]:
    """Goals and measures that came, went, or are called otherwise."""
    for node in said.nodes.added:
        if node.kind in _WORKS:
            yield WorkChange("added", node)
    for old, new in said.nodes.changed:
        if new.kind in _WORKS and old.text("title") != new.text("title"):
            yield WorkChange("changed", new, old)
    for node in said.nodes.dropped:
        if node.kind in _WORKS:
            yield WorkChange("dropped", node)


def _moved(duties: Iterable[DutyChange]) -> tuple[MovedDuty, ...]:
    """Pairs of a dropped and an added duty of one role in one measure, where there is one of each."""
    by_work: dict[tuple[str, str], tuple[list[DutyChange], list[DutyChange]]] = defaultdict(lambda: ([], []))
    for duty in duties:
        if duty.sign != "changed":
            dropped, added = by_work[duty.role, duty.work.text("title")]
            (dropped if duty.sign == "dropped" else added).append(duty)
    return tuple(
        MovedDuty(dropped[0], added[0]) for dropped, added in by_work.values() if len(dropped) == len(added) == 1
    )


def _directions(targets: Iterable[TargetChange]) -> Iterable[tuple[str, Direction]]:
    for change in targets:
        if change.before is not None:
            yield change.target.id, _direction(change.before, change.target)


def _direction(old: Node, new: Node) -> Direction:
    one, other = old.properties.get("number"), new.properties.get("number")
    same_unit = old.properties.get("unit") == new.properties.get("unit")
    if not (same_unit and isinstance(one, float) and isinstance(other, float)) or one == other:
        return ""
    return "raised" if other > one else "lowered"
