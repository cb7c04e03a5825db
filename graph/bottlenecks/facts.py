"""What findings and what-ifs are computed from: the facts of some plans, flat and frozen, as a View's reads give them.

Everything is told apart by the graph's ids. Order within the tuples does not matter; what has an order says so.
"""

from dataclasses import dataclass

import numpy as np

from graph.bottlenecks.kernel import Entries, Kernel
from graph.schema import Label, schema

COUNTED_TARGETS = frozenset({"number", "class"})
"""Kinds of sub-targets that counts mean (design §1)."""


@dataclass(frozen=True, slots=True)
class PlanFact:
    """A plan that was asked about."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class DepartmentFact:
    """A party. `kind` as in the schema; `office`: who does its staff work, where the text says so (leading groups)."""

    id: str
    name: str
    kind: str
    name_en: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True)
class MeasureFact:
    """A row of the incidence.

    `number` is what it is called in lists, the label with those around it where that alone says little, as in （六）1.;
    empty: the label. `position` orders the measures of a plan; `chapter` is the id of the outermost chapter goal that it stands under
    (empty: none); `edge` the id of its HAS_MEASURE edge, which quotes the heading or the words.
    """

    id: str
    plan: str
    label: str
    title: str
    position: int
    number: str = ""
    chapter: str = ""
    edge: str = ""


@dataclass(frozen=True, slots=True)
class TargetFact:
    """A sub-target.

    `holder`: the plan, goal or measure that it stands in, by the HAS_TARGET edge `edge`. `headline`: it stands in a
    headline goal. `value`: as people read it in each language, with comparator and unit.
    """

    id: str
    plan: str
    metric: str
    value: Label
    kind: str
    holder: str
    position: int
    headline: bool = False
    edge: str = ""


@dataclass(frozen=True, slots=True)
class RoleFact:
    """A statement of a role, one edge from a department to a measure, goal or plan (`object`).

    `formal` ones count; what prose says is only mentioned beside them. `statement`: id of the statement; `order`: place in
    its list, from 1; `open_list`: the list ends in 等.
    """

    edge: str
    plan: str
    department: str
    object: str
    role: str
    statement: str
    order: int
    open_list: bool
    formal: bool


@dataclass(frozen=True, slots=True)
class BearingFact:
    """An inferred link: a measure bears on a target (edge BEARS_ON)."""

    edge: str
    measure: str
    target: str


@dataclass(frozen=True, slots=True)
class MatterFact:
    """A matter of the lexicon, found in the words of a measure; `name` is its key, `label` its name by language."""

    name: str
    label: Label
    measure: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of some plans."""

    plans: tuple[PlanFact, ...] = ()
    departments: tuple[DepartmentFact, ...] = ()
    measures: tuple[MeasureFact, ...] = ()
    targets: tuple[TargetFact, ...] = ()
    roles: tuple[RoleFact, ...] = ()
    bearings: tuple[BearingFact, ...] = ()
    matters: tuple[MatterFact, ...] = ()


def kernel_of(facts: Facts) -> Kernel:
    """The kernel of the formal roles in measures; measures by plan and position, departments by id."""
    measures = sorted(facts.measures, key=lambda measure: (measure.plan, measure.position, measure.id))
    columns = {measure.id: column for column, measure in enumerate(measures)}
    stated = [role for role in facts.roles if role.formal and role.object in columns]
    departments = sorted({role.department for role in stated})
    rows = {department: row for row, department in enumerate(departments)}
    roles = {role: index for index, role in enumerate(schema().roles)}
    opened = {role.object for role in stated if role.open_list}
    targets = np.zeros(len(measures), dtype=np.int64)
    for target in facts.targets:
        if target.kind in COUNTED_TARGETS and target.holder in columns:
            targets[columns[target.holder]] += 1
    return Kernel.assemble(
        departments,
        list(columns),
        [measure.plan for measure in measures],
        entries=Entries(
            np.array([rows[role.department] for role in stated], dtype=np.int64),
            np.array([columns[role.object] for role in stated], dtype=np.int64),
            np.array([roles[role.role] for role in stated], dtype=np.int64),
        ),
        open_lists=np.array([measure.id in opened for measure in measures], dtype=np.bool_),
        targets=targets,
    )


def of_plan(facts: Facts, plan: str) -> Facts:
    """The facts of one plan, with the departments that it names."""
    measures = tuple(measure for measure in facts.measures if measure.plan == plan)
    owned = {measure.id for measure in measures}
    roles = tuple(role for role in facts.roles if role.plan == plan)
    named = {role.department for role in roles}
    return Facts(
        plans=tuple(each for each in facts.plans if each.id == plan),
        departments=tuple(department for department in facts.departments if department.id in named),
        measures=measures,
        targets=tuple(target for target in facts.targets if target.plan == plan),
        roles=roles,
        bearings=tuple(bearing for bearing in facts.bearings if bearing.measure in owned),
        matters=tuple(matter for matter in facts.matters if matter.measure in owned),
    )
