"""Role counts, shares and loads: exact on the founding plan, additive over plans."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from graph.bottlenecks.figures.counts import workloads
from graph.bottlenecks.kernel import Kernel
from graph.store import Incidence

Build = Callable[..., Incidence]


@pytest.mark.parametrize("source", ["founding", pytest.param("gold", marks=pytest.mark.corpus)])
def test_every_department_of_the_founding_plan(
    source: str, figures: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    kernel: Kernel = request.getfixturevalue(source)
    loads = workloads(kernel)
    for unit in figures["units"]:
        place = kernel.departments.index(unit["name"])
        for field in ("lead", "sole", "co", "responsible", "total"):
            assert getattr(loads, field)[place] == unit[field], (unit["name"], field)
        assert loads.support[place] == 0
        assert loads.own[place] == pytest.approx(unit["own"], abs=5e-5)
        assert loads.sup[place] == pytest.approx(unit["sup"], abs=5e-5)
        assert loads.load[place] == pytest.approx(unit["load"], abs=5e-4)
        assert loads.share[place] == pytest.approx(unit["total"] / 21)


def test_shares_add_up_to_the_measures_that_have_such_a_list(founding: Kernel) -> None:
    loads = workloads(founding)
    assert loads.own.sum() == pytest.approx((founding.leads > 0).sum())
    assert loads.sup.sum() == pytest.approx((founding.responsibles > 0).sum())
    assert loads.load.sum() == pytest.approx((founding.parties - 1)[founding.leads > 0].sum())


def test_support_is_a_seat_to_gather_and_no_share(build: Build) -> None:
    loads = workloads(Kernel.of(build([{"section": "1", "lead": ["a"], "support": ["b", "c"], "guide": ["d"]}])))
    assert loads.load.tolist() == [3, 0, 0, 0]
    assert loads.support.tolist() == [0, 1, 1, 1]
    assert loads.sup.tolist() == [0, 0, 0, 0]


def test_a_plan_without_leads_changes_nobodys_counts_of_leads(build: Build) -> None:
    led = [{"section": "1", "plan": "p", "lead": ["a", "b"], "responsible": ["c"]}]
    bare = [{"section": "2", "plan": "q", "responsible": ["a", "b", "c"]}]
    alone, both = workloads(Kernel.of(build(led))), workloads(Kernel.of(build([*led, *bare])))
    for field in ("lead", "sole", "co", "sup"):
        assert np.array_equal(getattr(alone, field), getattr(both, field)), field
    assert both.total.tolist() == [2, 2, 2]


def test_where_nobody_leads_those_responsible_share_the_measure_and_keep_its_seats(build: Build) -> None:
    loads = workloads(Kernel.of(build([{"section": "1", "responsible": ["a", "b"], "support": ["c"]}])))
    assert loads.own.tolist() == [0.5, 0.5, 0]
    assert loads.sup.tolist() == [0, 0, 0]
    assert loads.load.tolist() == [1, 1, 0]


def test_who_only_supports_carries_nothing(build: Build) -> None:
    kernel = Kernel.of(build([{"section": "1", "support": ["a"], "supervise": ["b"]}]))
    assert kernel.carriers.tolist() == [0]
    assert kernel.unled.tolist() == [True]
    assert workloads(kernel).load.tolist() == [0, 0]


def test_it_is_decided_measure_by_measure(build: Build) -> None:
    bare = [{"section": str(number), "responsible": ["a", "b"]} for number in range(3)]
    with_a_lead = [{**bare[0], "lead": ["c"]}, *bare[1:]]
    before, after = Kernel.of(build(bare)), Kernel.of(build(with_a_lead))
    assert before.carriers.tolist() == [2, 2, 2]
    assert after.carriers.tolist() == [1, 2, 2]
    assert before.carry is not before.lead
    assert np.array_equal(after.helpers.toarray().sum(axis=0), [2, 0, 0])


def test_nobody(build: Build) -> None:
    assert workloads(Kernel.of(build([{"section": "1"}]))).share.tolist() == []
