"""What people decide: effective edges in the store, kept through reloads, taken back without a trace."""

from dataclasses import replace

import pytest

from graph.decisions import contradiction, effective
from graph.errors import ModelError
from graph.ids import edge_id
from graph.model import Anchor, Decision, DecisionKind, Edge, Evidence, Node, Value
from graph.store import Store
from tests.stores import ECO, FIRST, LATER, NOW, SECOND, WATER, Draft, everything, first_plan, second_plan

BUREAU = Node(
    "Department",
    "渝/永/bureau",
    {"name": "区某局", "kind": "government", "slots": ("bureau",), "aliases": (), "aliases_en": (), "candidates": ()},
)
RIVER = f"{FIRST}/measure/1.1.1"


def _decision(kind: DecisionKind, subject: str, target: str = "", *, at: str = "1", **more: object) -> Decision:
    return Decision(f"{kind}{at}", kind, subject, target, "tester", at, **more)  # type: ignore[arg-type]  # any field


def _leads(store: Store) -> Edge:
    return store.view().edges([RIVER], kinds=["LEADS"])[0]


def _added(target: str = RIVER) -> Edge:
    evidence = Evidence("decision", "by a person", "tests")
    properties: dict[str, Value] = {
        "form": "bracket", "formal": True, "unit": "区某局", "order": 1, "list_length": 1,
        "open_list": False, "scope": "measure", "statement": "person",
    }  # fmt: skip
    return Edge("SUPPORTS", edge_id("SUPPORTS", BUREAU.id, target, "d"), BUREAU.id, target, evidence, properties, FIRST)


@pytest.fixture
def both(store: Store) -> Store:
    for graph, document in (first_plan(), second_plan()):
        store.writer().replace(graph, document, loaded_at=NOW)
    return store


def _decisions(store: Store) -> list[Decision]:
    """One of each kind that changes edges."""
    return [
        _decision("same", WATER, BUREAU.id, node=BUREAU),
        _decision("reject-edge", _leads(store).id, at="2"),
        _decision("add-edge", "", at="3", edge=_added(), node=BUREAU),
    ]


def test_a_department_becomes_another_in_every_plan(both: Store) -> None:
    both.writer().decide(_decision("same", ECO, BUREAU.id, node=BUREAU))
    view = both.view()
    assert [edge.plan for edge in view.edges([BUREAU.id], kinds=["LEADS"])] == [FIRST, SECOND]
    assert [edge.id for edge in view.edges([BUREAU.id], kinds=["LEADS"]) if ECO in edge.id] == []
    assert view.departments_named("区某局")
    assert view.edges([ECO], kinds=["LEADS"]) == []
    reading = view.reading(FIRST)
    assert reading == first_plan()[0]


def test_only_the_anchored_mention_moves(both: Store) -> None:
    party = _leads(both).evidence.party
    assert party
    anchor = Anchor(first_plan()[1].node.properties["sha256"], party.start, party.end, party.quote)  # type: ignore[arg-type]  # a string
    both.writer().decide(_decision("new", ECO, BUREAU.id, node=BUREAU, anchor=anchor))
    assert [edge.target for edge in both.view().edges([BUREAU.id])] == [RIVER]
    assert [edge.plan for edge in both.view().edges([ECO], kinds=["LEADS"])] == [SECOND]


def test_a_rejected_edge_is_gone_and_comes_back_when_taken_back(both: Store) -> None:
    before = everything(both.view())
    edge = _leads(both)
    rejected = _decision("reject-edge", edge.id)
    both.writer().decide(rejected)
    assert both.view().edge(edge.id) is None
    assert both.view().status().edges["LEADS"] == 1
    assert ECO not in both.view().incidence(plans=[FIRST]).departments
    both.writer().decide(replace(rejected, undone="tester, later"))
    assert both.view().decisions() == []
    after = everything(both.view())
    assert after.pop("decisions") == [replace(rejected, undone="tester, later")]
    assert before.pop("decisions") == []
    assert after == before


def test_an_added_edge_stands_beside_the_read_ones(both: Store) -> None:
    both.writer().decide(_decision("add-edge", "", edge=_added(), node=BUREAU))
    assert both.view().edges([BUREAU.id]) == [_added()]
    assert both.view().nodes([BUREAU.id]) == [BUREAU]


