"""What every decision about words of one plan goes through: its values, its parts, and what it is held against."""

from collections.abc import Iterable, Mapping

from api.decisions.decision_parts import Said, identified
from graph.deadlines.due import checked_deadline
from graph.decisions import ACTING, contradiction, repetition
from graph.decisions.progress import is_day
from graph.errors import BadRequestError
from graph.model import Anchor, Decision, DecisionKind, Edge, Node, Value
from graph.schema import schema
from graph.store import View
from graph.stores.replacing import moment
from loaders.targets.deadlines.cell_dates import date_said, day_written


def given_values(values: Mapping[str, str], known: Iterable[str], where: str) -> dict[str, str]:
    """The values that may be set. Raises BadRequestError for others, and where there are none."""
    names = tuple(known)
    if unknown := sorted(values.keys() - set(names)):
        raise BadRequestError(f"{unknown[0]!r} can't be corrected", where=where, hint="one of " + ", ".join(names))
    if not values:
        raise BadRequestError("a correction says what is set", where=where, hint="one of " + ", ".join(names))
    return dict(values)


def typed(kind: str, values: Mapping[str, str], *, where: str) -> dict[str, Value]:
    """The values, each stripped and fit for its property; an empty one takes it away where that may be.

    Raises BadRequestError for an unknown property, a value that can't be, or one that must stay.
    """
    declared = schema().nodes[kind].properties
    found: dict[str, Value] = {}
    for name, words in values.items():
        prop, value = declared[name], words.strip()
        if not value.isprintable():
            raise BadRequestError(f"a value is one line of words, not {value!r}", where=where)
        if prop.required and not value:
            raise BadRequestError(f"{name} can't be taken away", where=where, hint="give another value")
        if prop.enum and value and value not in prop.enum:
            raise BadRequestError(f"{name} can't be {value!r}", where=where, hint="one of " + ", ".join(prop.enum))
        if name == "deadline":
            value = checked_deadline(date_said(value))
        elif prop.type == "date" and value:
            value = day_said(value)
        found[name] = value
    return found


def day_said(words: str) -> str:
    """A date as people write it, in ISO 8601. Raises BadRequestError for what is none."""
    found = day_written(words)
    if not is_day(found):
        raise BadRequestError(f"not a date: {words!r}", hint="YYYY, YYYY-MM or YYYY-MM-DD")
    return found


def decision_about(
    view: View,
    kind: DecisionKind,
    subject: str,
    plan: Node,
    said: Said,
    *,
    subject_name: str,
    values: Mapping[str, Value],
    before: Mapping[str, Value],
    anchor: Anchor | None = None,
    node: Node | None = None,
    edge: Edge | None = None,
) -> Decision:
    """A decision of now about words of a plan."""
    return identified(
        Decision(
            "", kind, subject, plan.id, said.by, moment(view), anchor=anchor, node=node, edge=edge, why=said.why,
            subject_name=subject_name, object_name=schema().caption(plan), values=values, before=before,
        )
    )  # fmt: skip


def checked(view: View, decision: Decision) -> Decision:
    """The decision, where none in force says the same or contradicts it. Raises BadRequestError with the other named."""
    standing = view.decisions(kinds=ACTING)
    known = repetition(standing, decision)
    if known is not None:
        raise BadRequestError(
            f"that was decided before, by {known.by}", where=known.id, hint="undo it first, if it is to be otherwise"
        )
    against = contradiction(standing, decision)
    if against is not None:
        raise BadRequestError(
            f"it contradicts a decision: {against.kind} {_about(against)}, by {against.by}",
            where=against.id,
            hint="undo that one first",
        )
    return decision


def _about(decision: Decision) -> str:
    """What a decision is about, and what it makes of it, in few words."""
    subject, other = decision.subject_name or decision.subject, decision.object_name or decision.object
    if decision.values:
        return f"{subject} → {', '.join(str(value) for value in decision.values.values())}"
    return f"{subject} → {other}" if other else subject
