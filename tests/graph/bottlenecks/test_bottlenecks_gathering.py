"""Facts from nodes and edges: by hand, and from the seed plan through the reader."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.bottlenecks.facts import Facts, kernel_of
from graph.bottlenecks.findings.findings import report
from graph.bottlenecks.gathering import facts_of
from graph.model import Edge, Evidence, Node, PlanGraph, Value
from loaders.files.source import read_source
from loaders.read import plan_graphs, read_document

ROOT = Path(__file__).parents[3]
EVIDENCE = Evidence("statement", "rule", "1")


def node(kind: str, name: str, /, **properties: Value) -> Node:
    return Node(kind, name, properties, "" if kind in {"Plan", "Department"} else "p")


def edge(kind: str, source: str, target: str, /, **properties: Value) -> Edge:
    return Edge(kind, f"{kind}|{source}|{target}", source, target, EVIDENCE, properties, "p")


def duty(kind: str, source: str, target: str, *, formal: bool = True, opened: bool = False) -> Edge:
    return edge(kind, source, target, order=1, statement="s1", open_list=opened, formal=formal)


NODES = (
    node("Plan", "p", title="a plan"),
    node("Goal", "top", kind="chapter", label="一、", title="top"),
    node("Goal", "nested", kind="chapter", label="（一）", title="nested"),
    node("Goal", "main", kind="headline", label="（二）", title="main"),
    node("Measure", "m1", label="1.", title="one", start=30),
    node("Measure", "m2", label="（三）", title="two", start=20),
    node("Measure", "m3", label="（三）", title="three", start=40),
    node("Measure", "heading", label="（四）", title="holds others", start=10),
    node("SubTarget", "t1", metric="share", comparator="<=", value="5", unit="%", kind="number", start=31),
    node("SubTarget", "t2", metric="water", comparator=">=", value="Ⅲ", unit="类", kind="class", start=5),
    node("SubTarget", "t3", metric="held by nothing", value="1", kind="number", start=6),
    node("Department", "d1", name="甲局", name_en="A Bureau", kind="government"),
    node("Department", "d2", name="领导小组", kind="coordinating-body"),
    node("Document", "doc"),
)
EDGES = (
    edge("PART_OF", "nested", "top"),
    edge("SERVES", "m1", "nested"),
    edge("SERVES", "m2", "top"),
    edge("SERVES", "m3", "missing"),
    edge("HAS_MEASURE", "p", "m1"),
    edge("HAS_TARGET", "m1", "t1"),
    edge("HAS_TARGET", "main", "t2"),
    edge("BEARS_ON", "m1", "t2"),
    duty("LEADS", "d1", "m1"),
    duty("SUPPORTS", "d2", "m1", opened=True),
    duty("RESPONSIBLE_FOR", "d2", "m2", formal=False),
    edge("CITES", "p", "q"),
)


@pytest.fixture
def gathered() -> Facts:
    return facts_of(NODES, EDGES, rows=("m2", "m1", "m3", "unknown"), offices={"d2": "甲局"})


def test_measures_are_the_rows_with_their_numbers_and_chapters(gathered: Facts) -> None:
    found = {
        measure.id: (measure.number, measure.chapter, measure.position, measure.edge) for measure in gathered.measures
    }
    assert found == {
        "m1": ("（一）1.", "top", 30, "HAS_MEASURE|p|m1"),
        "m2": ("一、（三）", "top", 20, ""),
        "m3": ("（三）", "", 40, ""),
    }


def test_targets_say_where_they_stand_and_how_they_read(gathered: Facts) -> None:
    found = {target.id: (target.value["en"], target.holder, target.headline) for target in gathered.targets}
    assert found == {"t1": ("≤5%", "m1", False), "t2": ("Ⅲ类", "main", True)}


def test_values_read_in_both_languages() -> None:
    nodes = (node("SubTarget", "t", metric="m", comparator="decrease", value="14.5", unit="%", kind="number", start=1),)
    (target,) = facts_of(nodes, (edge("HAS_TARGET", "p", "t"),), rows=()).targets
    assert target.value == {"zh": "下降14.5%", "en": "down 14.5%"}


def test_roles_keep_what_the_statement_says(gathered: Facts) -> None:
    found = {(role.department, role.object): (role.role, role.formal, role.open_list) for role in gathered.roles}
    assert found == {
        ("d1", "m1"): ("lead", True, False),
        ("d2", "m1"): ("support", True, True),
        ("d2", "m2"): ("responsible", False, False),
    }
    assert {department.id: department.office for department in gathered.departments} == {"d1": "", "d2": "甲局"}
    kernel = kernel_of(gathered)
    assert kernel.measures == ("m2", "m1", "m3")
    assert kernel.targets.tolist() == [0, 1, 0]


def test_headings_in_a_circle_end(gathered: Facts) -> None:
    circle = (*EDGES, edge("PART_OF", "top", "nested"))
    assert {measure.chapter for measure in facts_of(NODES, circle, rows=("m1",)).measures} == {"top"}
    assert gathered.plans[0].title == "a plan"


def rows_of(graph: PlanGraph) -> list[str]:
    """Measures with formal statements of their own, and the leaves."""
    stated = {one.target for one in graph.edges if one.properties.get("formal")}
    holding = {one.target for one in graph.edges if one.kind == "PART_OF"}
    return [one.id for one in graph.nodes if one.kind == "Measure" and (one.id in stated or one.id not in holding)]


def test_the_seed_plan_through_the_reader(figures: Mapping[str, object]) -> None:
    (graph,) = plan_graphs(read_document(read_source(ROOT / "seeds" / "plans" / "yongchuan-2022-112.txt")))
    facts = facts_of(graph.nodes, graph.edges, rows=rows_of(graph))
    kernel = kernel_of(facts)
    assert (kernel.lead.nnz, kernel.responsible.nnz, len(kernel.departments)) == (51, 92, 39)
    assert (len(kernel.measures), kernel.assigned.sum(), kernel.open_lists.sum()) == (24, 21, 15)
    found = report(facts)
    said = {summary.rule: summary.sentence["zh"] for summary in found.summaries}
    assert figures["plan"] == graph.plan
    assert said["nobody-named"].endswith("：（二十二）、（二十三）、（二十四）。")
    assert "6个没有写明由谁负责" in said["headline-unowned"]
    edges = {one.id for one in graph.edges}
    assert all(set(finding.edges) <= edges for finding in found.findings)
    quoted = [one for one in graph.edges if one.id in {edge for finding in found.findings for edge in finding.edges}]
    assert all(one.evidence.statement is not None for one in quoted)
