"""What if the organisation were different: the difference that changes make, nothing of it stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from graph.bottlenecks.facts import Facts, kernel_of
from graph.bottlenecks.figures.counts import workloads
from graph.bottlenecks.figures.profiles import seat_pairs
from graph.bottlenecks.findings.findings import Finding, report
from graph.bottlenecks.kernel import Kernel
from graph.bottlenecks.what_if.changes import Change, Merge, apply


@dataclass(frozen=True, slots=True)
class Load:
    """A department's figures, see counts.Workloads."""

    lead: int
    sole: int
    total: int
    own: float
    load: float


@dataclass(frozen=True, slots=True)
class Difference:
    """What the changes make of the plans. Nothing is stored.

    leaderless: measures (ids) that had a lead and have none; targets_leaderless: sub-targets in them. led: measures that
    had none and have one. seats_saved, pairs_saved: seats at tables, pairs that must talk (negative: more of them).
    loads: before and after of every department whose figures change, None where it is not there. solved, caused: findings
    that go and come; a finding about a department that lives on under another id is neither. changed: findings that stay
    with other numbers, before and after.
    """

    leaderless: tuple[str, ...]
    targets_leaderless: int
    led: tuple[str, ...]
    seats_saved: int
    pairs_saved: int
    loads: Mapping[str, tuple[Load | None, Load | None]]
    solved: tuple[Finding, ...]
    caused: tuple[Finding, ...]
    changed: tuple[tuple[Finding, Finding], ...]


def what_if(facts: Facts, changes: Iterable[Change], given: Mapping[str, float] | None = None) -> Difference:
    """The difference that changes make, one after another.

    BadRequestError where a change names a department or measure that is not in the facts.
    """
    after, heirs = facts, dict[str, str]()
    for change in changes:
        after = apply(after, change)
        if isinstance(change, Merge):
            heirs = {old: change.into if new in change.departments else new for old, new in heirs.items()}
            heirs |= dict.fromkeys(change.departments, change.into)
    return _difference(facts, after, heirs, given)


def _difference(before: Facts, after: Facts, heirs: Mapping[str, str], given: Mapping[str, float] | None) -> Difference:
    old, new = kernel_of(before), kernel_of(after)
    lost = np.flatnonzero((old.leads > 0) & (new.leads == 0) | (old.carriers > 0) & (new.carriers == 0))
    gained = np.flatnonzero((old.leads == 0) & (new.leads > 0) | (old.carriers == 0) & (new.carriers > 0))
    earlier = {_heir_id(finding, heirs): finding for finding in report(before, given).findings}
    later = {finding.id: finding for finding in report(after, given).findings}
    return Difference(
        leaderless=tuple(old.measures[column] for column in lost.tolist()),
        targets_leaderless=int(old.targets[lost].sum()),
        led=tuple(old.measures[column] for column in gained.tolist()),
        seats_saved=int(old.parties.sum() - new.parties.sum()),
        pairs_saved=int(seat_pairs(old).sum() - seat_pairs(new).sum()),
        loads=_loads(old, new),
        solved=tuple(finding for key, finding in earlier.items() if key not in later),
        caused=tuple(finding for key, finding in later.items() if key not in earlier),
        changed=tuple(
            (finding, later[key])
            for key, finding in earlier.items()
            if key in later and finding.numbers != later[key].numbers
        ),
    )


def _heir_id(finding: Finding, heirs: Mapping[str, str]) -> str:
    """The id that a finding has when its department lives on under another id."""
    head, _, subject = finding.id.rpartition("|")
    return f"{head}|{heirs[subject]}" if subject in heirs else finding.id


def _loads(old: Kernel, new: Kernel) -> dict[str, tuple[Load | None, Load | None]]:
    before, after = _by_department(old), _by_department(new)
    return {
        department: (before.get(department), after.get(department))
        for department in sorted({*before, *after})
        if before.get(department) != after.get(department)
    }


def _by_department(kernel: Kernel) -> dict[str, Load]:
    loads = workloads(kernel)
    return {
        department: Load(
            lead=int(loads.lead[place]),
            sole=int(loads.sole[place]),
            total=int(loads.total[place]),
            own=round(float(loads.own[place]), 9),
            load=round(float(loads.load[place]), 9),
        )
        for place, department in enumerate(kernel.departments)
    }