def test_decisions_survive_reload_and_removal(both: Store) -> None:
    for decision in _decisions(both):
        both.writer().decide(decision)
    before = everything(both.view())
    graph, document = first_plan()
    assert both.writer().replace(replace(graph, ruleset="newer"), document, loaded_at=LATER) == "changed"
    assert both.writer().remove(FIRST)
    assert both.view().nodes([BUREAU.id]) == []
    assert len(both.view().decisions()) == 3
    both.writer().replace(graph, document, loaded_at=LATER)
    assert everything(both.view()) == before


def test_decisions_may_come_before_the_plans(store: Store) -> None:
    for graph, document in (first_plan(), second_plan()):
        store.writer().replace(graph, document, loaded_at=NOW)
    decisions = _decisions(store)
    for decision in decisions:
        store.writer().decide(decision)
    expected = everything(store.view())
    for plan in (FIRST, SECOND):
        store.writer().remove(plan)
    for decision in reversed(decisions):
        store.writer().decide(replace(decision, undone="yes"))
        store.writer().decide(decision)
    for graph, document in (second_plan(), first_plan()):
        store.writer().replace(graph, document, loaded_at=NOW)
    assert everything(store.view()) == expected


def test_nothing_is_made_what_was_made_another() -> None:
    """ECO became WATER, WATER became BUREAU: BUREAU can't become WATER, which would close the circle."""
    chain = [_decision("same", ECO, WATER), _decision("same", WATER, BUREAU.id, at="2")]
    assert contradiction(chain, _decision("same", BUREAU.id, WATER, at="3")) == chain[1]
    assert contradiction(chain[:1], _decision("same", BUREAU.id, WATER, at="3")) is None


def test_chains_follow_each_other_and_unwind(both: Store) -> None:
    before = everything(both.view())
    last = replace(BUREAU, id="渝/永/last", properties={**BUREAU.properties, "slots": ("last",)})
    one = _decision("same", WATER, BUREAU.id, node=BUREAU, at="1")
    two = _decision("same", BUREAU.id, last.id, node=last, at="2")
    for decision in (two, one):
        both.writer().decide(decision)
    assert [edge.target for edge in both.view().edges([last.id])] == [RIVER]
    both.writer().decide(replace(two, undone="x"))
    assert [edge.target for edge in both.view().edges([BUREAU.id])] == [RIVER]
    both.writer().decide(replace(one, undone="x"))
    assert both.view().edges([BUREAU.id, last.id]) == []
    after = everything(both.view())
    assert after | {"decisions": 0} == before | {"decisions": 0}


def test_an_edge_to_nowhere_is_refused_with_both_names(both: Store) -> None:
    before = everything(both.view())
    with pytest.raises(ModelError) as caught:
        both.writer().decide(_decision("add-edge", "", edge=_added("nowhere"), node=BUREAU))
    assert BUREAU.id in str(caught.value)
    assert "nowhere" in str(caught.value)
    assert everything(both.view()) == before


def test_an_added_edge_waits_while_a_reload_lacks_its_end(both: Store) -> None:
    both.writer().decide(_decision("add-edge", "", edge=_added(), node=BUREAU))
    shorter, document = Draft(FIRST).done()
    both.writer().replace(shorter, document, loaded_at=NOW)
    assert both.view().nodes([BUREAU.id]) == []
    graph, document = first_plan()
    both.writer().replace(graph, document, loaded_at=NOW)
    assert both.view().edges([BUREAU.id]) == [_added()]


def test_what_concerns_no_edge_changes_no_edge(both: Store) -> None:
    before = everything(both.view())
    both.writer().decide(_decision("different", ECO, WATER))
    both.writer().decide(_decision("set-meta", "0" * 64, "number=1", at="2"))
    assert everything(both.view()) | {"decisions": 0, "counts": 0} == before | {"decisions": 0, "counts": 0}
    assert both.view().status().decisions == 2


def test_without_decisions_the_effective_graph_is_the_reading() -> None:
    for graph, _ in (first_plan(), second_plan()):
        assert effective(graph, []) == graph
