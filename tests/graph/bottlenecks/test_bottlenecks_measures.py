"""The measures over one plan: exact on the founding plan, as a second hand counted them."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from graph.bottlenecks.figures.concentration import concentration
from graph.bottlenecks.figures.counts import workloads
from graph.bottlenecks.figures.covers import minimum_covers
from graph.bottlenecks.figures.dependence import dominators, sole_measures, targets_at_stake
from graph.bottlenecks.figures.losses import losses
from graph.bottlenecks.figures.partners import (
    co_leads,
    collaboration,
    dependence,
    meetings,
    merges,
    mutual,
    own_pairs,
    strongest,
)
from graph.bottlenecks.figures.profiles import plans_without_leads, profiles, seat_pairs
from graph.bottlenecks.kernel import Csr, Kernel
from graph.bottlenecks.matters import gap, matter
from graph.store import Incidence

Build = Callable[..., Incidence]
Place = Callable[[str], int]


def test_own_is_concentrated_as_if_11_7_shared_it(founding: Kernel) -> None:
    found = concentration(workloads(founding).own)
    assert (found.holders, found.among) == (21, 39)
    assert founding.departments[found.leader] == "区发展改革委"
    assert found.total == pytest.approx(21)
    assert found.effective == pytest.approx(11.73, abs=0.005)
    assert found.top1 == pytest.approx(0.1444, abs=5e-5)
    assert found.top3 == pytest.approx(0.3905, abs=5e-5)
    assert found.hhi == pytest.approx(0.0852, abs=5e-5)
    assert found.gini == pytest.approx(0.491, abs=5e-4)
    assert found.gini_all == pytest.approx(0.732, abs=5e-4)


def test_all_roles_are_less_concentrated(founding: Kernel) -> None:
    found = concentration(workloads(founding).total.astype(np.float64))
    assert found.effective == pytest.approx(21.96, abs=0.005)
    assert found.top1 == pytest.approx(0.0979, abs=5e-5)
    assert found.top3 == pytest.approx(0.2517, abs=5e-5)
    assert found.gini_all == pytest.approx(0.459, abs=5e-4)


def test_concentration_of_nothing_and_of_equals() -> None:
    none = concentration(np.zeros(3))
    assert (none.holders, none.leader, none.effective, none.gini) == (0, -1, 0, 0)
    equal = concentration(np.ones(4))
    assert (equal.effective, equal.gini, equal.top1) == (4, 0, 0.25)
    assert concentration(np.array([0, 5.0])).gini_all == 1


def test_the_profile_of_the_plan_and_of_its_chapters(founding: Kernel, figures: dict[str, Any]) -> None:
    plan = profiles(founding, founding.plans)
    assert (plan.measures[0], plan.assigned[0], plan.unowned[0], plan.leaderless[0]) == (24, 21, 3, 0)
    assert (plan.sole[0], plan.many[0], plan.open_lists[0]) == (10, 8, 15)
    assert (plan.seats[0], plan.pairs[0], plan.pairs_many[0]) == (143, 474, 300)
    assert (plan.targets[0], plan.sole_targets[0]) == (15, 10)
    assert plan.effective[0] == pytest.approx(11.73, abs=0.005)
    chapters = profiles(founding, [str(measure["chapter"]) for measure in figures["measures"]])
    assert chapters.names == ("2", "3", "4", "5", "6", "7")
    assert chapters.leads.round(2).tolist() == [1.0, 1.14, 2.6, 4.75, 4.0, 0.0]
    assert chapters.effective[-1] == 0


def test_the_measures_with_most_parties(founding: Kernel) -> None:
    order = np.argsort(-founding.parties, kind="stable")[:3]
    assert [(founding.measures[column], founding.parties[column]) for column in order] == [
        ("17", 12),
        ("20", 11),
        ("11", 10),
    ]
    assert seat_pairs(founding)[order].tolist() == [66, 55, 45]


def test_a_plan_that_only_names_responsible_departments_has_no_leads(build: Build) -> None:
    kernel = Kernel.of(
        build(
            [
                {"section": "1", "plan": "p", "responsible": ["a"]},
                {"section": "2", "plan": "q", "lead": ["a"]},
                {"section": "3", "plan": "q", "responsible": ["a"]},
                {"section": "4", "plan": "r"},
            ]
        )
    )
    assert plans_without_leads(kernel) == {"p"}


def test_what_hangs_on_one_lead(founding: Kernel, named: Place) -> None:
    stake = targets_at_stake(founding)
    held = {founding.departments[row]: int(stake[row]) for row in np.flatnonzero(stake)}
    assert held == {"区农业农村委": 5, "区科技局": 3, "区经济信息委": 2}
    alone = {name: [founding.measures[column] for column in sole_measures(founding, named(name))] for name in held}
    assert alone == {"区农业农村委": ["10"], "区科技局": ["12"], "区经济信息委": ["6.1"]}
    assert [founding.measures[column] for column in sole_measures(founding, named("区碳达峰碳中和工作领导小组"))] == [
        "3",
        "4",
        "5",
    ]


def test_the_second_chapter_is_lost_with_the_leading_group(founding: Kernel, figures: dict[str, Any]) -> None:
    lost = dominators(founding, [str(measure["chapter"]) for measure in figures["measures"]])
    assert {chapter: founding.departments[row] for chapter, row in lost.items()} == {"2": "区碳达峰碳中和工作领导小组"}


def test_lose_k(founding: Kernel) -> None:
    found = losses(founding, 8)
    assert [loss.leaderless for loss in found] == [3, 5, 6, 7, 8, 9, 10, 12]
    for loss in found:
        left = founding.lead.toarray()
        left[list(loss.departments)] = 0
        assert len(loss.departments) <= loss.dropped
        assert ((founding.leads > 0) & (left.sum(axis=0) == 0)).sum() == loss.leaderless


def test_lose_k_of_a_plan_without_leads_counts_those_responsible(build: Build) -> None:
    measures = [{"section": "1", "responsible": ["a"]}, {"section": "2", "responsible": ["a", "b"]}]
    assert [loss.leaderless for loss in losses(Kernel.of(build(measures)), 3)] == [1, 2]
    assert losses(Kernel.of(build([{"section": "1", "support": ["a"]}])), 3)[0].leaderless == 0


@pytest.mark.parametrize(
    ("roles", "wanted", "size", "solutions"),
    [("lead", "assigned", 9, 10), ("lead", "targets", 3, 1), ("any_role", "assigned", 4, 45)],
)
def test_minimum_covers(founding: Kernel, roles: str, wanted: str, size: int, solutions: int) -> None:
    matrix: Csr = getattr(founding, roles)
    columns = np.flatnonzero(getattr(founding, wanted))
    cover = minimum_covers(matrix, columns)
    assert (cover.size, len(cover.sets), cover.complete) == (size, solutions, True)
    assert len(set(cover.sets)) == solutions
    dense = matrix.toarray()
    assert all((dense[list(chosen)][:, columns].sum(axis=0) > 0).all() for chosen in cover.sets)
    if solutions == 1:
        assert {founding.departments[row] for row in cover.sets[0]} == {"区经济信息委", "区农业农村委", "区科技局"}


def test_covers_that_do_not_exist_or_take_too_long(founding: Kernel) -> None:
    assert minimum_covers(founding.lead, np.arange(24)).sets == ()
    assert minimum_covers(founding.lead, np.array([], dtype=np.int64)).size == 0
    cut = minimum_covers(founding.any_role, np.flatnonzero(founding.assigned), most_steps=5)
    assert not cut.complete


def test_pairs_that_meet_most(founding: Kernel, named: Place) -> None:
    together, weights = meetings(founding), collaboration(founding)
    assert together.nnz == 268
    top = [
        ({founding.departments[one], founding.departments[other]}, count, round(float(weights[one, other]), 4))
        for one, other, count in strongest(together, weights)[:5]
    ]
    assert top == [
        ({"区生态环境局", "区发展改革委"}, 7, 1.5968),
        ({"区经济信息委", "区发展改革委"}, 7, 1.2706),
        ({"区城市管理局", "区生态环境局"}, 7, 0.9032),
        ({"区生态环境局", "区农业农村委"}, 6, 1.1115),
        ({"区生态环境局", "区经济信息委"}, 6, 0.9199),
    ]
    assert together[named("区生态环境局"), named("区生态环境局")] == 0


def test_newmans_row_sums_are_the_number_of_measures(founding: Kernel) -> None:
    weights = collaboration(founding)
    assert np.allclose((weights + weights.T).sum(axis=1), workloads(founding).total)


def test_co_leads(founding: Kernel) -> None:
    pairs = co_leads(founding)
    assert pairs.nnz == 52
    counts = [count for _, _, count in strongest(pairs)]
    assert counts[:8] == [4, 4, 3, 3, 2, 2, 2, 2]
    assert counts[8] == 1
    top = [{founding.departments[one], founding.departments[other]} for one, other, _ in strongest(pairs)[:4]]
    assert {"区生态环境局", "区住房城乡建委"} in top[:2]
    assert {"区生态环境局", "区城市管理局"} in top[:2]
    assert {"区生态环境局", "区农业农村委"} in top[2:]
    assert {"区城市管理局", "区住房城乡建委"} in top[2:]


def test_who_depends_on_whom(founding: Kernel, named: Place) -> None:
    needs = dependence(founding)
    assert needs.nnz == 189
    group = named("区碳达峰碳中和工作领导小组")
    assert needs[group, named("区发展改革委")] == 3
    assert [needs[group, named(name)] for name in ("区经济信息委", "区交通局", "区生态环境局")] == [2, 2, 2]
    assert needs[named("区发展改革委"), named("区商务委")] == pytest.approx(2)
    assert needs[named("区发展改革委"), named("区生态环境局")] == pytest.approx(1.533, abs=5e-4)
    assert needs[named("区发展改革委"), group] == 0
    assert mutual(needs).nnz == 13


def test_mergers(founding: Kernel, named: Place) -> None:
    saved = strongest(merges(founding))[:3]
    assert [({founding.departments[one], founding.departments[other]}, pairs) for one, other, pairs in saved] == [
        ({"区生态环境局", "区城市管理局"}, 57),
        ({"区农业农村委", "区生态环境局"}, 45),
        ({"区经济信息委", "区生态环境局"}, 44),
    ]
    assert own_pairs(founding)[named("区生态环境局")] == 88


@pytest.mark.parametrize(
    ("name", "leads", "common"),
    [
        ("household-waste", 12, set()),
        ("coal", 7, set()),
        ("straw", 6, set()),
        ("photovoltaics", 2, set()),
        ("new-energy-vehicles", 2, set()),
        ("public-institutions", 5, set()),
        ("sewage", 7, {"区生态环境局"}),
        ("contaminated-farmland", 4, {"区农业农村委"}),
    ],
)
def test_matters(founding: Kernel, figures: dict[str, Any], name: str, leads: int, common: set[str]) -> None:
    sections = next(each["sections"] for each in figures["matters"] if each["name"] == name)
    found = matter(founding, name, [founding.measures.index(section) for section in sections])
    assert len(found.leads) == leads
    assert {founding.departments[row] for row in found.common} == common
    if name == "household-waste":
        assert [founding.departments[row] for row in found.present] == ["区生态环境局"]


def test_leads_that_need_each_other_and_never_meet(build: Build) -> None:
    kernel = Kernel.of(
        build(
            [
                {"section": "1", "lead": ["a"], "responsible": ["c"]},
                {"section": "2", "lead": ["b", "c"]},
                {"section": "3", "lead": ["d"]},
            ]
        )
    )
    found = gap(kernel, {"one": [0, 1], "two": [2]})
    pairs = [(kernel.departments[one], kernel.departments[other]) for one, other, _ in strongest(found.required)]
    assert sorted(pairs) == [("a", "b"), ("a", "c"), ("b", "c")]
    assert [(kernel.departments[one], kernel.departments[other]) for one, other, _ in strongest(found.apart)] == [
        ("a", "b")
    ]
    assert found.congruence == pytest.approx(2 / 3)
    assert gap(kernel, {}).congruence == 1


def test_matters_without_leads_are_those_responsibles(build: Build) -> None:
    found = matter(Kernel.of(build([{"section": "1", "responsible": ["a"]}])), "x", [0])
    assert (found.measures, found.leads, found.common, found.present) == ((0,), (0,), (0,), (0,))


def test_matters_of_measures_that_nobody_carries_are_nobodys(build: Build) -> None:
    found = matter(Kernel.of(build([{"section": "1", "support": ["a"]}])), "x", [0])
    assert (found.measures, found.leads, found.common, found.present) == ((), (), (), ())
