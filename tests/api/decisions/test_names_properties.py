"""Whatever people decide: taking all of it back restores the answers, and a file carries it to another store."""

from contextlib import suppress
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from api.decisions.decision_parts import undo
from api.decisions.decisions_file import read, take_over, written
from api.decisions.requests import decide
from api.wire.names import DecisionIn, Kind
from graph.errors import RespgraphError
from graph.stores.opening import open_store
from tests.names import AIR, ECO, ELSEWHERE, LAND, NATURE, OPEN, SOIL, TOWNS, fill, new_plan
from tests.stores import LATER, NOW, everything

PARTIES = (ECO, OPEN, LAND, NATURE, TOWNS, ELSEWHERE, "区新设局", "区林业局")
EDGES = tuple(edge.id for edge in new_plan()[0].edges if edge.kind in ("LEADS", "SUPPORTS"))
KINDS: tuple[Kind, ...] = (
    "same", "different", "new", "collective", "reject-edge", "add-edge", "correct-duty", "correct-node", "add-node", "progress",
)  # fmt: skip
SAID = st.tuples(st.sampled_from(KINDS), st.sampled_from(PARTIES), st.sampled_from(PARTIES), st.sampled_from(EDGES))
Said = tuple[Kind, str, str, str]


def asked(said: Said) -> DecisionIn:
    kind, one, other, edge = said
    if kind == "reject-edge":
        return DecisionIn(kind=kind, subject=edge)
    if kind == "add-edge":
        return DecisionIn(kind=kind, subject=one, role="guide", object=AIR if len(other) % 2 else SOIL)
    values: dict[str, tuple[str, dict[str, str]]] = {
        "correct-duty": (edge, {"department": other} if len(one) % 2 else {"role": "guide"}),
        "correct-node": (AIR if len(other) % 2 else SOIL, {"title": one}),
        "add-node": (AIR, {"kind": "SubTarget", "metric": one, "value": "5"}),
        "progress": (edge, {"state": "done", "note": one}),
    }
    if kind in values:
        subject, given = values[kind]
        return DecisionIn(kind=kind, subject=subject, values=given)
    return DecisionIn(kind=kind, subject=one, object=other, name="区新设局")


@settings(max_examples=40, deadline=None)
@given(st.lists(SAID, max_size=8), st.data())
def test_decisions_unwind_and_travel(sayings: list[Said], data: st.DataObject) -> None:
    with fill(open_store("sqlite://")) as store, fill(open_store("sqlite://")) as other:
        before = everything(store.view())
        for said in sayings:
            with suppress(RespgraphError):  # what makes no sense is refused and leaves no trace
                decide(store, asked(said), "tester")
        made = store.view().decisions()
        decided = everything(store.view())
        done = take_over(other, read(written(made)))
        assert done.refused == ()
        assert everything(other.view()) == decided
        graph, document = new_plan()
        store.writer().replace(replace(graph, ruleset="newer"), document, loaded_at=LATER)
        store.writer().replace(graph, document, loaded_at=NOW)
        assert everything(store.view()) == decided
        for decision in data.draw(st.permutations(made)):
            undo(store, decision.id, "tester")
        assert store.view().decisions() == []
        ignored = {"decisions": 0, "counts": 0}
        assert everything(store.view()) | ignored == before | ignored
