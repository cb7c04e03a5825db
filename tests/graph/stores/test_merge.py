"""Shared nodes: one node of what several plans say, in any order."""

from itertools import permutations

from graph.model import Node, Value
from graph.stores.merge import Contribution, contributions, merge
from tests.stores import CITED, ECO, FIRST, SECOND, first_plan, second_plan


def _body(name: str, **properties: Value) -> Node:
    given: dict[str, Value] = {"name": name, "slots": ("b", "a"), "aliases": (), "aliases_en": (), "candidates": ()}
    return Node("Department", "d", {**given, **properties})


def test_only_shared_nodes_are_contributed() -> None:
    graph, _ = second_plan()
    assert {part.node.id for part in contributions(graph)} == {SECOND, FIRST, CITED, ECO, "渝/永/env"}
    assert {(part.plan, part.date) for part in contributions(graph)} == {(SECOND, "2023-07-01")}


def test_the_latest_plan_names_the_department_and_older_names_become_aliases() -> None:
    parts = [
        Contribution("p1", "2020", _body("旧名", aliases=("别名",), level="county")),
        Contribution("p2", "2022", _body("新名", aliases_en=("New",))),
        Contribution("p3", "", _body("无日期名", kind="park")),
    ]
    for order in permutations(parts):
        merged = merge(order)
        assert merged.properties["name"] == "新名"
        assert merged.properties["aliases"] == tuple(sorted(["别名", "旧名", "无日期名"]))
        assert merged.properties["aliases_en"] == ("New",)
        assert merged.properties["slots"] == ("b", "a")
        assert (merged.properties["level"], merged.properties["kind"]) == ("county", "park")
        assert merged.plan == ""


def test_one_date_is_settled_by_the_plans_id() -> None:
    parts = [Contribution("p1", "2020", _body("甲")), Contribution("p2", "2020", _body("乙"))]
    assert merge(parts).properties["name"] == merge(parts[::-1]).properties["name"] == "乙"


def test_a_plan_speaks_for_itself_before_later_citations() -> None:
    first, second = first_plan()[0], second_plan()[0]
    parts = [part for graph in (first, second) for part in contributions(graph) if part.node.id == FIRST]
    assert len(parts) == 2
    assert merge(parts).properties["title"] == f"{FIRST}的通知"
    assert merge(parts[::-1]).properties["edition"] == "official"
