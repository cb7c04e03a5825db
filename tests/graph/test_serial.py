"""JSON and back without loss, and equal facts as equal strings."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Anchor, Decision, Edge, Evidence, Node, Passage
from graph.serial import (
    decision_from_json,
    decision_to_json,
    dumps,
    edge_from_json,
    edge_to_json,
    graph_from_json,
    graph_to_json,
)
from graph.stores.decode import edge as edge_of_row
from graph.stores.rows import content, pack, unpack
from tests.stores import first_plan, second_plan

words = st.text(st.characters(codec="utf-8"), max_size=12)
passages = st.builds(Passage, st.integers(0, 10**6), st.integers(0, 10**6), words)
evidence = st.builds(
    Evidence,
    st.sampled_from(["statement", "outline", "dictionary"]),
    words,
    words,
    words,
    words,
    st.none() | passages,
    st.none() | passages,
    st.lists(passages, max_size=3).map(tuple),
)
values = words | st.integers(-(2**53), 2**53) | st.booleans() | st.lists(words, max_size=3).map(tuple)
properties = st.dictionaries(words, values, max_size=4)
edges = st.builds(Edge, words, words, words, words, evidence, properties, words)
decisions = st.builds(
    Decision,
    words,
    st.sampled_from(["same", "reject-edge", "add-edge", "set-meta"]),
    words,
    words,
    words,
    words,
    st.none() | st.builds(Anchor, words, st.integers(), st.integers(), words),
    st.none() | st.builds(Node, words, words, properties, words),
    st.none() | edges,
    words,
)


@given(edges)
def test_edges_come_back(edge: Edge) -> None:
    assert edge_from_json(json.loads(dumps(edge_to_json(edge)))) == edge
    assert edge_of_row((edge.kind, edge.id, edge.source, edge.target, edge.plan, content(edge))) == edge


@given(decisions)
def test_decisions_come_back(decision: Decision) -> None:
    assert decision_from_json(json.loads(dumps(decision_to_json(decision)))) == decision


def test_readings_come_back_and_equal_ones_are_equal_bytes() -> None:
    for graph, document in (first_plan(), second_plan()):
        assert graph_from_json(json.loads(dumps(graph_to_json(graph)))) == graph
        for text in (document.text, document.text[::-1], ""):
            assert unpack(pack(graph, text).data, text) == graph  # quotes that do not stand there are kept as they are
    assert pack(first_plan()[0], "").data == pack(first_plan()[0], "").data
    turned = [
        replace(node, properties=dict(sorted(node.properties.items(), reverse=True))) for node in first_plan()[0].nodes
    ]
    assert pack(replace(first_plan()[0], nodes=tuple(turned)), "").data == pack(first_plan()[0], "").data
