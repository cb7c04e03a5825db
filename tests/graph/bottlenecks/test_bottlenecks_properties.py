"""Properties: names and order do not matter, and figures of a union of plans add up where they should."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import TypeVar

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.bottlenecks.facts import (
    BearingFact,
    DepartmentFact,
    Facts,
    MatterFact,
    MeasureFact,
    PlanFact,
    RoleFact,
    TargetFact,
    kernel_of,
)
from graph.bottlenecks.figures.coordination import requirement
from graph.bottlenecks.figures.counts import workloads
from graph.bottlenecks.figures.dependence import targets_at_stake
from graph.bottlenecks.figures.partners import collaboration, dependence, meetings
from graph.bottlenecks.figures.profiles import profiles
from graph.bottlenecks.figures.robustness import stability
from graph.bottlenecks.findings.findings import Finding, report
from graph.bottlenecks.kernel import Kernel
from graph.schema import schema

T = TypeVar("T")

VALUE = {"zh": "v", "en": "v"}
KINDS = ("government", "coordinating-body", "collective")
DEPARTMENTS = tuple(f"d{number}" for number in range(8))

small = settings(deadline=None, max_examples=60)


@st.composite
def plans(draw: st.DrawFn, plan: str = "p") -> Facts:
    """One plan with any roles, targets, mentions, bearings and matters; every department has the kind of its number."""
    count = draw(st.integers(1, 6))
    ids = [f"{plan}/measure/{number}" for number in range(count)]
    roles, targets, bearings, matters = [], [], [], []
    parties = st.tuples(
        st.sampled_from(DEPARTMENTS), st.sampled_from(tuple(schema().roles)), st.booleans(), st.booleans()
    )
    for place in (*ids, plan, f"{plan}/goal/1"):
        for order, (department, role, opened, formal) in enumerate(draw(st.lists(parties, max_size=6)), 1):
            edge = f"{role}|{department}|{place}|{order}"
            roles.append(RoleFact(edge, plan, department, place, role, f"s|{place}", order, opened, formal))
    for number, own in enumerate(ids):
        for nth in range(draw(st.integers(0, 2))):
            kind = draw(st.sampled_from(("number", "class", "coverage")))
            targets.append(TargetFact(f"{own}-{nth}", plan, "m", VALUE, kind, own, number, edge=f"t|{own}-{nth}"))
        if draw(st.booleans()):
            matters.append(MatterFact("matter", {"zh": "m", "en": "m"}, own, ("m",)))
    for headline in range(draw(st.integers(0, 2))):
        own, goal = f"{plan}/target/{headline}", f"{plan}/goal/1"
        targets.append(TargetFact(own, plan, "m", VALUE, "number", goal, headline, headline=True, edge=f"t|{own}"))
        bearings += [BearingFact(f"b|{one}|{own}", one, own) for one in draw(st.sets(st.sampled_from(ids)))]
    chapters = draw(st.lists(st.sampled_from(("", "c1", "c2", "c3")), min_size=count, max_size=count))
    return Facts(
        plans=(PlanFact(plan, plan),),
        departments=tuple(
            DepartmentFact(name, name, KINDS[number % len(KINDS)])
            for number, name in enumerate(DEPARTMENTS)
            if any(role.department == name for role in roles)
        ),
        measures=tuple(
            MeasureFact(own, plan, "", own, number, chapter=chapter, edge=f"e|{own}")
            for number, (own, chapter) in enumerate(zip(ids, chapters, strict=True))
        ),
        targets=tuple(targets),
        roles=tuple(roles),
        bearings=tuple(bearings),
        matters=tuple(matters),
    )


def shuffled(facts: Facts, seed: int) -> Facts:
    random = Random(seed)  # noqa: S311 - an order, not a secret

    def any_order(values: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(random.sample(values, len(values)))

    return Facts(
        plans=any_order(facts.plans),
        departments=any_order(facts.departments),
        measures=any_order(facts.measures),
        targets=any_order(facts.targets),
        roles=any_order(facts.roles),
        bearings=any_order(facts.bearings),
        matters=any_order(facts.matters),
    )


def renamed(facts: Facts, name: Callable[[str], str]) -> Facts:
    return replace(
        facts,
        departments=tuple(replace(each, id=name(each.id), name=name(each.name)) for each in facts.departments),
        roles=tuple(replace(each, department=name(each.department)) for each in facts.roles),
    )


def told(finding: Finding, name: Callable[[str], str]) -> tuple[object, ...]:
    """All that a finding says but for its words, with departments called by `name`."""
    measure, bar, department = finding.subject.rpartition("|")
    return (
        finding.rule,
        finding.tier,
        finding.plan,
        measure + bar + name(department),
        tuple(sorted(finding.numbers.items())),
        frozenset(finding.edges),
        frozenset(finding.statements),
        frozenset(name(node) for node in finding.nodes),
        finding.targets,
        finding.pairs,
        finding.position,
    )


@given(plans(), st.integers(0, 99))
@small
def test_the_order_of_the_facts_changes_nothing(facts: Facts, seed: int) -> None:
    assert report(shuffled(facts, seed)) == report(facts)


@given(plans(), st.permutations(DEPARTMENTS))
@small
def test_other_names_change_names_only(facts: Facts, names: list[str]) -> None:
    calls = dict(zip(DEPARTMENTS, (f"{name} renamed" for name in names), strict=True))
    after = report(renamed(facts, lambda name: calls[name]))
    before = report(facts)
    expected = sorted((told(finding, lambda name: calls.get(name, name)) for finding in before.findings), key=repr_key)
    assert sorted((told(finding, lambda name: name) for finding in after.findings), key=repr_key) == expected


def repr_key(value: tuple[object, ...]) -> str:
    return repr([sorted(part) if isinstance(part, frozenset) else part for part in value])


@given(plans(), st.permutations(DEPARTMENTS))
@settings(deadline=None, max_examples=15)
def test_other_names_change_no_stability(facts: Facts, names: list[str]) -> None:
    calls = dict(zip(DEPARTMENTS, names, strict=True))
    after = stability(kernel_of(renamed(facts, lambda name: calls[name])), runs=5)
    before = stability(kernel_of(facts), runs=5)
    assert {name: each.first_kept for name, each in after.items()} == {
        name: each.first_kept for name, each in before.items()
    }
    assert np.allclose([each.tau for each in after.values()], [each.tau for each in before.values()])


@given(plans("p"), plans("q"))
@small
def test_findings_of_two_plans_are_those_of_each(one: Facts, other: Facts) -> None:
    both = report(union(one, other))
    apart = (*report(one).findings, *report(other).findings)
    assert {finding.id: finding for finding in both.findings} == {finding.id: finding for finding in apart}
    assert len(both.findings) == len(apart)


@given(plans("p"), plans("q"))
@small
def test_figures_of_two_plans_add_up(one: Facts, other: Facts) -> None:
    both, parts = kernel_of(union(one, other)), (kernel_of(one), kernel_of(other))
    for field in ("lead", "sole", "co", "responsible", "support", "total", "own", "sup", "load"):
        assert np.allclose(
            getattr(workloads(both), field),
            sum(spread(both, part, getattr(workloads(part), field)) for part in parts),
        ), field
    assert np.allclose(targets_at_stake(both), sum(spread(both, part, targets_at_stake(part)) for part in parts))
    for matrix in (meetings, collaboration, dependence, requirement):
        total = np.zeros((len(both.departments),) * 2)
        for part in parts:
            places = [both.departments.index(name) for name in part.departments]
            total[np.ix_(places, places)] += matrix(part).toarray()
        assert np.allclose(matrix(both).toarray(), total), matrix
    whole = profiles(both, ["all"] * len(both.measures))
    for field in ("measures", "assigned", "unowned", "sole", "many", "seats", "pairs", "open_lists", "targets"):
        assert getattr(whole, field).sum() == sum(getattr(profiles(part, part.plans), field).sum() for part in parts)


def union(one: Facts, other: Facts) -> Facts:
    return Facts(
        plans=one.plans + other.plans,
        departments=tuple(dict.fromkeys(one.departments + other.departments)),
        measures=one.measures + other.measures,
        targets=one.targets + other.targets,
        roles=one.roles + other.roles,
        bearings=one.bearings + other.bearings,
        matters=one.matters + other.matters,
    )


def spread(both: Kernel, part: Kernel, values: np.ndarray) -> np.ndarray:
    result = np.zeros(len(both.departments))
    result[[both.departments.index(name) for name in part.departments]] = values
    return result
