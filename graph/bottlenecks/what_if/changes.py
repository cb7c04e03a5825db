"""Changes to the organisation, applied to facts in memory: abolish, merge, split, rename, hand over, add a lead."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from graph.bottlenecks.facts import DepartmentFact, Facts, RoleFact
from graph.errors import BadRequestError
from graph.schema import schema

LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Abolish:
    """A department goes, and its duties with it."""

    department: str


@dataclass(frozen=True, slots=True)
class Merge:
    """Departments become one, `into`: one of them, or a new one with that id and name."""

    departments: tuple[str, ...]
    into: str


@dataclass(frozen=True, slots=True)
class Split:
    """A department hands its formal roles in some measures to a new one; the rest stays."""

    department: str
    new: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rename:
    """A department gets another name."""

    department: str
    name: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """A department's formal roles, all or those in some measures, go to another; prose still mentions the first."""

    department: str
    to: str
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddLead:
    """A department leads a measure, in place of any weaker role that it has there."""

    department: str
    measure: str


Change: TypeAlias = Abolish | Merge | Split | Rename | HandOver | AddLead


def apply(facts: Facts, change: Change) -> Facts:
    """The facts as they would be after one change."""
    match change:
        case Abolish(department):
            _known(facts, department)
            kept = tuple(role for role in facts.roles if role.department != department)
            return _without(replace(facts, roles=kept), {department})
        case Rename(department, name):
            _known(facts, department)
            renamed = (
                replace(each, name=name, name_en="") if each.id == department else each for each in facts.departments
            )
            return replace(facts, departments=tuple(renamed))
        case Merge(departments, into):
            _known(facts, *departments)
            if not departments:
                raise BadRequestError("a merger needs departments", where=into)
            moved = _moved(_with(facts, into, like=departments[0]), into, lambda role: role.department in departments)
            return _without(moved, set(departments) - {into})
        case Split(department, new, measures):
            _known(facts, department)
            _known_measures(facts, measures)
            return _moved(
                _with(facts, new, like=department),
                new,
                lambda role: role.formal and role.department == department and role.object in measures,
            )
        case HandOver(department, to, measures):
            _known(facts, department)
            _known_measures(facts, measures)
            return _moved(
                _with(facts, to, like=department),
                to,
                lambda role: (
                    role.formal and role.department == department and (not measures or role.object in measures)
                ),
            )
        case AddLead(department, measure):
            _known_measures(facts, (measure,))
            return _led(_with(facts, department, like=""), department, measure)


def _known(facts: Facts, *departments: str) -> None:
    there = {department.id for department in facts.departments}
    for department in departments:
        if department not in there:
            raise BadRequestError("no such department in these plans", where=department)


def _known_measures(facts: Facts, measures: Iterable[str]) -> None:
    there = {measure.id for measure in facts.measures}
    for measure in measures:
        if measure not in there:
            raise BadRequestError("no such measure in these plans", where=measure)


def _with(facts: Facts, department: str, *, like: str) -> Facts:
    """The facts with a department; a new one is named by its id and is of the kind of another."""
    if any(each.id == department for each in facts.departments):
        return facts
    kind = next((each.kind for each in facts.departments if each.id == like), "unresolved")
    return replace(facts, departments=(*facts.departments, DepartmentFact(department, department, kind)))


def _without(facts: Facts, gone: set[str]) -> Facts:
    return replace(facts, departments=tuple(each for each in facts.departments if each.id not in gone))


def _moved(facts: Facts, to: str, moves: Callable[[RoleFact], bool]) -> Facts:
    """Give roles to a department; where it then has two in one place that one of them brought, the stronger stays."""
    strength = {role: place for place, role in enumerate(schema().roles)}
    roles = [replace(role, department=to) if moves(role) else role for role in facts.roles]
    touched = {role.object for role in facts.roles if moves(role) and role.formal}
    best: dict[str, int] = {}
    for role in roles:
        if role.formal and role.department == to and role.object in touched:
            best[role.object] = min(best.get(role.object, len(strength)), strength[role.role])
    kept = (
        role
        for role in roles
        if not (role.formal and role.department == to and role.object in touched)
        or strength[role.role] == best[role.object]
    )
    return replace(facts, roles=tuple(kept))


def _led(facts: Facts, department: str, measure: str) -> Facts:
    plan = next(each.plan for each in facts.measures if each.id == measure)
    others = tuple(
        role for role in facts.roles if not (role.formal and role.department == department and role.object == measure)
    )
    last = max((role.order for role in others if role.object == measure and role.role == LEAD), default=0)
    added = RoleFact("", plan, department, measure, LEAD, "", last + 1, open_list=False, formal=True)
    return replace(facts, roles=(*others, added))
