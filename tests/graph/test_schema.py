"""The schema is read whole, and a graph that breaks it is refused with a line that says where."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from graph.errors import ModelError
from graph.model import Edge, Evidence, Node, Passage, PlanGraph, Value
from graph.schema import FORMAL_FORMS, schema
from tests.stores import ECO, FIRST, first_plan, second_plan

RIVER = f"{FIRST}/measure/1.1.1"


def _nodes(change: Callable[[Node], Node | None]) -> PlanGraph:
    graph, _ = first_plan()
    return replace(graph, nodes=tuple(new for node in graph.nodes if (new := change(node))))


def _edges(change: Callable[[Edge], Edge]) -> PlanGraph:
    graph, _ = first_plan()
    return replace(graph, edges=tuple(map(change, graph.edges)))


def _leads(**changes: object) -> PlanGraph:
    return _edges(lambda edge: replace(edge, **changes) if edge.kind == "LEADS" else edge)  # type: ignore[arg-type]  # any field


def _river(**changes: Value | None) -> PlanGraph:
    def change(node: Node) -> Node:
        if node.id != RIVER:
            return node
        given = {**node.properties, **changes}
        return replace(node, properties={name: value for name, value in given.items() if value is not None})

    return _nodes(change)


def _evidence(**changes: object) -> Evidence:
    edge = next(edge for edge in first_plan()[0].edges if edge.kind == "LEADS")
    return replace(edge.evidence, **changes)  # type: ignore[arg-type]  # any field


def test_sound_graphs_pass() -> None:
    for graph, document in (first_plan(), second_plan()):
        schema().check(graph, document.text)


def test_roles_come_strongest_first() -> None:
    assert list(schema().roles) == ["lead", "responsible", "support", "guide", "supervise"]


def test_every_kind_is_complete() -> None:
    for kind in schema().nodes.values():
        assert kind.caption in kind.properties
        assert {"zh", "en"} <= kind.label.keys() & kind.plural.keys()
    for edge in schema().edges.values():
        assert {"zh", "en"} <= edge.label.keys() & edge.reverse.keys()
        assert {*edge.sources, *edge.targets} <= schema().nodes.keys()
        assert not edge.role or set(edge.properties["form"].enum) > FORMAL_FORMS


def test_captions() -> None:
    graph, _ = first_plan()
    assert {schema().caption(node) for node in graph.nodes} >= {"区生态环境局", "整治 河道", "水质达标率"}


@pytest.mark.parametrize(
    ("graph", "words"),
    [
        (_nodes(lambda node: replace(node, kind="Wish") if node.kind == "Goal" else node), "unknown kind of node 'Wish'"),
        (_nodes(lambda node: None if node.id == ECO else node), f"{ECO} is not in the graph"),
        (_nodes(lambda node: replace(node, id=RIVER) if node.kind == "Goal" else node), "two nodes have one id"),
        (_river(text=None), "text is missing"),
        (_river(colour="red"), "unknown property 'colour'"),
        (_river(start="7"), "start must be integer"),
        (_river(start=True), "start must be integer"),
        (_river(assigned=1), "assigned must be boolean"),
        (_river(basis="whim"), "one of heading, paragraph, sentence, row"),
        (_leads(kind="ADMIRES"), "unknown kind of edge 'ADMIRES'"),
        (_leads(source=RIVER), "LEADS can't end at a Measure"),
        (_leads(target=ECO), "LEADS can't end at a Department"),
        (_leads(evidence=_evidence(basis="outline")), "LEADS needs evidence of basis statement"),
        (_leads(evidence=_evidence(statement=None)), "the edge quotes no words"),
        (_leads(evidence=_evidence(document="")), "the edge has no evidence"),
        (_leads(evidence=_evidence(party=Passage(0, 2, "错字"))), "the quote is not what stands at 0-2"),
        (_leads(evidence=_evidence(governing=(Passage(0, 10**6, "x"),))), "the quote is not what stands at"),
        (_leads(properties={}), "form is missing"),
        (_edges(lambda edge: replace(edge, id="same")), "two edges have one id"),
        (_edges(lambda edge: replace(edge, source=f"{FIRST}/goal/1") if edge.kind == "PART_OF" else edge), "one kind only"),
    ],
)  # fmt: skip
def test_broken_graphs_are_refused(graph: PlanGraph, words: str) -> None:
    with pytest.raises(ModelError) as caught:
        schema().check(graph, first_plan()[1].text)
    assert words in str(caught.value)
    assert caught.value.where
