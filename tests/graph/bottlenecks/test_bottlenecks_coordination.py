"""Who must talk to whom, and how far a rank holds."""

from collections.abc import Callable

import numpy as np
import pytest

from graph.bottlenecks.figures.clusters import clusters
from graph.bottlenecks.figures.coordination import calls, heaviest, requirement
from graph.bottlenecks.figures.robustness import WEIGHTS, pareto_layers, rank_range, stability
from graph.bottlenecks.kernel import Kernel
from graph.store import Incidence

Build = Callable[..., Incidence]
Place = Callable[[str], int]


def test_leads_talk_to_all_and_helpers_do_not_meet(build: Build) -> None:
    kernel = Kernel.of(build([{"section": "1", "lead": ["a", "b"], "responsible": ["c"], "support": ["d"]}]))
    assert requirement(kernel).toarray().tolist() == [[0, 1, 1, 1], [1, 0, 1, 1], [1, 1, 0, 0], [1, 1, 0, 0]]


def test_where_nobody_leads_those_responsible_talk_to_all(build: Build) -> None:
    kernel = Kernel.of(build([{"section": "1", "responsible": ["a", "b"], "support": ["c"], "guide": ["d"]}]))
    assert requirement(kernel).toarray().tolist() == [[0, 1, 1, 1], [1, 0, 1, 1], [1, 1, 0, 0], [1, 1, 0, 0]]
    first, *others = calls(kernel, 0)
    assert (first.both_lead, first.both_responsible) == ((), (0,))
    assert [(call.it_helps, call.it_leads) for call in others] == [((0,), ()), ((0,), ())]
    assert [call.it_leads for call in calls(kernel, 2)] == [(0,), (0,)]


def test_a_measure_with_a_lead_keeps_those_responsible_apart(build: Build) -> None:
    measures = [{"section": "1", "lead": ["a"], "responsible": ["b", "c"]}, {"section": "2", "responsible": ["b", "c"]}]
    talk = requirement(Kernel.of(build(measures)))
    assert talk.toarray().tolist() == [[0, 1, 1], [1, 0, 1], [1, 1, 0]]
    assert talk.toarray()[1, 2] == 1  # in the second measure only


def test_the_requirement_is_symmetric_and_counts_measures(founding: Kernel, named: Place) -> None:
    talk = requirement(founding).toarray()
    assert np.array_equal(talk, talk.T)
    assert (talk > 0).sum() // 2 == 193
    assert talk[named("区碳达峰碳中和工作领导小组"), named("区发展改革委")] == 3
    assert talk.diagonal().sum() == 0


def test_whom_to_call_first(founding: Kernel, named: Place) -> None:
    first, second, *_ = calls(founding, named("区发展改革委"))
    assert founding.departments[first.partner] == "区生态环境局"
    assert [founding.measures[column] for column in first.measures] == ["7", "11", "13", "15"]
    assert [founding.measures[column] for column in first.both_lead] == ["13"]
    assert [founding.measures[column] for column in first.it_helps] == ["7", "11", "15"]
    assert first.it_leads == ()
    assert first.targets == 2
    assert founding.departments[second.partner] == "区经济信息委"
    assert [founding.measures[column] for column in second.it_leads] == ["6.1"]


def test_the_pairs_that_carry_most(founding: Kernel) -> None:
    pairs = heaviest(founding, 3)
    talk = requirement(founding).toarray()
    assert [pair.measures for pair in pairs] == sorted((talk[pair.one, pair.other] for pair in pairs), reverse=True)
    assert pairs[0].measures == talk.max()
    assert len(heaviest(founding, 1000)) == 193


def test_calls_are_the_row_of_the_requirement(founding: Kernel) -> None:
    talk = requirement(founding).toarray()
    for department in range(len(founding.departments)):
        row = np.zeros(len(founding.departments))
        for call in calls(founding, department):
            row[call.partner] = len(call.measures)
        assert np.array_equal(row, talk[department])


