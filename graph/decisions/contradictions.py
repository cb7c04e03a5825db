"""Which decision in force a new one contradicts, and which one says the same already: by kind, over plain decisions."""

from collections.abc import Callable, Mapping, Sequence

from graph.decisions.departments import merged_into, reform_date
from graph.decisions.draft import read_as
from graph.decisions.duties import DEPARTMENT, ROLE, WORK
from graph.decisions.kinds import (
    ADD_EDGE,
    ADD_NODE,
    CORRECT_DUTY,
    CORRECT_NODE,
    REFORM,
    REJECT,
    RETARGETS,
    SUCCEEDS,
)
from graph.model import Decision, Edge, Value
from graph.schema import schema

Standing = Sequence[Decision]


def contradiction(decisions: Sequence[Decision], new: Decision) -> Decision | None:
    """The decision in force that `new` contradicts; one of the two would have to be taken back.

    Mergers are followed through their chains, so that A = B and B ≠ C refuse A = C. Anchored ones speak of one mention
    and contradict only a difference of the very two departments.
    """
    standing = [d for d in decisions if not d.undone and d.id != new.id]
    against = _AGAINST.get(new.kind)
    return against(standing, new) if against else None


def repetition(decisions: Sequence[Decision], new: Decision) -> Decision | None:
    """The decision in force that says what `new` says."""
    return next((d for d in decisions if not d.undone and d.id != new.id and _says(d) == _says(new)), None)


def _says(decision: Decision) -> tuple[object, ...]:
    """What a decision says, whoever says it and when."""
    edge, node = decision.edge, decision.node
    head = (decision.kind, decision.subject, decision.anchor)
    if decision.kind == ADD_EDGE and edge is not None:
        return (decision.kind, *_duty(edge))
    if decision.kind == ADD_NODE and node is not None:
        return (decision.kind, node.id)
    if decision.kind == REFORM and edge is not None:
        return (*head, decision.object, edge.properties.get("part", ""))
    if decision.kind == REJECT:
        return (decision.kind, read_as(edge) if edge else decision.subject)
    return (*head, decision.object, tuple(sorted(decision.values.items())))


def _retarget(standing: Standing, new: Decision) -> Decision | None:
    """A department that was made another is no end of a new one: the earlier decision would have to be taken back first."""
    if merged_into(standing, new.object):
        return next(d for d in standing if d.kind in RETARGETS and d.anchor is None and d.subject == new.object)
    if new.kind != "same":
        return None
    merged = [*standing, new] if new.anchor is None else standing
    ends = set(_ends(new))
    for difference in (d for d in standing if d.kind == "different"):
        one, other = difference.subject, difference.object
        if ends == {one, other} or (merged_into(merged, one) or one) == (merged_into(merged, other) or other):
            return difference
    return next((d for d in standing if d.kind == REFORM and not _part(d) and _is_one(merged, d)), None)


def _different(standing: Standing, new: Decision) -> Decision | None:
    one, other = (merged_into(standing, end) or end for end in (new.subject, new.object))
    if one != other:
        return None
    return next(d for d in standing if d.kind in RETARGETS and d.subject in (new.subject, new.object))


def _reform(standing: Standing, new: Decision) -> Decision | None:
    """What is one department does not become another; one that ended on a day does not end on another as well.

    On one day its duties may go to several.
    """
    if new.edge is None or new.edge.kind != SUCCEEDS or _part(new):
        return None
    if _is_one(standing, new):
        return next(d for d in standing if d.kind in RETARGETS and d.anchor is None and d.subject in _ends(new))
    return next(
        (
            d
            for d in standing
            if d.kind == REFORM
            and d.edge is not None
            and d.subject == new.subject
            and not _part(d)
            and reform_date(d) != reform_date(new)
        ),
        None,
    )


def _is_one(standing: Standing, reform: Decision) -> bool:
    """Whether decisions make the department before and the one after of a reform the same."""
    one, other = (merged_into(standing, end) or end for end in _ends(reform))
    return one == other


def _ends(decision: Decision) -> tuple[str, str]:
    return decision.subject, decision.object


def _part(reform: Decision) -> bool:
    """Whether it moved a part of the duties only."""
    return bool(reform.edge and reform.edge.properties.get("part"))


def _correct_duty(standing: Standing, new: Decision) -> Decision | None:
    """Of a rejected duty nothing is corrected, and one property has one value."""
    return _rejected(standing, new.subject) or _set_otherwise(standing, new)


def _reject(standing: Standing, new: Decision) -> Decision | None:
    """What was corrected or added is first taken back."""
    root = read_as(new.edge) if new.edge else new.subject
    for decision in standing:
        if decision.kind == CORRECT_DUTY and decision.subject == root:
            return decision
        if decision.kind == ADD_EDGE and decision.edge is not None and decision.edge.id == root:
            return decision
    return None


def _add_edge(standing: Standing, new: Decision) -> Decision | None:
    """What was rejected, or corrected into another duty, is not added again."""
    if new.edge is None:
        return None
    for decision in standing:
        if decision.edge is None:
            continue
        if decision.kind == REJECT and _duty(decision.edge) == _duty(new.edge):
            return decision
        before = {**_as_values(decision.edge), **decision.before}
        if decision.kind == CORRECT_DUTY and before == _as_values(new.edge):
            return decision
    return None


def _set_otherwise(standing: Standing, new: Decision) -> Decision | None:
    """The correction that set one of the same values of the same thing."""
    return next(
        (
            d
            for d in standing
            if d.kind == new.kind and d.subject == new.subject and d.values.keys() & new.values.keys()
        ),
        None,
    )


def _rejected(standing: Standing, root: str) -> Decision | None:
    found = (d for d in standing if d.kind == REJECT)
    return next((d for d in found if root in (d.subject, read_as(d.edge) if d.edge else "")), None)


def _duty(edge: Edge) -> tuple[str, str, str]:
    return edge.kind, edge.source, edge.target


def _as_values(edge: Edge) -> dict[str, Value]:
    return {ROLE: schema().role_of.get(edge.kind, ""), DEPARTMENT: edge.source, WORK: edge.target}


_AGAINST: Mapping[str, Callable[[Standing, Decision], Decision | None]] = {
    **dict.fromkeys(RETARGETS, _retarget),
    "different": _different,
    REFORM: _reform,
    REJECT: _reject,
    ADD_EDGE: _add_edge,
    CORRECT_DUTY: _correct_duty,
    CORRECT_NODE: _set_otherwise,
}
"""What each kind is held against; the others contradict nothing."""
