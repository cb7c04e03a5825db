"""What if the organisation were different: changes by the names that people use, and the difference they make."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.bottlenecks.facts import DepartmentFact, Facts
from graph.bottlenecks.findings.thresholds import Thresholds, thresholds
from graph.bottlenecks.what_if.changes import Abolish, AddLead, Change, HandOver, Merge, Rename, Split
from graph.bottlenecks.what_if.difference import Difference, what_if
from graph.errors import BadRequestError, UnknownIdError
from graph.model import Node
from graph.questions.bottlenecks.gathered_facts import Gathered, MatterReader, gathered, no_matters
from graph.questions.departments.finding import departments_named, find_department
from graph.store import View


@dataclass(frozen=True, slots=True, eq=False)
class Imagined:
    """The difference that the changes make, told by ids; `nodes` names those that are in the store."""

    changes: tuple[Change, ...]
    difference: Difference
    thresholds: Thresholds
    nodes: Mapping[str, Node]
    gathered: Gathered


def imagine(
    view: View,
    plans: Sequence[str],
    changes: Sequence[Change],
    *,
    matters: MatterReader = no_matters,
    given: Mapping[str, float] | None = None,
) -> Imagined:
    """Apply changes to plans by id, one after another; nothing is stored. Eight reads, and two for every name.

    A change may call a department by any of its names, and a measure by id, number or title. UnknownIdError and
    AmbiguousNameError for those that fit none or several; BadRequestError where a department has no part in these plans.
    What a merger or a split makes may have a new name.
    """
    base = gathered(view, plans, matters=matters)
    names = _Names(view, base.facts)
    resolved = tuple(names.resolved(change) for change in changes)
    return Imagined(
        changes=resolved,
        difference=what_if(names.facts(), resolved, given),
        thresholds=thresholds(given),
        nodes={**base.nodes, **names.found},
        gathered=base,
    )


class _Names:
    """Ids of what changes name; bodies that earlier changes made are known to later ones."""

    def __init__(self, view: View, facts: Facts) -> None:
        self.view = view
        self.base = facts
        self.found: dict[str, Node] = {}
        self.made: set[str] = set()

    def facts(self) -> Facts:
        """The facts with the departments that are in the store and not yet in these plans."""
        there = {department.id for department in self.base.departments}
        new = tuple(_fact(node) for node in self.found.values() if node.id not in there)
        return replace(self.base, departments=(*self.base.departments, *new))

    def resolved(self, change: Change) -> Change:
        match change:
            case Abolish(department):
                return Abolish(self.member(department))
            case Rename(department, name):
                return Rename(self.member(department), _given(name))
            case Merge(departments, into):
                return Merge(tuple(dict.fromkeys(map(self.member, departments))), self.new(into))
            case Split(department, new, measures):
                return Split(self.member(department), self.new(new), self.measures(measures))
            case HandOver(department, to, measures):
                return HandOver(self.member(department), self.known(to), self.measures(measures))
            case AddLead(department, measure):
                return AddLead(self.known(department), self.measure(measure))

    def member(self, key: str) -> str:
        """A department that these plans name, or that an earlier change made."""
        found = self.known(key)
        if found not in self.made and all(found != each.id for each in self.base.departments):
            raise BadRequestError("it has no part in these plans", where=key)
        return found

    def known(self, key: str) -> str:
        """A department of the store, or one that an earlier change made."""
        if key in self.made:
            return key
        node = find_department(self.view, _given(key))
        self.found[node.id] = node
        return node.id

    def new(self, key: str) -> str:
        """A department of the store where the name is known, else a new one of that name."""
        if key not in self.made and departments_named(self.view, _given(key)):
            return self.known(key)
        self.made.add(key)
        return key

    def measures(self, keys: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(self.measure, keys)))

    def measure(self, key: str) -> str:
        """The measure of that id, number or title."""
        by_id = [measure.id for measure in self.base.measures if measure.id == key]
        named = [each.id for each in self.base.measures if key and key in (each.number, each.label, each.title)]
        found = by_id or named
        if not found:
            raise UnknownIdError(f"no measure of these plans is called {key!r}", hint="the plan's outline lists them")
        if len(found) > 1:
            raise BadRequestError("several measures are called that", where=key, hint="give the id of one of them")
        return found[0]


def _fact(node: Node) -> DepartmentFact:
    properties = node.properties
    return DepartmentFact(
        node.id, str(properties["name"]), str(properties["kind"]), name_en=str(properties.get("name_en", ""))
    )


def _given(name: str) -> str:
    if not name.strip():
        raise BadRequestError("a change lacks the name of a department")
    return name.strip()