def test_clusters_order_everybody_who_talks(founding: Kernel, named: Place) -> None:
    found = clusters(requirement(founding))
    assert sorted(found.order.tolist()) == list(range(39))
    labels = found.labels[found.order]
    assert labels.tolist() == sorted(labels.tolist())
    assert found.modularity == pytest.approx(0.183, abs=0.002)
    assert found.labels[named("区委宣传部")] == found.labels[named("区委组织部")]


def test_two_groups_that_never_talk_are_two_clusters(build: Build) -> None:
    measures = [
        {"section": "1", "lead": ["a"], "responsible": ["b", "c"]},
        {"section": "2", "lead": ["x", "y"], "responsible": ["z"]},
        {"section": "3", "responsible": ["silent"]},
    ]
    kernel = Kernel.of(build(measures))
    found = clusters(requirement(kernel))
    groups = {frozenset(kernel.departments[row] for row in np.flatnonzero(found.labels == label)) for label in (0, 1)}
    assert groups == {frozenset("abc"), frozenset("xyz")}
    assert found.labels[kernel.departments.index("silent")] == -1
    assert found.modularity == pytest.approx(0.48, abs=0.03)


def test_few_departments_are_one_cluster(build: Build) -> None:
    found = clusters(requirement(Kernel.of(build([{"section": "1", "lead": ["a"], "responsible": ["b"]}]))))
    assert (found.order.tolist(), found.labels.tolist()) == ([0, 1], [0, 0])


RANGES = {
    "区发展改革委": (1, 2, 1, 2),
    "区生态环境局": (1, 5, 1, 3),
    "区经济信息委": (1, 6, 3, 6),
    "区城市管理局": (3, 8, 3, 8),
    "区交通局": (6, 9, 7, 9),
    "区农业农村委": (3, 15, 4, 5),
    "区碳达峰碳中和工作领导小组": (2, 35, 2, 22),
}


@pytest.mark.parametrize("name", RANGES)
def test_rank_ranges_of_the_founding_plan(founding: Kernel, named: Place, name: str) -> None:
    every, moderate = rank_range(founding), rank_range(founding, WEIGHTS[1:-1])
    place = named(name)
    assert (every.best[place], every.worst[place], moderate.best[place], moderate.worst[place]) == RANGES[name]


def test_equals_share_the_better_rank(build: Build) -> None:
    ranks = rank_range(Kernel.of(build([{"section": "1", "lead": ["a", "b"], "responsible": ["c"]}])), (2.0,))
    assert ranks.best.tolist() == [1, 1, 1]  # as fractions the only helper has all of its list
    assert ranks.worst.tolist() == [1, 1, 3]


def test_the_first_pareto_layer(founding: Kernel) -> None:
    layers = pareto_layers(founding)
    assert {founding.departments[row] for row in np.flatnonzero(layers == 1)} == {"区发展改革委", "区生态环境局"}
    assert layers.min() == 1


def test_dropped_edges_move_ranks_as_was_measured(founding: Kernel) -> None:
    found = stability(founding)
    assert found["lead"].tau == pytest.approx(0.958, abs=0.01)
    assert found["total"].tau == pytest.approx(0.938, abs=0.01)
    assert 0.8 < found["own"].tau < 1
    assert 0.75 < found["lead"].first_kept < 1
    assert stability(founding) == found
    assert stability(founding, seed=1) != found


def test_dropping_nothing_changes_nothing(founding: Kernel) -> None:
    for each in stability(founding, dropped=0, runs=2).values():
        assert (round(each.tau, 9), each.first_kept) == (1, 1)


def test_nobody_has_no_rank(build: Build) -> None:
    nobody = Kernel.of(build([{"section": "1"}]))
    assert stability(nobody) == {}
    assert rank_range(nobody).best.tolist() == []
    assert pareto_layers(nobody).tolist() == []
    assert clusters(requirement(nobody)).order.tolist() == []
