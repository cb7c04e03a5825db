"""What a rule looks at: one plan's facts with their kernel and ready look-ups; and what it says: a draft of a finding."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from graph.bottlenecks.facts import (
    COUNTED_TARGETS,
    DepartmentFact,
    Facts,
    MeasureFact,
    RoleFact,
    TargetFact,
    kernel_of,
    of_plan,
)
from graph.bottlenecks.findings.thresholds import Thresholds
from graph.bottlenecks.kernel import Integers, Kernel
from graph.schema import Label

LEAD = "lead"
RESPONSIBLE = "responsible"


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One plan. `measures[m]` and `departments[u]` are parallel to the kernel's; roles are in the order of their lists.

    `has_leads`: the plan names a lead anywhere. Where it names none those responsible stand in the leads' place, and the words
    say so; a single measure without a lead in a plan that names leads elsewhere is a finding of its own (no-lead).
    """

    plan: str
    facts: Facts
    kernel: Kernel
    thresholds: Thresholds
    measures: tuple[MeasureFact, ...]
    departments: tuple[DepartmentFact, ...]
    stated: Mapping[str, tuple[RoleFact, ...]]
    mentioned: Mapping[str, tuple[RoleFact, ...]]
    targets: Mapping[str, tuple[TargetFact, ...]]
    has_leads: bool

    @classmethod
    def of(cls, facts: Facts, plan: str, thresholds: Thresholds) -> Self:
        """The case of one plan of the facts."""
        own = of_plan(facts, plan)
        kernel = kernel_of(own)
        measures = {measure.id: measure for measure in own.measures}
        departments = {department.id: department for department in own.departments}
        roles = sorted(own.roles, key=lambda role: (role.object, role.statement, role.order, role.edge))
        counted = sorted(
            (target for target in own.targets if target.kind in COUNTED_TARGETS),
            key=lambda target: (target.position, target.id),
        )
        return cls(
            plan=plan,
            facts=own,
            kernel=kernel,
            thresholds=thresholds,
            measures=tuple(measures[measure] for measure in kernel.measures),
            departments=tuple(
                departments.get(department) or DepartmentFact(department, department, "unresolved")
                for department in kernel.departments
            ),
            stated=_by_object(role for role in roles if role.formal),
            mentioned=_by_object(role for role in roles if not role.formal),
            targets=_by_holder(counted),
            has_leads=bool(kernel.leads.any()),
        )

    @property
    def heads(self) -> Integers:
        """How many lead each measure, or in a plan without leads are responsible (M)."""
        return self.kernel.leads if self.has_leads else self.kernel.carriers

    def heads_of(self, measure: str) -> tuple[RoleFact, ...]:
        """The edges of those who carry a measure, in the order in which they are named: its leads, else who is responsible."""
        roles = self.stated.get(measure, ())
        leads = tuple(role for role in roles if role.role == LEAD)
        return leads or tuple(role for role in roles if role.role == RESPONSIBLE)

    def carried(self, department: str) -> tuple[RoleFact, ...]:
        """The edges by which a department leads, or in a plan without leads is responsible, in the order of the measures."""
        wanted = LEAD if self.has_leads else RESPONSIBLE
        return tuple(role for role in self.roles_of(department) if role.role == wanted)

    def variant(self, name: str) -> str:
        """The variant of a sentence that speaks of leads, or of those responsible where the plan names no leads."""
        return name if self.has_leads else f"{name}-unled"

    def roles_of(self, department: str) -> tuple[RoleFact, ...]:
        """The formal role edges of a department in measures, in the order of the measures."""
        return tuple(
            role
            for measure in self.measures
            for role in self.stated.get(measure.id, ())
            if role.department == department
        )


def _by_object(roles: Iterable[RoleFact]) -> dict[str, tuple[RoleFact, ...]]:
    found: dict[str, tuple[RoleFact, ...]] = {}
    for role in roles:
        found[role.object] = (*found.get(role.object, ()), role)
    return found


def _by_holder(targets: Iterable[TargetFact]) -> dict[str, tuple[TargetFact, ...]]:
    found: dict[str, tuple[TargetFact, ...]] = {}
    for target in targets:
        found[target.holder] = (*found.get(target.holder, ()), target)
    return found


@dataclass(frozen=True, slots=True)
class Draft:
    """A finding before it is put into words.

    `subject`: what it is about, the id of a measure, target, department, plan, or the name of a matter; it makes the
    finding's id. `variant`: which sentence of the rule says it. `numbers` and `names` (ids, told by their captions) and
    `labels` fill the sentence. `roles`, `edges`: the words behind it. `nodes`: what it touches. `targets`, `pairs`,
    `position` put it in order.
    """

    subject: str
    variant: str = "plain"
    numbers: Mapping[str, float] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, Label] = field(default_factory=dict)
    roles: tuple[RoleFact, ...] = ()
    edges: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    targets: int = 0
    pairs: int = 0
    position: int = 1 << 30
