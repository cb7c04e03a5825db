"""Former names, mergers and branches: what the dictionary knows of the past."""

import pytest

from graph.model import PlanGraph
from graph.schema import schema
from loaders.departments.history import called, former_names, predecessors, succession
from loaders.departments.names.slots import slots
from loaders.departments.places.plan_places import Jurisdiction
from loaders.departments.resolve import Resolution, resolve

DISTRICT = Jurisdiction("重庆市/永川区", "county")


def read(name: str) -> Resolution:
    return resolve(name, surface=name, kind="unit", place=DISTRICT, date="2016")


def test_a_renaming_is_a_former_name_and_no_edge() -> None:
    names = {former.name: former.until for former in former_names(("ecology-environment",))}
    assert names["环境保护局"] == 2018
    assert succession(read("区环保局")).edges == ()


def test_a_merger_is_an_edge_from_the_department_of_today() -> None:
    old = read("区国土局")
    found = succession(old, ruleset="r1")
    (edge,) = found.edges
    assert (edge.kind, edge.source, edge.target) == (
        "SUCCEEDS",
        "重庆市/永川区/natural-resources",
        "重庆市/永川区/land-resources",
    )
    assert edge.properties["date"] == "2018"
    assert (edge.evidence.basis, edge.evidence.rule) == ("dictionary", "departments:land-resources")
    assert [node.properties["name"] for node in found.nodes] == ["永川区规划和自然资源局"]


def test_a_department_that_was_split_has_two_heirs() -> None:
    heirs = {edge.source for edge in succession(read("区食药监局")).edges}
    assert heirs == {"重庆市/永川区/market-regulation", "重庆市/永川区/medical-products"}


def test_a_branch_points_to_its_body() -> None:
    (edge,) = succession(read("市邮政管理局七分局")).edges
    assert (edge.kind, edge.source, edge.target) == ("BRANCH_OF", "重庆市/postal/七分局", "重庆市/postal")
    (edge,) = succession(read("市生态环境局永川分局")).edges
    assert (edge.source, edge.target) == ("重庆市/永川区/ecology-environment", "重庆市/ecology-environment")


def test_edges_and_nodes_fit_the_schema() -> None:
    for name in ("区国土局", "区食药监局", "市邮政管理局七分局", "区扶贫办"):
        answer = read(name)
        found = succession(answer)
        graph = PlanGraph("p", "2016", "", "r", nodes=(answer.node, *found.nodes), edges=found.edges)
        schema().check(graph, "")


def test_what_a_department_was_called() -> None:
    assert "环保局" in called(("ecology-environment",), 2016)
    assert "环保局" not in called(("ecology-environment",), 2020)
    assert "生态环境局" in called(("ecology-environment",), 2020)
    assert {"国土资源局", "规划局"} <= set(called(("natural-resources",), 2017))
    assert {"卫生局"} <= set(called(("health",), 2012))
    assert "卫计委" in called(("health",), 2016)
    assert "旅游局" in called(("culture-tourism",), 2015)


def test_every_function_of_the_past_has_an_heir_of_today() -> None:
    for slot in slots().values():
        if slot.until is not None:
            assert slot.into
            assert all(slots()[heir].until is None for heir in slot.into)
            assert slot in predecessors(slot.into[0])


@pytest.mark.parametrize("function", ["unresolved", "any", "no-such-entry"])
def test_what_the_dictionary_lacks_has_no_past(function: str) -> None:
    assert former_names((function,)) == ()
    assert called((function,), 2020) == ()
    assert former_names(("ecology-environment", function)) == former_names(("ecology-environment",))
